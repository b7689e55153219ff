"""The first entries of the register of authorised sources, as data.

From the rule itself, which names the central government's portal, People's Daily and Xinhua for central documents and
the region's portal, Ningxia Daily and Ningxia News for regional ones “and the like”, and from public lists of central
news units and government portals. The rule leaves the further names to lists of its own, so an entry that the rule does
not name has no basis (授权依据) yet: the unit writes it in. What could not be confirmed at all is left out and named in
``LEFT_OUT``.

An address is written as one text: ``www.gov.cn`` is that host alone, ``*.people.com.cn`` is the host and all its
sub-hosts, ``host/path`` only that path, and ``!`` before it keeps it out.
"""

from __future__ import annotations

from dataclasses import dataclass

EDITION = "初始清单"
RULE = "宁政公开办发〔2020〕18号第二章第（一）项"
TO_CONFIRM = "授权依据由本单位核实后填写。"


@dataclass(frozen=True)
class SeedSource:
    """One entry: name, scope (a code of the rulebook), addresses, the organ whose documents it publishes, basis."""

    name: str
    scope: str
    addresses: tuple[str, ...]
    organ: str = ""
    basis: str = ""

    @property
    def remarks(self) -> str:
        return "" if self.basis or self.organ else TO_CONFIRM


@dataclass(frozen=True)
class SeedHost:
    """One address, taken apart: the fields of an ``AuthorisedHost``."""

    host: str
    with_subdomains: bool
    path_prefix: str
    excluded: bool


def read_address(text: str) -> SeedHost:
    """Take an address apart that is written as this module's docstring says."""
    excluded = text.startswith("!")
    host, slash, path = text.removeprefix("!").partition("/")
    return SeedHost(
        host=host.removeprefix("*."),
        with_subdomains=host.startswith("*."),
        path_prefix=slash + path,
        excluded=excluded,
    )


def _portal(name: str, domain: str, *aliases: str) -> SeedSource:
    """The portal of one organ: its domain and its ``www`` host, nothing below them."""
    organ = "、".join((name, *aliases))
    return SeedSource(name, "organ", (f"www.{domain}", domain), organ=organ)


# The traditional-character gateway shows any page whose address follows in its path, so only its own part counts.
CENTRAL = (
    SeedSource(
        "中国政府网",
        "central",
        ("www.gov.cn", "gov.cn", "big5.www.gov.cn/gate/big5/www.gov.cn"),
        basis=RULE,
    ),
    SeedSource("人民日报/人民网", "central", ("*.people.com.cn",), basis=RULE),
    SeedSource("新华社/新华网", "central", ("*.news.cn", "*.xinhuanet.com"), basis=RULE),
    SeedSource("求是网", "central", ("www.qstheory.cn",)),
    SeedSource("光明日报/光明网", "central", ("www.gmw.cn",)),
    SeedSource("经济日报/中国经济网", "central", ("www.ce.cn", "paper.ce.cn")),
    SeedSource("中央广播电视总台/央视网", "central", ("www.cctv.com", "news.cctv.com")),
    SeedSource("中央广播电视总台/央广网", "central", ("www.cnr.cn",)),
    SeedSource("中央广播电视总台/国际在线", "central", ("gb.cri.cn", "cri.cn")),
    SeedSource("中国日报网", "central", ("cn.chinadaily.com.cn",)),
    SeedSource(
        "中国新闻社/中国新闻网",
        "central",
        ("www.chinanews.com.cn", "www.chinanews.com", "chinanews.com"),
    ),
    SeedSource("中国网", "central", ("www.china.com.cn",)),
    SeedSource("解放军报/中国军网", "central", ("www.81.cn",)),
)

# A commercial article was once found under nxrb/hunyin of Ningxia News.
REGIONAL = (
    SeedSource("宁夏回族自治区人民政府网", "regional", ("www.nx.gov.cn",), basis=RULE),
    SeedSource("宁夏日报", "regional", ("szb.nxrb.cn", "sz.nxnews.net/nxrb"), basis=RULE),
    SeedSource(
        "宁夏新闻网",
        "regional",
        ("www.nxnews.net", "app.nxnews.net", "!www.nxnews.net/nxrb/hunyin"),
        basis=RULE,
    ),
)

ORGANS = (
    _portal(
        "全国人民代表大会/中国人大网",
        "npc.gov.cn",
        "全国人民代表大会常务委员会",
        "全国人大",
        "全国人大常委会",
    ),
    _portal("中国人民政治协商会议/中国政协网", "cppcc.gov.cn", "全国政协"),
    _portal("最高人民法院", "court.gov.cn"),
    _portal("最高人民检察院", "spp.gov.cn"),
    _portal("中央纪委国家监委", "ccdi.gov.cn", "中央纪委", "国家监委"),
    _portal("国家发展和改革委员会", "ndrc.gov.cn", "国家发展改革委", "国家发改委"),
    _portal("教育部", "moe.gov.cn", "中华人民共和国教育部"),
    _portal("工业和信息化部", "miit.gov.cn", "中华人民共和国工业和信息化部"),
    _portal("公安部", "mps.gov.cn", "中华人民共和国公安部"),
    _portal("民政部", "mca.gov.cn", "中华人民共和国民政部"),
    _portal("财政部", "mof.gov.cn", "中华人民共和国财政部"),
    _portal("自然资源部", "mnr.gov.cn", "中华人民共和国自然资源部"),
    _portal("生态环境部", "mee.gov.cn", "中华人民共和国生态环境部"),
    _portal("国家卫生健康委员会", "nhc.gov.cn", "国家卫生健康委"),
    _portal("国家市场监督管理总局", "samr.gov.cn", "市场监管总局"),
    _portal("国家统计局", "stats.gov.cn"),
    _portal("银川市人民政府", "yinchuan.gov.cn"),
    _portal("吴忠市人民政府", "wuzhong.gov.cn"),
    _portal("中卫市沙坡头区人民政府", "spt.gov.cn", "沙坡头区人民政府"),
)

GENERAL = (
    SeedSource("学习时报", "general", ("studytimes.cn", "www.studytimes.cn")),
    SeedSource("科技日报", "general", ("stdaily.com", "www.stdaily.com")),
    SeedSource("工人日报/中工网", "general", ("workercn.cn", "www.workercn.cn")),
    SeedSource("法治日报", "general", ("legaldaily.com.cn", "www.legaldaily.com.cn")),
    SeedSource("人民政协报", "general", ("rmzxb.com.cn", "www.rmzxb.com.cn")),
    SeedSource("中国青年报", "general", ("cyol.com", "www.cyol.com")),
    SeedSource("农民日报", "general", ("farmer.com.cn", "www.farmer.com.cn")),
)

SOURCES = (*CENTRAL, *REGIONAL, *ORGANS, *GENERAL)

# Unconfirmed: registered by hand once the unit has seen the act that authorises them.
LEFT_OUT = (
    "people.cn（人民网的另一域名）",
    "宁夏广播电视台",
    "银川、石嘴山、吴忠、固原、中卫各市日报",
)
