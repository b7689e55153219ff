"""Words that make a name beside them nobody's business: illness, disability, poverty, birth control, sanctions.

Local values: the law names the kinds (个人信息保护法 Art. 28), not the words.
"""

from __future__ import annotations

import re

ILLNESS = (
    r"患[有病者上]|罹患|确诊|病史|病情|病种|病因|重病|大病|慢性病|慢病|恶性肿瘤|肿瘤|癌|白血病|尿毒症|肾衰|透析|肝炎|乙肝|艾滋|HIV|梅毒|"
    r"结核|传染病|糖尿病|高血压|心脏病|冠心病|脑梗|中风|脑瘫|癫痫|精神病|精神分裂|精神障碍|抑郁|自闭症|孤独症|唐氏|先天性|血友病|"
    r"阳性|感染者|密接|住院|手术|残疾|伤残|致残|智障|智力障碍|肢体障碍|听障|视障|聋哑|盲人|失能|半失能|瘫痪|植物人|"
    r"低保|五保|特困|贫困|致贫|返贫|困难家庭|低收入|孤儿|事实无人抚养|留守儿童|流浪乞讨|临时救助|医疗救助|"
    r"孕检|孕情|怀孕|妊娠|流产|引产|结扎|节育|避孕|不孕|计划生育手术|服刑|吸毒|戒毒|社区矫正|刑满释放"
)
WORDS = re.compile(ILLNESS)
