"""Pictures and documents of the library, and a page that shows one of each kind of thing."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from sandbox.portal.models import PolicyAttachment, PolicyDocumentPage, PolicyTopic
from tests.road import Road, fresh


def document(title: str, text: bytes = b"signed") -> Any:
    return get_document_model().objects.create(
        title=title, file=ContentFile(text, name="signed.txt")
    )


def picture(title: str = "渠道", colour: str = "white") -> Any:
    return get_image_model().objects.create(
        title=title, file=get_test_image_file(filename="signed.png", colour=colour)
    )


def policy_document(road: Road) -> Any:
    """A public document with an attachment and a topic, signed by everybody."""
    page = PolicyDocumentPage(
        title="关于做好春灌工作的通知",
        slug="policy",
        live=False,
        owner=road.people["editor"],
        document_number="宁水发〔2026〕3号",
    )
    page.govreview_attributions = [road.attribution()]
    page.govreview_sheet_drafts = [road.sheet_draft()]
    page.attachments = [PolicyAttachment(document=document("附件"), title="附件", sort_order=0)]
    page.topics = [PolicyTopic.objects.create(name="水利")]
    road.section.add_child(instance=page)
    page.save_revision(user=road.people["editor"])
    road.submit(page)
    road.sign_all(page)
    return fresh(page)
