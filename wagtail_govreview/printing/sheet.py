"""The printed review sheet (审查表).

``SheetDocument`` is everything that stands on the paper, as plain data: texts are Chinese wording, ready to be printed;
an empty text leaves its place empty, as on a form that is still to be filled in by hand. It can be stored as JSON.
"""

from __future__ import annotations

import base64
import binascii
import io
from datetime import datetime
from typing import Any, TypedDict

from django.utils.translation import gettext
from PIL import Image

from wagtail_govreview.conf import settings

from .typeset import render_pdf

# Wide enough for print at three times the size of the signature's place; larger scans are scaled down.
SIGNATURE_PIXELS = (1200, 480)


class Tick(TypedDict):
    """A box to tick: what stands beside it, and whether √ stands in it."""

    wording: str
    ticked: bool


class SubclassTick(Tick):
    """A box under a class. One that is not on the sample form is printed only when it is ticked."""

    on_sample_form: bool


class ClassBlock(TypedDict):
    """An information class with its boxes."""

    wording: str
    ticked: bool
    boxes: list[SubclassTick]


class Reprint(TypedDict):
    """Where a reprint was taken from."""

    site: str  # 转载来源网站, name of the source
    url: str  # 转载链接
    reprinted_at: str  # 转载时间
    original_title: str  # 原标题
    original_date: str  # 原发布日期
    issuing_organ: str  # 制发机关
    authorised_by: str  # 授权依据


class Attachment(TypedDict):
    """One attached file."""

    name: str
    size: str  # for people: 1.2 MB
    digest: str  # with its algorithm: sha256:…
    read_by: str  # 审看人, the signers who opened it, joined


class Signature(TypedDict):
    """One signature."""

    name: str  # with both names where somebody signed in another's place: 王××（李×× 代）
    post: str  # 职务; of the one who is represented
    on_behalf_of: str  # 代签: for whom, empty for one's own
    signed_at: str
    opinion: str
    image: str  # base64 of an image file with the written signature, or empty


class TierBlock(TypedDict):
    """One tier: what it looks at, its checklist, and who signed. No signatures: the place is left free."""

    wording: str  # 一审
    subject: str  # 审查保密事项和公开属性
    label: str  # 一审签字
    checklist: list[Tick]
    signatures: list[Signature]
    separate: (
        bool  # signed in a row of its own below the signature line: the principal, only when used
    )


class Return(TypedDict):
    """One time that the item was sent back to its editor."""

    round: str  # 第1轮
    tier: str
    name: str
    post: str
    returned_at: str
    reason: str


class Publication(TypedDict):
    """What became of the item. All empty until it is published."""

    register_number: str  # 登记号
    published_at: str
    published_by: str
    url: str


class Removal(TypedDict):
    """What a sheet asks for whose item is to leave the public: it takes the place of the form's upper half."""

    what: str  # 撤稿（下线） or 删除
    reason: str  # with the person's own words
    replacement: str  # what takes its place
    at_once: str  # said where the page went offline before the signatures
    register_number: str  # 原登记号
    published_at: str
    url: str
    done: str  # the name of the place for the day when it was carried out


class SheetDocument(TypedDict):
    """The whole sheet, in the order of the form."""

    title: str  # title of the form
    number: str  # 编号
    state: str  # 第2轮 已签发, beside the number
    filled_on: str  # 填表日期
    unit: str  # 填报单位
    item_title: str  # 信息标题
    document_number: str  # 文号
    carriers: list[Tick]  # 载体形式
    classes: list[ClassBlock]  # 信息来源
    reprint: Reprint | None  # None: the item is no reprint and its rows are not printed
    attributes: list[Tick]  # 公开属性
    attribute_reason: str  # 理由
    channels: list[Tick]  # 发布平台
    column: str  # 发布栏目
    planned_at: str  # 拟发布时间
    visible_until: str  # 公示期限
    secrecy: list[Tick]  # 保密审查, the declarations
    screening: list[str]  # 自动审校, a line for each finding or for many
    escalation: list[Tick]  # reasons to ask the principal
    attachments: list[Attachment]
    undertaker_label: str  # 承办人签字
    undertaker: Signature | None
    tiers: list[TierBlock]  # in order
    publication: Publication
    contact: str  # 联系人
    remarks: str  # 备注
    notes: list[str]  # 注, below the form
    returns: list[Return]
    fingerprint: str  # of the content that was signed, with its algorithm
    printed_at: str
    removal: Removal | None  # None: an item that is to be published


class UnreadableSignature(Exception):
    """The image of somebody's signature cannot be used. ``name`` is the signer."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return gettext(
            "The signature image of %(name)s cannot be read. Upload it again as a PNG or JPEG file."
        ) % {"name": self.name}


def sheet_pdf(document: SheetDocument, at: datetime | None = None) -> bytes:
    """The sheet as PDF/A-2b. ``at``: see ``typeset``.

    Raises ``typeset.MissingGlyph`` for characters that no font has, and UnreadableSignature.
    """
    return render_pdf("review_sheet", {**document, **_prepared(document)}, at)


def _prepared(document: SheetDocument) -> dict[str, Any]:
    return {
        "classes": [
            {
                **block,
                "boxes": [box for box in block["boxes"] if box["on_sample_form"] or box["ticked"]],
            }
            for block in document["classes"]
        ],
        "undertaker": _with_image(document["undertaker"]) if document["undertaker"] else None,
        "tiers": [
            {**tier, "signatures": [_with_image(signature) for signature in tier["signatures"]]}
            for tier in document["tiers"]
        ],
    }


def _with_image(signature: Signature) -> dict[str, Any]:
    return {**signature, "image": _png(signature["image"], signature["name"])}


def _png(encoded: str, name: str) -> bytes:
    """Any image file as a PNG of moderate size; empty stays empty.

    Typst takes few formats and PDF/A takes no damaged ones, so every image is read and written anew.
    """
    if not encoded:
        return b""
    written = io.BytesIO()
    try:
        with Image.open(io.BytesIO(base64.b64decode(encoded, validate=True))) as image:
            if image.width * image.height > settings.signature_pixels:
                raise UnreadableSignature(name)
            image.thumbnail(SIGNATURE_PIXELS)
            image.convert("RGBA").save(written, "PNG")
    except (
        binascii.Error,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise UnreadableSignature(name) from error
    return written.getvalue()
