"""The task of one tier in Wagtail's workflow."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from wagtail_govreview.units.models import Unit


class TierTask(AbstractGroupApprovalTask):
    """One tier (一审, 二审, 三审, 主要领导) of one unit as a Wagtail task."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("unit")
    )
    tier = models.CharField(_("tier"), max_length=32)

    class Meta:
        verbose_name = _("publication review tier")
        verbose_name_plural = _("publication review tiers")
