"""Names of people, by what stands around them. Nothing here guesses: what no rule names is no name.

Surnames: those that are common today. A name begins with one and has one or two characters more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_govreview.screening.checks.privacy.illness import ILLNESS

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严"
    "牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫"
    "查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闫解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符"
    "奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫"
    "区朴佘骆闵蒲皮漆浦狄贝明计成卞禹贡麻支咎昝经裘缪干宣丁贲郁单杭洪诸钮嵇邢滑裴荣荀羊於惠曲封芮羿储靳汲邴糜松井段富乌焦巴弓牧隗山谷侯宓"
    "蓬郗班仰秋仲伊宫宁仇甘钭厉戎祖刘景詹束龙叶幸司韶郜黎薊印宿怀蒲鄂索咸籍赖屠池阴鬱胥能苍双闻莘翟劳逄姬扶堵冉宰郦雍却璩濮寿通扈郏浦尚农温别庄"
    "柴瞿充茹习艾鱼容暨步耿弘匡国文寇广禄阙欧殳沃利蔚越夔隆师厍晁勾冷訾辛阚那空曾毋沙乜养须丰巢关蒯相后红游竺权逯益桓公丘昂敏亢况肖闫覃涂岑鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺撒哈勉妥者虎铁马纳丁闪"
)
DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "东方",
    "独孤",
    "南宫",
    "夏侯",
    "尉迟",
    "皇甫",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
)
_SURNAME = f"(?:{'|'.join(DOUBLE)}|[{''.join(dict.fromkeys(SURNAMES))}])"
_GIVEN = "(?!某)[\u4e00-\u9fff]"  # 张某某 is masked
_DOTTED = "[\u4e00-\u9fff]{2,6}?·[\u4e00-\u9fff]{2,8}?"  # 买买提·艾合买提
# What a name is followed by; a name in the middle of a word is none.
_END = rf"(?=(?:{ILLNESS})|[ ,，、。;；:：()（）\[\]\"“”/|\n\t]|$|[男女汉回族,因患确罹系属身家住的现于在是为和与及等被经已曾])"

# Words that begin like a name and stand after a role: 残疾人康复, 学生安全, 居民高血压.
_WORDS = (
    "康复|安全|文化|温暖|方[法便案面]|应[急当该]|经济|管理|关[爱怀注于心系]|成[长员年绩果为]|白内障|金额|高[中校考等血]|安[置心排装]|"
    "时[间期]|任[务何]|常[住用见年]|包[括含]|解[决除]|单[位独]|万[元人]|水[平费库]|计划|卫生|平均|边[远缘]|施[工行]|项目|辅[助导]|"
    "连续|全[部面体家市县]|明[确显]|官方|简[称单]|易[地返]|毕业|章程|阳光|保[障险证护]|权益|向[我社]|家[庭长]|就[业医]"
)
_NO_WORD = f"(?!{_WORDS})"

_CELL = re.compile(
    f"(?![合小总共]计|[平]均|人数|备注|空白|姓名|同上|以下)(?:{_GIVEN}{{2,4}}|{_DOTTED})$"
)
ROLES = (
    "患者|病人|患儿|孕妇|产妇|死者|伤者|逝者|贫困户|低保户|五保户|特困户|脱贫户|监测户|残疾人|残疾儿童|特困人员|低保对象|救助对象|"
    "帮扶对象|重度残疾人|困难群众|困难学生|贫困学生|孤儿|户主|村民|居民|市民|学生|同学|职工|申请人|当事人|受助人|家属|老人"
)
_FULL = f"(?:{_DOTTED}|{_NO_WORD}{_SURNAME}{_GIVEN}{{1,2}}?)"
# After “姓名:” every word is a name; after a role only what begins like one.
_NAMED = re.compile(
    rf"(?:姓 {{0,4}}名: {{0,2}}(?:{_DOTTED}|{_GIVEN}{{2,4}}?)|(?:姓名|{ROLES})(?:姓名)?:? ?{_FULL}){_END}"
)
_WORD = re.compile(f"姓 {{0,4}}名|{ROLES}")  # each begins with a letter: found fast
_BETWEEN = re.compile(r"(?:姓名)?:? {0,2}")
HEADING = re.compile(
    r"^(?:.{0,6}姓 {0,4}名.{0,4}|联系人|户主|患者|学生|残疾人|申请人|负责人|受益人|救助对象|低保对象|补助对象|被?监护人|家长)$"
)


def is_name(text: str) -> bool:
    """Could the whole of ``text`` be a name? For cells of a column that is headed so: rare surnames, too."""
    return _CELL.match(text.replace(" ", "")) is not None


def names_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Where the word before a name begins, and where the name begins and ends."""
    done = 0
    for word in _WORD.finditer(text):
        found = _NAMED.match(text, word.start()) if word.start() >= done else None
        begin = _BETWEEN.match(text, word.end())
        if found is not None and begin is not None:
            done = found.end()
            yield found.start(), begin.end(), done
