"""Rich text and HTML as plain paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag
from wagtail.rich_text import features

if TYPE_CHECKING:  # files are read in a process without models
    from wagtail_govreview.content.titles import Titles

PARAGRAPHS = (
    "address article aside blockquote caption dd div dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "section table td th tr ul"
).split()
WITHOUT_TEXT = ["script", "style", "template"]


def html_paragraphs(html: str, titles: Titles | None = None) -> list[str]:
    """The text of each paragraph, heading, list item and table cell of ``html``, in order.

    Inline tags join their text; a picture is a line of its own with its alternative text. With ``titles``,
    links tell where they lead and pictures which they are, so that a change of those can be seen.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(WITHOUT_TEXT):
        tag.decompose()
    for text in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        text.extract()  # comments, declarations
    for tag in soup(["a", "embed", "img"]):
        _tell(tag, titles)
    for line_break in soup("br"):
        line_break.replace_with("\n")
    for tag in soup(PARAGRAPHS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return [line.strip() for line in soup.get_text().splitlines() if line.strip()]


def _tell(tag: Tag, titles: Titles | None) -> None:
    if tag.name == "a":
        target = _link(tag, titles) if titles else ""
        if target:
            tag.append(f" ({target})")
        return
    words = [str(tag.get("alt", ""))]
    if titles:
        words.insert(0, _picture(tag, titles))
    tag.replace_with("\n" + " ".join(word for word in words if word) + "\n")


def _link(tag: Tag, titles: Titles) -> str:
    if "linktype" in tag.attrs:
        return _entity(features.get_link_types(), str(tag["linktype"]), tag, titles)
    return str(tag.get("href", ""))


def _picture(tag: Tag, titles: Titles) -> str:
    if "embedtype" in tag.attrs:
        name = _entity(features.get_embed_types(), str(tag["embedtype"]), tag, titles)
        return f"[{name or tag.get('url', '')}]"
    return f"[{tag.get('src', '')}]"


def _entity(handlers: dict[str, type], kind: str, tag: Tag, titles: Titles) -> str:
    """The name of the object that Wagtail's own link or embed stands for; ``""`` if it stands for none."""
    handler = handlers.get(kind)
    if handler is None or "id" not in tag.attrs:
        return ""
    try:
        model = handler.get_model()  # type: ignore[attr-defined]
    except NotImplementedError:
        return f"{kind} {tag['id']}"
    return titles.of(model, tag["id"])
