"""A page of every type of the sandbox with every field filled in."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from sandbox.portal import models
from wagtail_govreview.models import SheetDraft, SourceAttribution

DAY = datetime.date(2026, 3, 2)
RICH = '<p data-block-key="a1b2c">各灌区有序开展<b>春灌</b>前检修。</p><ul><li data-block-key="d3e4f">一</li></ul>'


class Samples:
    def __init__(self, make_document: Any, make_image: Any) -> None:
        self.document = make_document()
        self.image = make_image()
        self.topic = models.PolicyTopic.objects.create(name="水利")
        self.other_topic = models.PolicyTopic.objects.create(name="农业")

    @property
    def rich_text(self) -> str:
        return (
            f'{RICH}<p data-block-key="z9"><a linktype="document" id="{self.document.pk}">附件</a></p>'
            f'<embed embedtype="image" id="{self.image.pk}" format="left" alt="图"/>'
        )

    def all(self) -> dict[str, Page]:
        """Filled-in, unsaved pages by the name of their type."""
        pages = [
            make()
            for make in (self.home, self.section, self.news, self.notice, self.policy, self.mailbox)
        ]
        for page in pages:
            self._common(page)
        return {type(page).__name__: page for page in pages}

    def _common(self, page: Page) -> None:
        page.seo_title = "检索标题"
        page.search_description = "一行\n两行"
        page.show_in_menus = True
        page.expire_at = timezone.now() + datetime.timedelta(days=300, microseconds=123457)
        page.govreview_attributions = [
            SourceAttribution(
                information_class="own",
                subclasses=["own_documents"],
                original_date=DAY,
                reprinted_at=timezone.now(),
            )
        ]
        page.govreview_sheet_drafts = [SheetDraft(attribute="active", channels=["website"])]

    def home(self) -> Page:
        return models.HomePage(title="首页", slug="home-2", intro="简介\n第二行")

    def section(self) -> Page:
        return models.SectionIndexPage(title="栏目", slug="lanmu", intro="栏目说明")

    def news(self) -> Page:
        return models.NewsPage(
            title="要闻",
            slug="yaowen",
            date=DAY,
            intro="摘要",
            cover=self.image,
            cover_caption="题图",
            body=self.rich_text,
        )

    def notice(self) -> Page:
        return models.NoticePage(
            title="通知",
            slug="tongzhi",
            date=DAY,
            public_from=DAY,
            public_until=DAY,
            body=self.rich_text,
            contact="0951-1234567",
        )

    def policy(self) -> Page:
        return models.PolicyDocumentPage(
            title="关于印发〈办法〉的通知",
            slug="banfa",
            document_number="宁政发〔2026〕1号",
            issuing_organ="自治区人民政府",
            issued_on=DAY,
            topics=[self.topic, self.other_topic],
            body=[
                ("heading", "总则"),
                ("paragraph", self.rich_text.partition("<embed")[0]),
                ("table", {"data": [["序号", "名称"], ["1", None]], "cell": [], "mergeCells": []}),
                ("document", self.document),
                ("image", self.image),
            ],
            attachments=[
                models.PolicyAttachment(document=self.document, title="附件1", sort_order=0),
                models.PolicyAttachment(document=self.document, title="", sort_order=1),
            ],
        )

    def mailbox(self) -> Page:
        return models.MailboxReplyPage(
            title="来信",
            slug="laixin",
            question="问题一\n\n问题二",
            asked_on=DAY,
            answer=RICH,
            answered_by="办公室",
            answered_on=DAY,
        )


TYPES = (
    "HomePage",
    "SectionIndexPage",
    "NewsPage",
    "NoticePage",
    "PolicyDocumentPage",
    "MailboxReplyPage",
)
