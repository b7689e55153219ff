"""Work in the background, through whatever task backend the site has chosen for Wagtail."""

from __future__ import annotations

from django_tasks import task

from wagtail_govreview.archive.services.make import make


@task()
def make_package(package_id: int) -> None:
    """Make the package that was asked for."""
    make(package_id)
