"""System checks of the installation: what the host's settings must say before anything can be signed.

Each message names its remedy as lines to paste. Checks of one room's own data stand in that room's
``checks.py``. All of them are listed in ``docs/reference/checks.md``, and a test holds the list true.
"""

from wagtail_govreview.checks import applications, evidence, names, wagtail

__all__ = ["applications", "evidence", "names", "wagtail"]
