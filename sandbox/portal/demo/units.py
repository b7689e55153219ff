"""The organs of the demo site. They are real in name only: people and news are made up."""

from sandbox.portal.demo.shape import SectionData, UnitData

NEWS = "yaowen"
NOTICES = "tongzhi"
POLICIES = "zhengce"
MAILBOX = "xinxiang"

_SECTIONS = (
    SectionData(NEWS, "要闻动态", "本机关工作动态和本系统信息。"),
    SectionData(NOTICES, "通知公告", "通知、公告和公示。"),
    SectionData(POLICIES, "政策文件", "本机关制发和按规定转载的文件。"),
    SectionData(MAILBOX, "领导信箱", "来信来访办理答复情况选登。"),
)

UNITS = (
    UnitData(
        key="ban",
        code="宁政办",
        slug="bangongting",
        name="自治区人民政府办公厅",
        full_name="宁夏回族自治区人民政府办公厅",
        intro="统筹推进、指导协调、监督检查全区政务公开工作。",
        sections=_SECTIONS,
    ),
    UnitData(
        key="shui",
        code="宁水",
        slug="shuili",
        name="自治区水利厅",
        full_name="宁夏回族自治区水利厅",
        intro="水资源管理、水利工程、灌溉排水和节约用水。",
        sections=_SECTIONS,
        parent="ban",
    ),
    UnitData(
        key="yin",
        code="银政",
        slug="yinchuan",
        name="银川市人民政府",
        full_name="银川市人民政府",
        intro="银川市政务信息公开。",
        sections=_SECTIONS,
        parent="ban",
    ),
)
