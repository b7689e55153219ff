"""``manage.py govreview_demo``: build the demo site and take its items along the whole road, for real."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from sandbox.portal.demo.build import DemoSite, build_site
from sandbox.portal.demo.items import ITEMS
from sandbox.portal.demo.people import PEOPLE
from sandbox.portal.demo.units import UNITS
from sandbox.road.clock import mornings, office_clock
from sandbox.road.under_way import leave_under_way
from sandbox.road.walk import walk
from wagtail_govreview.models import Chain, Signer, Unit
from wagtail_govreview.screening.dictionaries.services.load_seed import load_seed
from wagtail_govreview.units.services import appoint, set_up_unit


class Command(BaseCommand):
    help = "Build the demo site and take its items through review, signatures and publication."

    def handle(self, *args: Any, **options: Any) -> None:
        self.units: dict[str, Unit] = {}
        before, *days = mornings(1 + len(ITEMS))
        with office_clock(before):
            site = build_site()
            call_command("govreview_seed_sources", verbosity=0)
            self._set_up_units(site)
            load_seed()
            self._appoint(site)
            call_command("govreview_adopt", stdout=self.stdout)
        self._walk(site, days)
        self._leave_under_way(site)
        self._say_where(site)

    def _set_up_units(self, site: DemoSite) -> None:
        for data in UNITS:
            done = set_up_unit(
                data.code,
                name=data.full_name,
                root_page=site.units[data.key],
                parent=self.units.get(data.parent),
            )
            self.units[data.key] = done.unit

    def _appoint(self, site: DemoSite) -> None:
        for person in PEOPLE:
            unit, user = self.units[person.unit], site.people[person.username]
            if person.post:
                signer = Signer.objects.filter(unit=unit, user=user, tier=person.role).first()
                signer = signer or Signer(unit=unit, user=user, tier=person.role)
                signer.post, signer.title = person.post, person.title
                appoint(signer)
            elif group := unit.groups.filter(role=person.role).first():
                user.groups.add(group.group)

    def _walk(self, site: DemoSite, days: Iterable[datetime]) -> None:
        for item, morning in zip(ITEMS, days, strict=True):
            page = site.drafts[item.key]
            page.refresh_from_db()
            self.stdout.write(self.style.MIGRATE_HEADING(item.title))
            if page.live:
                self.stdout.write("  已公开，不再重复")
                continue
            # Whoever stops the command finds each item either walked or not.
            with transaction.atomic(), office_clock(morning) as clock:
                for line in walk(item, page, site.people):
                    self.stdout.write(f"  {line}")
                    clock.tick()

    def _leave_under_way(self, site: DemoSite) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("仍在办理"))
        for draft in site.drafts.values():
            draft.refresh_from_db()
        with transaction.atomic(), office_clock(timezone.now() - timedelta(hours=6)) as clock:
            for line in leave_under_way(site.drafts, site.people):
                self.stdout.write(f"  {line}")
                clock.tick()

    def _say_where(self, site: DemoSite) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("账本"))
        for chain in Chain.objects.order_by("name"):
            self.stdout.write(f"  {chain.name}  {chain.length} 条  {chain.head}")
        call_command("govreview_verify", stdout=self.stdout)
        self.stdout.write(self.style.MIGRATE_HEADING("账号"))
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<20} {person.name}  {person.title}")
        self.stdout.write(f"  {'admin':<20} 系统管理员")
        self.stdout.write(f"密码（全部账号）：{settings.SANDBOX_DEMO_PASSWORD}")
        self.stdout.write(f"管理后台：{settings.WAGTAILADMIN_BASE_URL}/admin/")
