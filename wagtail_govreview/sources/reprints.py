"""May this be reprinted from there? (Rule, chapter 二, sections 一 and 二.) Pure but for one look at the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources import documents, recognition
from wagtail_govreview.sources.models import AuthorisedSource, SourceAttribution
from wagtail_govreview.sources.recognition import Recognition

# How names of organs are joined, in a joint document and in the register.
_BETWEEN_ORGANS = re.compile(r"[\s、，,;；/]+")

Names = Callable[[Collection[str], date], list[str]]


def missing_fields(attribution: SourceAttribution) -> Iterator[Refusal]:
    """What the page must show about a reprint, and what its source is judged by."""
    needed = (
        ("link", "link_missing", _("Paste the link to the original.")),
        ("source_site", "site_missing", _("Name the website from which it is reprinted.")),
        ("original_title", "title_missing", _("Give the title of the original.")),
        (
            "issuing_organ",
            "organ_missing",
            _(
                "Name the organ that issued the original; for a news item, the medium that wrote it."
            ),
        ),
        ("reprinted_at", "time_missing", _("Give the time of the reprint.")),
    )
    for field, code, sentence in needed:
        value = getattr(attribution, field)
        if not (value.strip() if isinstance(value, str) else value):
            yield Refusal(f"source.{code}", sentence, field)


def source_refusals(
    attribution: SourceAttribution,
    found: Recognition,
    match: documents.Match | None,
    names: Names = recognition.names_of,
) -> Iterator[Refusal]:
    """Why the source behind the link may not be used for this item."""
    profile = get_profile()
    allowed = match.family.scopes_allowed if match else profile.scopes_otherwise
    if found.source is None:
        yield _with_alternatives(found, match, names)
    elif not set(allowed) & set(found.allowed_scopes):
        yield _wrong_scope(found, match, allowed, names)
    elif match is None:
        yield from _other_organ(attribution, found)
    if found.source is not None:
        yield from _site_mismatch(attribution, found.sources)


def _with_alternatives(found: Recognition, match: documents.Match | None, names: Names) -> Refusal:
    """The register's refusal; for a document of a family, with the sources that may be used."""
    refusal = found.refusal or Refusal("source.link_missing", "", "link")
    if match is None:
        return refusal
    known = names(match.family.scopes_allowed, found.on)
    return Refusal(refusal.code, f"{refusal.sentence} {use_one_of(match, known)}", refusal.field)


def use_one_of(match: documents.Match, names: Collection[str]) -> str:
    """Which sources a document of a family may be reprinted from, as a sentence."""
    if not names:
        return _("“%(document)s” (%(family)s) needs a source that is not on the register yet.") % {
            "document": match.value,
            "family": match.family.label,
        }
    return _("“%(document)s” (%(family)s) may be reprinted from, for instance: %(names)s.") % {
        "document": match.value,
        "family": match.family.label,
        "names": ", ".join(names),
    }


def _wrong_scope(
    found: Recognition, match: documents.Match | None, allowed: Collection[str], names: Names
) -> Refusal:
    sentence = _("“%(source)s” is registered for: %(scopes)s. That does not cover this item.") % {
        "source": found.source,
        "scopes": recognition.scope_labels(found.allowed_scopes),
    }
    if match:
        sentence = f"{sentence} {use_one_of(match, names(allowed, found.on))}"
    return Refusal("source.scope", sentence, "link")


def _other_organ(attribution: SourceAttribution, found: Recognition) -> Iterator[Refusal]:
    """Documents of other organs come from the organ itself or from a medium that it authorised (section 二)."""
    organ = attribution.issuing_organ.strip()
    is_document = bool(attribution.document_number.strip()) or documents.is_document_title(
        attribution.original_title
    )
    if not is_document or not organ or attribution.authorised_by.strip():
        return
    if any(same_organ(organ, source) for source in found.sources):
        return
    yield Refusal(
        "source.not_authorised",
        _(
            "“%(source)s” is not the website of “%(organ)s”. Reprint documents from the issuing organ itself, "
            "or name under “authorising act” what allows this source to publish them."
        )
        % {"source": found.source, "organ": organ},
        "authorised_by",
    )


def same_organ(organ: str, source: AuthorisedSource) -> bool:
    """Is one of the issuing organs one whose documents ``source`` publishes? Both may name several."""
    return not set(organ_names(organ)).isdisjoint(organ_names(source.organ))


def organ_names(text: str) -> list[str]:
    """The organs in ``text``, which may be joined by spaces or punctuation."""
    return [name for name in _BETWEEN_ORGANS.split(text.strip()) if name]


def _site_mismatch(
    attribution: SourceAttribution, sources: Collection[AuthorisedSource]
) -> Iterator[Refusal]:
    """The website that readers are shown must be the one to which the link leads."""
    shown = _plain(attribution.source_site)
    if not shown or any(_names_match(shown, _plain(source.name)) for source in sources):
        return
    others = AuthorisedSource.objects.exclude(pk__in=[source.pk for source in sources])
    for name in others.values_list("name", flat=True):
        if _names_match(shown, _plain(name)):
            yield Refusal(
                "source.site_mismatch",
                _(
                    "The link leads to “%(source)s”, not to “%(shown)s”. Correct the source website or the link."
                )
                % {"source": next(iter(sources)), "shown": attribution.source_site.strip()},
                "source_site",
            )
            return


def _plain(name: str) -> str:
    return re.sub(r"[\s“”\"《》（）()]+", "", name).casefold()


def _names_match(shown: str, name: str) -> bool:
    """人民网 is the same as 人民日报/人民网, and 新华网客户端 is still 新华网."""
    parts = [part for part in re.split(r"[/／、，,;；·]", name) if part]
    return any(shown == part or (len(part) > 2 and part in shown) for part in [*parts, name])
