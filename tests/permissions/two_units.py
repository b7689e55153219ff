"""Two units with everything that a screen could show of them, and a person for every role of each."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission

from tests.delegations import delegated
from tests.road import Road, fresh, person
from tests.screening.dictionaries import drafted
from tests.sources.register import small_register
from wagtail_govreview.archive.services import request as ask_for_package
from wagtail_govreview.models import FilingPackage, LedgerLine, LiveFinding, RegisterEntry, Signer
from wagtail_govreview.moments import local_day
from wagtail_govreview.screening.dictionaries.services.imports import keep_import
from wagtail_govreview.screening.dictionaries.tables import table_of_text
from wagtail_govreview.screening.findings import Finding, Severity
from wagtail_govreview.units.services import appoint

# Nothing that somebody of another unit reads may hold these.
SECRET, PUBLIC = "未公开稿件", "已公开稿件"


class House:
    """One unit: a published page with an attachment, a draft in review, a signer with a picture, a package."""

    def __init__(self, code: str, slug: str) -> None:
        self.code, self.slug = code, slug
        self.road = road = Road(code, slug)
        for role, user in road.people.items():
            user.first_name = f"{code}{role}"
            user.save()
        self.signer = appoint(
            Signer(unit=road.unit, user=road.employ("first", f"{slug}_signer"), tier="first")
        )
        self.signer.signature_image.save("signed.png", ContentFile(picture()))
        self.delegation = delegated(
            road,
            "third",
            road.employ("third", f"{slug}_deputy"),
            principal=road.employ("third", f"{slug}_away"),
        )
        self.public = road.published(f"{code}{PUBLIC}", body=_linking_to(_document(code)))
        self.waiting = road.draft(f"{code}{SECRET}")
        road.submit(self.waiting)
        self.package = ask_for_package(
            road.unit, local_day(), local_day(), user=road.people["archivist"], sheets=False
        )
        road.unit.refresh_from_db()
        self.draft = drafted(["甲词"], name=f"{code}{SECRET}词库", unit=road.unit)
        self.picture = get_image_model().objects.create(
            title=f"{code}{SECRET}照片", file=ContentFile(picture(), "photo.png")
        )
        self.finding = LiveFinding.objects.create(
            unit=road.unit,
            page_key=self.waiting.pk,
            page_title=f"{code}{SECRET}",
            key="0" * 32,
            code="wording.wrong",
            severity="ruling",
            data=Finding(
                code="wording.wrong", severity=Severity.RULING, label="", key="0" * 32
            ).to_json(),
            first_seen=timezone.now(),
            last_seen=timezone.now(),
        )
        self.kept = keep_import(self.draft, table_of_text(f"{code}{SECRET}词条"))

    @property
    def marks(self) -> set[str]:
        """Texts by which this unit's affairs and people are recognised."""
        return self.affairs | {f"{self.slug}_", f"{self.code}editor"}

    @property
    def affairs(self) -> set[str]:
        """Texts by which its affairs alone are recognised, the titles of public pages aside."""
        return {f"{self.code}{SECRET}", f"{self.code}-"}

    def numbers(self) -> dict[str, Any]:
        """What stands in the addresses of this unit's records."""
        sheet = self.road.sheet(self.public)
        return {
            "page": self.public.pk,
            "document": sheet.content.attachments.first().object_key,
            "sheet": sheet.pk,
            "draft": self.road.sheet(self.waiting).pk,
            "attachment": sheet.content.attachments.first().pk,
            "entry": RegisterEntry.objects.get(page_id=self.public.pk).pk,
            "unit": self.road.unit.pk,
            "state": fresh(self.waiting).current_workflow_task_state.pk,
            "signer": self.signer.pk,
            "delegation": self.delegation.pk,
            "person": self.road.people["registrar"].pk,
            "package": self.package.pk,
            "dictionary": self.draft.dictionary_id,
            "version": self.draft.pk,
            "import": self.kept.pk,
            "image": self.picture.pk,
            "finding": self.finding.pk,
            "line": LedgerLine.objects.filter(chain__name=self.code).earliest("pk").pk,
        }


class TwoUnits:
    """A unit, another one beside it, and somebody for each column of the documentation's table."""

    def __init__(self, on_commit: Any) -> None:
        self.source = small_register()["portal"]
        with on_commit(execute=True):
            self.here = House("宁水", "shui")
            self.there = House("银政", "yinchuan")
        assert FilingPackage.objects.filter(state="ready").count() == 2
        mine, theirs = self.here.road.people, self.there.road.people
        self.accounts = {
            "undertaker": mine["editor"],
            "signer": mine["first"],
            "registrar": mine["registrar"],
            "archivist": mine["archivist"],
            "inspector": mine["inspector"],
            "administrator": mine["unit_administrator"],
            "undertaker elsewhere": theirs["editor"],
            "inspector elsewhere": theirs["inspector"],
            "administrator elsewhere": theirs["unit_administrator"],
            "superuser": person("admin", is_superuser=True),
            "no unit": self._editor_of_no_unit(),
        }

    def _editor_of_no_unit(self) -> Any:
        """Somebody who edits another part of the site, outside of every unit."""
        group = Group.objects.create(name="其他栏目")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        outside = type(self.here.road.section)(title="其他栏目", slug="others")
        self.here.road.section.get_parent().add_child(instance=outside)
        for action in ("add", "change", "publish"):
            GroupPagePermission.objects.create(
                group=group,
                page=outside,
                permission=Permission.objects.get(codename=f"{action}_page"),
            )
        user = person("outsider")
        user.groups.add(group)
        return user

    def client(self, column: str) -> Client:
        client = Client(raise_request_exception=False)
        if column in self.accounts:
            client.force_login(self.accounts[column])
        return client

    def numbers(self, house: House | None = None) -> dict[str, Any]:
        return {**(house or self.here).numbers(), "source": self.source.pk}


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(data, "PNG")
    return data.getvalue()


def _document(code: str) -> Any:
    return get_document_model().objects.create(
        title=f"{code}附件", file=ContentFile(f"{code}{SECRET}".encode(), name="fujian.txt")
    )


def _linking_to(document: Any) -> str:
    return f'<p><a linktype="document" id="{document.pk}">附件</a></p>'


def body_of(response: Any) -> str:
    """All text of an answer, that of a streamed one and of a spreadsheet included."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as workbook:
            data = b"\n".join(workbook.read(name) for name in workbook.namelist())
    return str(data.decode("utf-8", "replace"))


def is_refused(response: Any) -> bool:
    """The ways of Wagtail and of this package to say no: not found, forbidden, to the log-in, back to the home page."""
    if response.status_code in (403, 404, 405):
        return True
    target = response.get("Location", "")
    return response.status_code == 302 and (
        target == "/admin/" or target.startswith(("/admin/login/", settings.LOGIN_URL or "-"))
    )
