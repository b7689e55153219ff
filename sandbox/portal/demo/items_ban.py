"""Drafts of the office of the regional government: the rule itself, a reprint, news, a notice."""

from datetime import date

from sandbox.portal.demo import rule
from sandbox.portal.demo.shape import FileRef, ItemData, ReviewData, SourceData
from sandbox.portal.demo.units import NEWS, NOTICES, POLICIES

THE_RULE = ItemData(
    key="rule",
    unit="ban",
    section=POLICIES,
    page_type="PolicyDocumentPage",
    slug="ningzheng-gongkaibanfa-2020-18",
    title=rule.NOTICE_TITLE,
    fields={
        "document_number": rule.NUMBER,
        "issuing_organ": rule.ISSUER,
        "issued_on": date(2020, 9, 11),
        "body": rule.rule_body(),
    },
    attachments=(FileRef("rule.pdf", rule.RULE_TITLE),),
    topics=("政务公开",),
    review=ReviewData(
        information_class="own",
        subclasses=("own_documents",),
        carrier="document",
        source=SourceData(issuing_organ=rule.ISSUER, document_number=rule.NUMBER),
        secrecy_basis="文件已标注“此件公开发布”。",
        column="政策文件",
    ),
)

_CENTRAL_TITLE = "国务院办公厅关于推进政务新媒体健康有序发展的意见"
_CENTRAL_LINK = "http://www.gov.cn/zhengce/content/2018-12/27/content_5352666.htm"

# The page carries a summary in words of its own and the way to the original.
CENTRAL_REPRINT = ItemData(
    key="central",
    unit="ban",
    section=POLICIES,
    page_type="PolicyDocumentPage",
    slug="guobanfa-2018-123",
    title=f"转载：{_CENTRAL_TITLE}",
    fields={
        "document_number": "国办发〔2018〕123号",
        "issuing_organ": "国务院办公厅",
        "body": [
            {
                "type": "paragraph",
                "value": "<p>《意见》对各地区、各部门开设和管理政务新媒体提出要求，"
                "是本区政务新媒体信息发布管理的依据之一。要点如下：</p>",
            },
            {
                "type": "paragraph",
                "value": "<ul>"
                "<li>内容按级别和类别审核，先审核、后发布，写明由谁审核、怎样审核；</li>"
                "<li>转载以党委和政府网站以及主管部门确定的稿源单位为准；</li>"
                "<li>不得擅自发布代表个人观点的言论，不得刊登商业广告；</li>"
                "<li>发布涉及其他单位事项的信息，事先与该单位沟通；</li>"
                "<li>落实值班值守和日常监测，发现问题及时处置。</li>"
                "</ul>",
            },
            {
                "type": "paragraph",
                "value": f'<p>全文见中国政府网：<a href="{_CENTRAL_LINK}">{_CENTRAL_TITLE}</a></p>',
            },
        ],
    },
    topics=("政务新媒体",),
    review=ReviewData(
        information_class="reprint",
        subclasses=("reprint_central",),
        carrier="document",
        source=SourceData(
            source_site="中国政府网",
            original_title=_CENTRAL_TITLE,
            issuing_organ="国务院办公厅",
            document_number="国办发〔2018〕123号",
            link=_CENTRAL_LINK,
            original_date=date(2018, 12, 27),
        ),
        secrecy_basis="原文已由中国政府网公开发布。",
        column="政策文件",
    ),
)

NEWS_ITEM = ItemData(
    key="ban_news",
    unit="ban",
    section=NEWS,
    page_type="NewsPage",
    slug="fabu-guicheng-peixun",
    title="自治区举办政务信息发布规程培训",
    fields={
        "date": date(2026, 3, 4),
        "intro": "培训围绕信息分类、采集筛选、审查审核和归档移交展开。",
        "body": "<p>近日，自治区人民政府办公厅举办政务信息发布规程培训，"
        "各地、各部门政务公开工作人员参加。</p>"
        "<p>培训逐章讲解发布规程，并以审查表的填写为例，"
        "说明承办、一审、二审、三审各环节看什么、怎么签。</p>"
        "<p>参加培训的同志就转载来源标注、隐私信息遮掩和附件审看等问题作了交流。</p>",
    },
    review=ReviewData(
        information_class="own",
        subclasses=("own_standing",),
        carrier="non_document",
        secrecy_basis="工作动态，不涉及内部事项。",
        column="要闻动态",
    ),
)

NOTICE_ITEM = ItemData(
    key="ban_notice",
    unit="ban",
    section=NOTICES,
    page_type="NoticePage",
    slug="zhengji-zhengwu-gongkai-jianyi",
    title="关于征集政务公开工作意见建议的公告",
    fields={
        "date": date(2026, 3, 5),
        "public_from": date(2026, 3, 9),
        "public_until": date(2026, 4, 8),
        "body": "<p>为做好年度政务公开工作，现面向社会征集意见建议。征集内容包括：</p>"
        "<ol><li>希望政府网站增加或者改进的栏目；</li>"
        "<li>希望解读的政策文件；</li>"
        "<li>对政务新媒体内容和服务的建议。</li></ol>"
        "<p>请通过本站领导信箱提出。征集结束后，采纳情况将在本栏目公布。</p>",
        "contact": "自治区人民政府办公厅政务公开办公室",
    },
    review=ReviewData(
        information_class="own",
        subclasses=("own_standing",),
        carrier="non_document",
        channels=("website", "wechat"),
        secrecy_basis="面向社会的征集公告。",
        column="通知公告",
    ),
)

ITEMS = (THE_RULE, CENTRAL_REPRINT, NEWS_ITEM, NOTICE_ITEM)
