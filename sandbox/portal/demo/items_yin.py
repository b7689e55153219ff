"""Drafts of the city: news, a consultation that goes up to the principal, a reply from the mailbox."""

from datetime import date

from sandbox.portal.demo.shape import FileRef, ItemData, LinkedText, ReviewData
from sandbox.portal.demo.units import MAILBOX, NEWS, NOTICES

NEWS_ITEM = ItemData(
    key="yin_news",
    unit="yin",
    section=NEWS,
    page_type="NewsPage",
    slug="gongyuan-bianmin-fuwu",
    title="银川市各公园增设便民休息设施",
    fields={
        "date": date(2026, 3, 10),
        "intro": "公园管理单位在游人集中的地方增设座椅和遮阳设施。",
        "body": "<p>天气转暖，到公园散步健身的市民多了起来。连日来，"
        "各公园管理单位在步道、儿童活动区和主要出入口增设休息座椅和遮阳设施。</p>"
        "<p>管理人员同时检修照明、护栏和无障碍通道，更新导览牌，方便市民出行。</p>",
    },
    review=ReviewData(
        information_class="other",
        subclasses=("other_collected",),
        carrier="non_document",
        channels=("website", "wechat"),
        secrecy_basis="便民服务动态，不涉及个人信息。",
        column="要闻动态",
    ),
)

CONSULTATION = ItemData(
    key="yin_consultation",
    unit="yin",
    section=NOTICES,
    page_type="NoticePage",
    slug="gongyuan-fuwu-guifan-zhengqiu-yijian",
    title="关于《银川市公园便民服务规范（征求意见稿）》公开征求意见的公告",
    fields={
        "date": date(2026, 3, 11),
        "public_from": date(2026, 3, 12),
        "public_until": date(2026, 4, 11),
        "body": LinkedText(
            "<p>为规范城市公园便民服务，我市起草了《银川市公园便民服务规范（征求意见稿）》，"
            "现向社会公开征求意见。</p>"
            "<p>公众可以在公示期内通过本站领导信箱提出修改意见。"
            "意见采纳情况将在征求意见结束后公布。</p>"
            '<p>附件：<a linktype="document" id="{draft}">'
            "银川市公园便民服务规范（征求意见稿）</a></p>",
            {"draft": FileRef("park-rules-draft.txt", "银川市公园便民服务规范（征求意见稿）")},
        ),
        "contact": "银川市人民政府办公室",
    },
    review=ReviewData(
        information_class="own",
        subclasses=("own_standing",),
        carrier="non_document",
        channels=("website", "wechat"),
        escalation=("important", "public_opinion"),
        secrecy_basis="面向社会公开征求意见，附件已逐条核对。",
        column="通知公告",
        remarks="涉及群众日常生活，报送主要领导审批。",
    ),
)

MAILBOX_REPLY = ItemData(
    key="yin_mailbox",
    unit="yin",
    section=MAILBOX,
    page_type="MailboxReplyPage",
    slug="zengshe-gongjiao-zhandian",
    title="关于在老旧小区周边增设公交站点的建议",
    fields={
        "question": "您好！我们小区建成时间较早，老年人多，离最近的公交站要走较远一段路。"
        "希望有关部门考虑在小区附近增设站点，方便老人出行。",
        "asked_on": date(2026, 2, 24),
        "answer": "<p>网友您好！您提出的建议收悉，经了解，现答复如下：</p>"
        "<p>交通运输部门已将您反映的路段列入公交线路优化踏勘范围，"
        "将结合道路条件、客流情况和沿线居民意见研究站点设置。"
        "踏勘结果将在市政府网站公布。</p>"
        "<p>感谢您对城市公共交通工作的关心和支持！</p>",
        "answered_by": "银川市人民政府办公室",
        "answered_on": date(2026, 3, 3),
    },
    review=ReviewData(
        information_class="other",
        subclasses=("other_mailbox",),
        carrier="non_document",
        secrecy_basis="来信人姓名、住址和联系方式均未刊登。",
        column="领导信箱",
    ),
)

ITEMS = (NEWS_ITEM, CONSULTATION, MAILBOX_REPLY)
