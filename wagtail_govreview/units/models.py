"""The organs that publish, and the people who sign for them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.history import History
from wagtail_govreview.pages import BASE_PAGE_MODEL
from wagtail_govreview.storage import private_storage


class Unit(models.Model):
    """An organ that publishes (单位 / 机关): its code, its part of the page tree, its numbering.

    ``code`` (代字) stands in every number of the unit and names its ledger chain, so it never changes.
    """

    code = models.CharField(
        _("code"),
        max_length=32,
        unique=True,
        help_text=_(
            "Stands in every sheet and register number of this unit. Cannot be changed later."
        ),
    )
    name = models.CharField(_("name"), max_length=255)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("superior unit"),
    )
    root_page = models.ForeignKey(
        BASE_PAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("part of the page tree"),
        help_text=_("Pages from here downwards are published by this unit."),
    )
    site_code = models.CharField(
        _("website identification code"),
        max_length=20,
        blank=True,
        help_text=_("网站标识码, ten digits, where the site has one."),
    )
    contact = models.CharField(_("contact"), max_length=255, blank=True)

    history = History()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class UnitGroup(models.Model):
    """The group of users that has one role in one unit: editors, a tier's signers, registrars, …

    Such a group holds the permission ``take_part``. It opens nothing by itself: it tells the people of the
    units from everybody else without a look-up (see ``access.takes_part``).
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="groups", verbose_name=_("unit")
    )
    role = models.CharField(_("role"), max_length=32)
    group = models.OneToOneField(
        Group,
        on_delete=models.CASCADE,
        related_name="govreview_role",
        verbose_name=_("group"),
    )

    class Meta:
        verbose_name = _("unit group")
        verbose_name_plural = _("unit groups")
        constraints = [
            models.UniqueConstraint(fields=("unit", "role"), name="govreview_unit_role"),
        ]
        permissions = [("take_part", "Can take part in the publication review")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.role}"


class Signer(models.Model):
    """The post in which a person signs a tier for a unit.

    Being in the tier's group is what allows to sign; this says as what (``title``, printed beside the
    name), in which post of the tier (``post``, a code of the rulebook), and with which signature image.
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="signers", verbose_name=_("unit")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="govreview_posts",
        verbose_name=_("person"),
    )
    tier = models.CharField(_("tier"), max_length=32)
    post = models.CharField(_("post"), max_length=32, blank=True)
    title = models.CharField(
        _("post title"),
        max_length=100,
        blank=True,
        help_text=_("Printed beside the name, for instance 办公室主任."),
    )
    signature_image = models.ImageField(
        _("signature image"),
        storage=private_storage,
        upload_to="signatures/",
        blank=True,
        help_text=_("Optional: printed on the review sheet above the name."),
    )

    history = History()

    class Meta:
        verbose_name = _("signer")
        verbose_name_plural = _("signers")
        constraints = [
            models.UniqueConstraint(fields=("unit", "user", "tier"), name="govreview_signer"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.tier}"


class SerialCounter(models.Model):
    """The last number given in one series of one unit in one year; locked while the next is taken."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("unit", "series", "year"), name="govreview_serial_series"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.series}/{self.year}: {self.last}"
