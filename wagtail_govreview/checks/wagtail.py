"""System checks: Wagtail's and Django's own settings let a review begin, end and be dated."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

FINISH_ACTION = "wagtail_govreview.publication.finish.publish_signed"
FINISH_LINE = f'WAGTAIL_FINISH_WORKFLOW_ACTION = "{FINISH_ACTION}"'
PLACEHOLDER = "//example.com"


@checks.register("wagtail_govreview")
def check_finish_action(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E011: without our finish action Wagtail publishes the latest draft instead of the signed one."""
    action = getattr(settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", None)
    if action == FINISH_ACTION:
        return []
    hint = f"Add to the settings: {FINISH_LINE}"
    if action is not None:
        hint = (
            f"Replace {action!r}: {FINISH_LINE}\n"
            "Workflows without tiers end with it as Wagtail ends them. What your own action did besides "
            "publishing belongs into a receiver of Wagtail's signal workflow_approved or page_published."
        )
    text = (
        "WAGTAIL_FINISH_WORKFLOW_ACTION does not lead to wagtail_govreview: a finished review would "
        "publish the latest draft, not the signed one."
    )
    return [checks.Error(text, hint=hint, id="wagtail_govreview.E011")]


@checks.register("wagtail_govreview")
def check_workflows_are_on(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E017: without Wagtail's workflows nothing can be submitted, and so nothing published."""
    if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        return []
    return [
        checks.Error(
            "WAGTAIL_WORKFLOW_ENABLED is off: nothing can be submitted, signed or published.",
            hint="Remove it, or write: WAGTAIL_WORKFLOW_ENABLED = True",
            id="wagtail_govreview.E017",
        )
    ]


@checks.register("wagtail_govreview")
def check_time(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W015: points in time without a time zone cannot prove when something was signed."""
    if settings.USE_TZ:
        return []
    return [
        checks.Warning(
            "USE_TZ is off: the points in time in the ledger and on sheets have no time zone, and mean "
            "something else on a server whose clock is set differently.",
            hint='Write: USE_TZ = True, TIME_ZONE = "Asia/Shanghai"',
            id="wagtail_govreview.W015",
        )
    ]


@checks.register("wagtail_govreview", deploy=True)
def check_address_in_mails(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """W016: the links in mails to signers lead nowhere. Of a missing address Wagtail warns itself."""
    address = getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
    if PLACEHOLDER not in address and "//localhost" not in address:
        return []
    return [
        checks.Warning(
            f"WAGTAILADMIN_BASE_URL is {address!r}: the links in mails to signers lead nowhere.",
            hint='Write the address under which people reach the admin: WAGTAILADMIN_BASE_URL = "https://…"',
            id="wagtail_govreview.W016",
        )
    ]
