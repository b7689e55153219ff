"""A unit in which every field that anybody can fill holds what would harm, if a screen, mail or file let it."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Task, Workflow

from tests.delegations import delegated
from tests.permissions.two_units import picture
from tests.road import Road, fresh, person
from tests.screening.dictionaries import drafted
from tests.sources.register import source
from wagtail_govreview.archive.services import request
from wagtail_govreview.models import (
    FilingPackage,
    LedgerLine,
    LiveFinding,
    RegisterEntry,
    Signer,
    SourceAttribution,
    Unit,
)
from wagtail_govreview.moments import local_day
from wagtail_govreview.publication.services import withdraw
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.services.imports import keep_import
from wagtail_govreview.screening.dictionaries.tables import table_of_text
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.screening.last import keep
from wagtail_govreview.screening.places import Kind, Place
from wagtail_govreview.units.services import appoint, save_unit

PROBE = "xssprobe"
# Out of a text, an attribute, a script and a comment; a formula of templates.
MARKUP = f"\"'><{PROBE}></{PROBE}><img src=x onerror={PROBE}()></script>{{{{7*191}}}}"
LINK = f"javascript:{PROBE}()"
TYPESET = '#read("/etc/passwd") $x$ *b* #eval("1+1") @ref <l> \\u{41} [c]'
FORMULA = "=HYPERLINK(\"http://x\",\"y\")"  # fmt: skip


class Hostile:
    """``text`` stands in every field; ``link`` in those for addresses."""

    def __init__(self, road: Road, on_commit: Any, text: str = MARKUP, link: str = LINK) -> None:
        self.text, self.link = text, link
        self.road = road
        with on_commit(execute=True):
            self._people()
            self._unit()
            self.delegation = self._delegation()
            self.page = self._published()
            self.waiting = self._returned()
            self.withdrawn = self._withdrawn()
        self.source = source(
            text, "regional", "www.nx.gov.cn", organ=text, basis=text, remarks=text
        )
        with on_commit(execute=True):
            self.package: FilingPackage = request(
                road.unit, local_day(), local_day(), user=road.people["archivist"], sheets=False
            )
        self.words = drafted(
            [Row(text[:60], text[:60], text)], name=text[:60], unit=road.unit, description=text
        )
        self.kept = keep_import(self.words, table_of_text(text))
        self.picture = get_image_model().objects.create(
            title=text, file=ContentFile(picture(), "a.png")
        )
        self.finding = self._finding()

    def _finding(self) -> Any:
        """In what is public, with whatever a text and a file's name may bring along."""
        now, text = timezone.now(), self.text
        found = Finding(
            code="wording.wrong",
            severity=Severity.RULING,
            label=text,
            key="0" * 32,
            source="wagtaildocs.document:1",
            title=text,
            places=[Place(Kind.FIELD, "body", text)],
            excerpt=text,
            suggestion=text,
            note=text,
            advice=text,
        )
        keep(self.waiting, [found])
        return LiveFinding.objects.create(
            unit=self.road.unit,
            page_key=self.page.pk,
            page_title=text,
            key=found.key,
            code=found.code,
            severity="ruling",
            data=found.to_json(),
            first_seen=now,
            last_seen=now,
        )

    def _people(self) -> None:
        for role, user in self.road.people.items():
            user.first_name, user.last_name = self.text[:150], role
            user.save()
        self.signer = appoint(
            Signer(
                unit=self.road.unit,
                user=self.road.people["first"],
                tier="first",
                post="openness_clerk",
                title=self.text[:100],
            )
        )

    def _delegation(self) -> Any:
        """Between people whose names are hostile."""
        away, deputy = (self.road.employ("third", f"shui_{name}") for name in ("away", "deputy"))
        for user in (away, deputy):
            user.first_name = self.text[:150]
            user.save()
        return delegated(self.road, "third", deputy, principal=away)

    def _unit(self) -> None:
        unit = Unit.objects.get(pk=self.road.unit.pk)
        unit.name = unit.contact = self.text
        save_unit(unit)
        Workflow.objects.update(name=self.text)
        Task.objects.update(name=self.text)

    def _draft(self) -> Any:
        document = get_document_model().objects.create(
            title=self.text, file=ContentFile(b"x", name="a.txt")
        )
        page = self.road.draft(
            self.text, body=f'<p><a linktype="document" id="{document.pk}">{PROBE}</a></p>'
        )
        return page

    def _fill(self, page: Any) -> Any:
        """The answers of the tab, in a new revision."""
        draft = page.get_latest_revision_as_object()
        draft.govreview_attributions = [
            self.road.attribution(
                **{
                    field.name: (self.link if "url" in field.name else self.text)[
                        : field.max_length
                    ]
                    for field in SourceAttribution._meta.get_fields()
                    if field.name in ("remarks", "original_title", "issuing_organ")
                }
            )
        ]
        draft.govreview_sheet_drafts = [
            self.road.sheet_draft(attribute_reason=self.text, remarks=self.text)
        ]
        draft.save_revision(user=self.road.people["editor"])
        return draft

    def _published(self) -> Any:
        page = self._fill(self._draft())
        self.road.submit(page)
        sheet = self.road.sheet(page)
        while sheet.state == sheet.State.IN_REVIEW:
            sheet = self.road.sign(page, sheet.tier, comment=self.text)
        return fresh(page)

    def _returned(self) -> Any:
        page = self._fill(self._draft())
        self.road.submit(page)
        self.road.send_back(page, "first", reason=self.text)
        self.road.edit(page, seo_title=self.text)
        self.road.submit(page)
        return page

    def _withdrawn(self) -> Any:
        page = self._published()
        withdraw(page, user=self.road.people["registrar"], reason=self.text)
        return page

    def numbers(self) -> dict[str, Any]:
        """What stands in the addresses of the documentation's table."""
        sheet = self.road.sheet(self.page)
        return {
            "page": self.page.pk,
            "document": sheet.content.attachments.first().object_key,
            "sheet": sheet.pk,
            "draft": self.road.sheet(self.waiting).pk,
            "attachment": sheet.content.attachments.first().pk,
            "entry": RegisterEntry.objects.filter(page_id=self.page.pk).latest("pk").pk,
            "unit": self.road.unit.pk,
            "state": fresh(self.waiting).current_workflow_task_state.pk,
            "signer": self.signer.pk,
            "delegation": self.delegation.pk,
            "person": self.road.people["registrar"].pk,
            "package": self.package.pk,
            "dictionary": self.words.dictionary_id,
            "version": self.words.pk,
            "import": self.kept.pk,
            "image": self.picture.pk,
            "finding": self.finding.pk,
            "line": LedgerLine.objects.filter(chain__name=self.road.code).latest("pk").pk,
            "source": self.source.pk,
        }


def reader(**fields: Any) -> Any:
    return person("reader", is_superuser=True, **fields)
