"""Install the package into one host and walk through it: ``HOST_VAR=… python -m tests.hosts.run strict_csp``.

Real migrations, Django's own checks, the question for missing migrations, then the walk; at last what this host
alone is asked, if ``tests.hosts.also`` has a function of its name. The first thing that does not hold ends it.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import django
from django.core.management import call_command

PACKAGE = "wagtail_govreview"


def install() -> None:
    """What the documentation tells to do after the settings."""
    from django.conf import settings

    if settings.MIGRATION_MODULES:
        call_command("makemigrations", *settings.MIGRATION_MODULES, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("check", fail_level="WARNING", verbosity=0)
    call_command("makemigrations", PACKAGE, check_changes=True, dry_run=True, verbosity=1)


def main(name: str, *steps: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = f"tests.hosts.settings.{name}"
    django.setup()
    install()
    if "install" in steps:
        return
    from tests.hosts import also
    from tests.hosts.walk import build, walk

    host = build()
    page = walk(host)
    more: Any = getattr(also, name, None)
    if more is not None:
        more(host, page)
        call_command("govreview_verify", verbosity=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
