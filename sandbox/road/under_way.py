"""What is still on its way when the demonstration ends, so that every desk has something on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from wagtail.models import Page

from sandbox.road.walk import correct, look, send_back, sheet_of, sign, signer_for, submit


@dataclass(frozen=True)
class Update:
    """A correction of a public item, and how far it has come."""

    item: str
    intro: str
    signed: int = 0
    returned: str = ""


UPDATES = (
    Update(
        "ban_news",
        "培训围绕信息分类、采集筛选、审查审核、公开发布、归档移交和考核监测六个环节展开，线上线下同步进行。",
        signed=1,
    ),
    Update(
        "shui_news",
        "各灌区管理单位检查渠道、闸门和量测水设施，为今年春灌做好准备。",
        returned="请补充检修完成时间，并核对题图说明。",
    ),
    Update("yin_news", "各公园新增座椅、遮阳和饮水设施，方便市民休息。"),
)


def leave_under_way(
    drafts: Mapping[str, Page], people: Mapping[str, AbstractUser]
) -> Iterator[str]:
    """Submit the updates and take each as far as it says. Yields a line for each step."""
    for update in UPDATES:
        page = drafts[update.item]
        if page.has_unpublished_changes:
            continue
        yield from _take(update, page, people[f"{update.item.partition('_')[0]}_editor"])


def _take(update: Update, page: Page, editor: AbstractUser) -> Iterator[str]:
    correct(page, {"intro": update.intro}, editor)
    sheet = submit(page, editor)
    yield f"{page.title}：{editor.first_name} 报送更新 → 审查表 {sheet.number}"
    for _step in range(update.signed):
        sheet = sheet_of(page)
        yield f"  {look(sheet, signer_for(sheet))}"
        yield f"  {sign(page, sheet, signer_for(sheet))}"
    if update.returned:
        sheet = sheet_of(page)
        yield f"  {send_back(page, sheet, signer_for(sheet), update.returned)}"
