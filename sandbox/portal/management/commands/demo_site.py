"""Build the demo site: three organs, their people, their sections and drafts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sandbox.portal.demo.build import DemoSite, build_site
from sandbox.portal.demo.people import PEOPLE, SUPERUSER
from sandbox.portal.demo.units import UNITS


class Command(BaseCommand):
    """``manage.py demo_site``: can be run again at any time; makes only what is missing."""

    help = "Build the demo site with its organs, accounts, sections and drafts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, then say what is there and how to log in."""
        site = build_site()
        if options["verbosity"] > 0:
            self._print_accounts()
            self._print_drafts(site)

    def _print_accounts(self) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("账号"))
        for unit in UNITS:
            self.stdout.write(f"  {unit.full_name}")
            for person in PEOPLE:
                if person.unit == unit.key:
                    self.stdout.write(f"    {person.username:<20} {person.name}  {person.title}")
        self.stdout.write(f"  {SUPERUSER:<22} 系统管理员")
        self.stdout.write(f"  密码（全部账号）：{settings.SANDBOX_DEMO_PASSWORD}")
        self.stdout.write(f"  登录：{settings.WAGTAILADMIN_BASE_URL}/admin/")

    def _print_drafts(self, site: DemoSite) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("信息"))
        for page in site.drafts.values():
            state = "已发布" if page.live else "草稿"
            self.stdout.write(f"  [{state}] {page.pk:>4}  {page.title}")
