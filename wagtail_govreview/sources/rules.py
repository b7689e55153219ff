"""What a source attribution needs before its page may be submitted (rule, chapters 一 and 二).

One function answers for the form, the submission, the gate and the tests. Each refusal says what to do, and its
``field`` names the field of :class:`~wagtail_govreview.sources.models.SourceAttribution` that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_govreview.moments import local_day
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import UnknownTerm, get_profile
from wagtail_govreview.rulebook.types import InformationClass
from wagtail_govreview.sources import document_numbers, documents, recognition, reprints
from wagtail_govreview.sources.models import SourceAttribution
from wagtail_govreview.sources.recognition import Recognition
from wagtail_govreview.units.models import Unit

SHOWN_CITATIONS = 5


@dataclass(frozen=True)
class Item:
    """Everything that decides about one item's source.

    * ``title``, ``text``: of the page; ``on``: the day of the decision;
    * ``unit``: the organ that publishes, which may publish its own documents without a source.
    """

    attribution: SourceAttribution
    title: str
    on: date
    text: str = ""
    unit: Unit | None = None

    @property
    def information_class(self) -> InformationClass | None:
        try:
            return get_profile().information_class(self.attribution.information_class)
        except UnknownTerm:
            return None

    @property
    def is_reprint(self) -> bool:
        return self.information_class is not None and self.information_class.is_reprint

    @property
    def reprint_day(self) -> date:
        """The day by which the source is judged: that of the reprint, else today."""
        moment = self.attribution.reprinted_at
        return min(local_day(moment), self.on) if moment else self.on

    @property
    def match(self) -> documents.Match | None:
        """The family to which the document belongs, by what the attribution and the page's title say."""
        families = [
            family for family in get_profile().families if not self.issues_for(family.issuers)
        ]
        attribution = self.attribution
        titles = [self.title]
        if self.is_reprint:
            titles.insert(0, attribution.original_title)
        return documents.family_of(
            families,
            number=attribution.document_number,
            organ=attribution.issuing_organ,
            titles=titles,
        )

    def issues_for(self, issuers: tuple[str, ...]) -> bool:
        """Is this the organ's own document, of an organ that itself belongs to the family?"""
        return self.unit is not None and not self.is_reprint and self.unit.name in issuers


def for_submission(
    attribution: SourceAttribution | None,
    *,
    title: str,
    on: date,
    text: str = "",
    unit: Unit | None = None,
    found: Recognition | None = None,
) -> list[Refusal]:
    """Why an item with this attribution may not be submitted on the day ``on``.

    ``unit`` is the publishing organ. ``found`` saves the look at the register where the caller has it.
    """
    item = Item(attribution or SourceAttribution(), title, on, text, unit)
    return [
        *_class_refusals(item),
        *(reprints.missing_fields(item.attribution) if item.is_reprint else ()),
        *link_refusals(item, found),
        *number_refusals(item.attribution, on),
        *_foreign_number(item),
        *_time_refusals(item),
    ]


def advice(
    attribution: SourceAttribution | None,
    *,
    title: str,
    on: date,
    text: str = "",
    unit: Unit | None = None,
) -> list[Refusal]:
    """What people should look at before they submit. Nothing of this stops an item."""
    item = Item(attribution or SourceAttribution(), title, on, text, unit)
    return [*_citation_advice(item), *_title_advice(item), *_number_advice(item)]


def _class_refusals(item: Item) -> Iterator[Refusal]:
    code = item.attribution.information_class
    if not code:
        yield Refusal(
            "source.class_missing",
            _("Choose where the information comes from."),
            "information_class",
        )
        return
    if item.information_class is None:
        yield Refusal(
            "source.class_unknown",
            _("“%(code)s” is not a class of the rule in force. Choose the class again.")
            % {"code": code},
            "information_class",
        )
        return
    yield from _subclass_refusals(item.attribution, item.information_class)


def _subclass_refusals(
    attribution: SourceAttribution, chosen: InformationClass
) -> Iterator[Refusal]:
    allowed = {subclass.code for subclass in chosen.subclasses}
    ticked = set(attribution.subclasses or [])
    if not ticked & allowed:
        yield Refusal(
            "source.subclass_missing",
            _("Tick at least one kind of “%(class)s”.") % {"class": chosen.label},
            "subclasses",
        )
    foreign = [
        _subclass_label(code) for code in attribution.subclasses or [] if code not in allowed
    ]
    if foreign:
        yield Refusal(
            "source.subclass_of_other_class",
            _("These kinds do not belong to “%(class)s”; untick them: %(kinds)s.")
            % {"class": chosen.label, "kinds": ", ".join(foreign)},
            "subclasses",
        )


def _subclass_label(code: str) -> str:
    try:
        return str(get_profile().subclass(code).label)
    except UnknownTerm:
        return str(code)


def link_refusals(item: Item, found: Recognition | None = None) -> Iterator[Refusal]:
    """Whether the link leads to a source that may be used: for reprints, and for family documents anywhere."""
    match = item.match
    link = item.attribution.link.strip()
    if not item.is_reprint and match is None:
        return
    if link:
        found = found or recognition.recognise(link, item.reprint_day)
        yield from reprints.source_refusals(item.attribution, found, match)
    elif match is not None:
        names = recognition.names_of(match.family.scopes_allowed, item.reprint_day)
        yield Refusal("source.family_needs_source", _family_sentence(item, match, names), "link")


def _family_sentence(item: Item, match: documents.Match, names: list[str]) -> str:
    sentence = reprints.use_one_of(match, names)
    if item.is_reprint:
        return sentence
    return sentence + " " + _("Choose the class for reprints and paste the link to the original.")


def number_refusals(attribution: SourceAttribution, on: date) -> Iterator[Refusal]:
    """What is wrong with the document number's form; the sentence offers the right spelling."""
    typed = attribution.document_number
    checked = document_numbers.check(typed, on=on)
    if not checked.faults:
        return
    reasons = _("; ").join(str(fault.sentence) for fault in checked.faults)
    if checked.suggestion:
        sentence = _(
            "“%(number)s” is not written as document numbers are: %(reasons)s. Write “%(right)s”."
        )
    else:
        sentence = _("“%(number)s” is not written as document numbers are: %(reasons)s.")
    yield Refusal(
        "source.document_number",
        sentence % {"number": typed.strip(), "reasons": reasons, "right": checked.suggestion},
        "document_number",
    )


def _foreign_number(item: Item) -> Iterator[Refusal]:
    """What this organ issued cannot bear the number of a family to which this organ does not belong."""
    chosen, number = item.information_class, item.attribution.document_number.strip()
    family = get_profile().family_of(document_number=number)
    if chosen is None or not chosen.is_own or family is None or item.issues_for(family.issuers):
        return
    yield Refusal(
        "source.foreign_number",
        _("“%(number)s” (%(family)s) was not issued by this organ. Choose the class for reprints.")
        % {"number": number, "family": family.label},
        "document_number",
    )


def _time_refusals(item: Item) -> Iterator[Refusal]:
    attribution = item.attribution
    reprinted = local_day(attribution.reprinted_at) if attribution.reprinted_at else None
    original = attribution.original_date
    if item.is_reprint and reprinted and reprinted > item.on:
        yield Refusal(
            "source.time_future",
            _(
                "The time of the reprint lies in the future. Give the time at which it was really made."
            ),
            "reprinted_at",
        )
    if original and original > item.on:
        yield Refusal(
            "source.original_in_future",
            _("The original's date lies in the future. Correct it."),
            "original_date",
        )
    if item.is_reprint and reprinted and original and reprinted < original:
        yield Refusal(
            "source.time_before_original",
            _("The reprint is dated before the original of %(day)s. Correct one of the two.")
            % {"day": date_format(original)},
            "reprinted_at",
        )


def _citation_advice(item: Item) -> Iterator[Refusal]:
    """Text that names such a document: full text, digest and news item are bound, a mere mention is not."""
    if item.match is not None:
        return
    families = [family for family in get_profile().families if not item.issues_for(family.issuers)]
    cited = documents.citations(families, f"{item.title}\n{item.text}")
    if cited:
        yield Refusal(
            "source.cites",
            _(
                "The text names %(documents)s. If this item gives the text, a digest or a news report of it, "
                "it may only be reprinted from an authorised source."
            )
            % {"documents": ", ".join(match.value for match in cited[:SHOWN_CITATIONS])},
        )


def _title_advice(item: Item) -> Iterator[Refusal]:
    original = documents.plain_title(item.attribution.original_title)
    if item.is_reprint and original and original != documents.plain_title(item.title):
        yield Refusal(
            "source.title_changed",
            _(
                "The title differs from the original's. Keep to the original, so that nothing is distorted."
            ),
            "original_title",
        )


def _number_advice(item: Item) -> Iterator[Refusal]:
    """Another organ's code in an own document. An organ may have several codes, so it is no more than a hint."""
    chosen, attribution, unit = item.information_class, item.attribution, item.unit
    if chosen is None or not chosen.is_own or unit is None or unit.code.isascii():
        return
    number = document_numbers.check(attribution.document_number, on=item.on).number
    if number is None or number.code.startswith(unit.code) or attribution.issuing_organ.strip():
        return
    yield Refusal(
        "source.other_code",
        _(
            "“%(number)s” does not begin with “%(code)s”. If another organ issued the document, choose another "
            "class; if several did, name them."
        )
        % {"number": number.text, "code": unit.code},
        "document_number",
    )
