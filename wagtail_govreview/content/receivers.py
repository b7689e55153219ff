"""What the room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Put the tab into the editors, and have the kept evidence verified with everything else."""
    from wagtail_govreview.content import (
        edit_tab,
        verification,  # noqa: F401 - registers its verifiers
    )

    edit_tab.install()
