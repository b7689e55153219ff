"""Drafts of the water department: news, a notice that comes back once, a document with a table."""

from datetime import date

from sandbox.portal.demo.shape import ImageRef, ItemData, ReturnedOnce, ReviewData, SourceData
from sandbox.portal.demo.units import NEWS, NOTICES, POLICIES

NEWS_ITEM = ItemData(
    key="shui_news",
    unit="shui",
    section=NEWS,
    page_type="NewsPage",
    slug="chunguan-zhunbei",
    title="各灌区有序开展春灌前渠道检修",
    fields={
        "date": date(2026, 3, 6),
        "intro": "各灌区管理单位检查渠道、闸门和量测水设施，为春灌做好准备。",
        "cover_id": ImageRef("canal.jpg", "灌区渠道示意图"),
        "cover_caption": "灌区渠道（示意图）",
        "body": "<p>春灌将至，全区各灌区管理单位对渠道、闸门、泵站和量测水设施开展检修，"
        "逐项登记、逐项销号。</p>"
        "<h3>查得细</h3>"
        "<p>检修人员沿渠查看衬砌、护栏和警示标志，清理渠内杂物，试运行闸门启闭设备。</p>"
        "<h3>备得齐</h3>"
        "<p>各管理单位提前公布供水安排和服务方式，方便用水户合理安排农时。</p>",
    },
    review=ReviewData(
        information_class="other",
        subclasses=("other_collected",),
        carrier="non_document",
        channels=("website", "wechat"),
        secrecy_basis="本系统工作动态，不涉及工程安全细节。",
        column="要闻动态",
    ),
)

# World Water Day is 22 March, and China's water week runs from 22 to 28 March.
_NOTICE_BODY = (
    "<p>3月22日是“世界水日”，3月22日至{last_day}日是“中国水周”。"
    "为增强全社会节水意识，现就开展主题宣传活动通知如下：</p>"
    "<ol><li>各级水利部门结合实际，开展节水进校园、进社区、进企业活动；</li>"
    "<li>利用政府网站和政务新媒体宣传节水知识，转载内容注明来源；</li>"
    "<li>活动从简，注重实效，做好现场安全管理。</li></ol>"
)

NOTICE_ITEM = ItemData(
    key="shui_notice",
    unit="shui",
    section=NOTICES,
    page_type="NoticePage",
    slug="shijie-shuiri-xuanchuan",
    title="关于开展“世界水日”“中国水周”主题宣传活动的通知",
    fields={
        "date": date(2026, 3, 9),
        "body": _NOTICE_BODY.format(last_day=26),
        "contact": "自治区水利厅办公室",
    },
    review=ReviewData(
        information_class="own",
        subclasses=("own_standing",),
        carrier="non_document",
        channels=("website", "wechat", "weibo"),
        secrecy_basis="面向社会的宣传活动通知。",
        column="通知公告",
    ),
    returned=ReturnedOnce(
        tier="second",
        reason="“中国水周”为3月22日至28日，正文写作22日至26日，请核对后重新报送。",
        corrections={"body": _NOTICE_BODY.format(last_day=28)},
    ),
)

POLICY_ITEM = ItemData(
    key="shui_policy",
    unit="shui",
    section=POLICIES,
    page_type="PolicyDocumentPage",
    slug="lanmu-weihu-fengong",
    title="自治区水利厅政府网站栏目内容维护分工",
    fields={
        "issuing_organ": "宁夏回族自治区水利厅",
        "issued_on": date(2026, 3, 2),
        "body": [
            {
                "type": "paragraph",
                "value": "<p>为落实年度政务公开工作要点，做好政府网站内容保障，"
                "现将栏目内容维护分工公布如下。</p>",
            },
            {"type": "heading", "value": "一、分工"},
            {
                "type": "table",
                "value": {
                    "first_row_is_table_header": True,
                    "first_col_is_header": False,
                    "table_header_choice": "row",
                    "table_caption": "栏目内容维护分工表",
                    "data": [
                        ["栏目", "更新要求", "责任单位"],
                        ["要闻动态", "每两周至少更新一次", "办公室"],
                        ["通知公告", "每半年至少更新一次", "各业务处室"],
                        ["政策文件", "印发后及时发布", "政策法规处"],
                        ["领导信箱", "按规定时限答复", "办公室"],
                    ],
                },
            },
            {"type": "heading", "value": "二、要求"},
            {
                "type": "paragraph",
                "value": "<p>各责任单位按照先审查、后公开的原则报送信息，"
                "每条信息发布前填写审查表，并对内容的准确性负责。</p>",
            },
        ],
    },
    topics=("政务公开", "水利"),
    review=ReviewData(
        information_class="own",
        subclasses=("own_key_points",),
        carrier="non_document",
        source=SourceData(issuing_organ="宁夏回族自治区水利厅"),
        secrecy_basis="公开的工作分工，不涉及内部管理事项。",
        column="政策文件",
    ),
)

ITEMS = (NEWS_ITEM, NOTICE_ITEM, POLICY_ITEM)
