"""What the room connects when the site starts."""

from __future__ import annotations


def connect() -> None:
    """Have the kept evidence verified with everything else."""
    from wagtail_govreview.content import verification  # noqa: F401 - registers its verifiers
