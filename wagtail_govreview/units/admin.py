"""Units and signers in Wagtail's settings menu."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, When
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from wagtail_govreview.ledger import people as names
from wagtail_govreview.units import access, people
from wagtail_govreview.units.filters import SuperiorFilter, TierFilter, UnitFilter
from wagtail_govreview.units.forms import SignerForm, UnitForm
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.people import with_people
from wagtail_govreview.units.roles import role_label, tier_choices
from wagtail_govreview.units.views.lists import LIST_CSS, KnownFiltersIndexView, NumberedUrls
from wagtail_govreview.units.views.records import (
    SignerCreateView,
    SignerDeleteView,
    SignerEditView,
    SignerHistory,
    UnitCreateView,
    UnitEditView,
    UnitHistory,
)
from wagtail_govreview.versions.buttons import HistoryButtonHelper


def button(url: str, label: str, title: str, classes: list[str]) -> dict[str, str]:
    """A button as modeladmin's templates take it."""
    classname = " ".join(["button", *classes])
    return {"url": url, "label": label, "title": title, "classname": classname}


class UnitPermissionHelper(PermissionHelper):
    """A unit is never deleted: its numbers and its ledger chain stay."""

    def user_can_list(self, user: Any) -> bool:
        return access.may_list_units(user)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class UnitButtonHelper(HistoryButtonHelper):
    """Beside “Edit”: the people, the history, and the set-up."""

    def get_buttons_for_obj(
        self,
        obj: Any,
        exclude: list[str] | None = None,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> list[dict[str, str]]:
        buttons = [self._people(obj, classnames_add)]
        buttons += super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        if access.may_set_up(self.request.user):
            url = reverse("wagtail_govreview:unit_set_up", args=[obj.pk])
            classes = ["button-secondary", *(classnames_add or [])]
            title = gettext("Check and repair groups, permissions and workflow")
            buttons.append(button(url, gettext("Set up"), title, classes))
        return buttons

    def get_primary_button(self, obj: Any) -> dict[str, str]:
        return self._people(obj, None)

    def _people(self, obj: Any, classes: list[str] | None) -> dict[str, str]:
        url = reverse("wagtail_govreview:unit_people", args=[obj.pk])
        title = gettext("Who writes and signs for this unit")
        return button(url, gettext("People"), title, ["button-secondary", *(classes or [])])


class UnitAdmin(ModelAdmin):
    model = Unit
    menu_icon = "site"
    menu_label = _("Units")
    menu_item_name = "govreview-units"
    menu_order = 620
    add_to_settings_menu = True
    base_url_path = "govreview/units/records"
    list_display = ("name", "code", "superior", "part", "readiness")
    list_filter = (SuperiorFilter,)
    search_fields = ("code", "name")
    ordering = ("code",)
    filter_parameters = ("parent",)
    history_view_class = UnitHistory
    url_helper_class = NumberedUrls
    index_view_class = KnownFiltersIndexView
    permission_helper_class = UnitPermissionHelper
    button_helper_class = UnitButtonHelper
    create_view_class = UnitCreateView
    edit_view_class = UnitEditView
    index_template_name = "wagtail_govreview/units/unit_list.html"
    index_view_extra_css = [LIST_CSS]
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name"),
            FieldPanel("parent"),
            FieldPanel("root_page"),
            FieldPanel("site_code"),
            FieldPanel("contact"),
        ],
        base_form_class=UnitForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Unit]:
        units = super().get_queryset(request) & access.units_seen_by(request.user)
        return with_people(units.select_related("parent", "root_page"))

    @admin.display(description=_("superior unit"), ordering="parent__code")
    def superior(self, unit: Unit) -> str:
        return unit.parent.name if unit.parent else ""

    @admin.display(description=_("part of the page tree"))
    def part(self, unit: Unit) -> str:
        if unit.root_page is None:
            return ""
        url = reverse("wagtailadmin_explore", args=[unit.root_page_id])
        return format_html('<a href="{}">{}</a>', url, unit.root_page)

    @admin.display(description=_("ready to publish"))
    def readiness(self, unit: Unit) -> SafeString:
        """What is missing, in words; a tick alone would be nothing to act upon."""
        missing = people.gaps(unit)
        if not missing:
            return format_html(
                '<span class="w-status w-status--primary">{}</span>', gettext("ready")
            )
        return format_html_join(
            "", "<div>{}: {}</div>", ((role.label, reason) for role, reason in missing)
        )


class SignerPermissionHelper(PermissionHelper):
    """Whoever holds the permissions, and within their units the unit administrators."""

    def user_can_list(self, user: Any) -> bool:
        return self.user_has_any_permissions(user) or access.manages_people(user)

    def user_can_create(self, user: Any) -> bool:
        return access.may_with_signers(user, "add") or access.manages_people(user)

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return access.may_with_signers_of(user, "change", obj.unit_id)

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return access.may_with_signers_of(user, "delete", obj.unit_id)


class SignerButtonHelper(HistoryButtonHelper):
    """Signers are not deleted, they are dismissed."""

    def delete_button(
        self,
        pk: Any,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> dict[str, str]:
        found: dict[str, str] = super().delete_button(pk, classnames_add, classnames_exclude)
        title = gettext("This person no longer signs here")
        return {**found, "label": gettext("Dismiss"), "title": title}


class SignerAdmin(ModelAdmin):
    model = Signer
    menu_icon = "user"
    menu_label = _("Signers")
    menu_item_name = "govreview-signers"
    menu_order = 621
    add_to_settings_menu = True
    base_url_path = "govreview/signers"
    list_display = ("person", "unit_name", "tier_name", "title", "post_name", "image")
    list_filter = (UnitFilter, TierFilter)
    search_fields = (*(f"user__{name}" for name in names.name_fields()), "title", "unit__name")
    ordering = ("unit__code", "place", "pk")
    list_select_related = ("unit", "user")
    filter_parameters = ("unit", "tier")
    history_view_class = SignerHistory
    url_helper_class = NumberedUrls
    index_view_class = KnownFiltersIndexView
    create_view_class = SignerCreateView
    edit_view_class = SignerEditView
    delete_view_class = SignerDeleteView
    index_template_name = "wagtail_govreview/units/signer_list.html"
    index_view_extra_css = [LIST_CSS]
    permission_helper_class = SignerPermissionHelper
    button_helper_class = SignerButtonHelper
    form_view_extra_css = ["wagtail_govreview/units/units.css"]
    form_view_extra_js = ["wagtail_govreview/units/signer_form.js"]
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldPanel("user"),
            FieldPanel("tier"),
            FieldPanel("post"),
            FieldPanel("title"),
            FieldPanel("signature_image"),
        ],
        base_form_class=SignerForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Signer]:
        """Within a unit, in the order in which the tiers sign."""
        order = [When(tier=code, then=place) for place, (code, _label) in enumerate(tier_choices())]
        place = Case(*order, default=len(order), output_field=IntegerField())
        signers = access.signers_seen_by(request.user)
        return signers.annotate(place=place).order_by(*self.ordering)

    @admin.display(description=_("person"), ordering=f"user__{names.name_fields()[0]}")
    def person(self, signer: Signer) -> str:
        return names.display_name(signer.user)

    @admin.display(description=_("unit"), ordering="unit__code")
    def unit_name(self, signer: Signer) -> str:
        return signer.unit.name

    @admin.display(description=_("tier"), ordering="place")
    def tier_name(self, signer: Signer) -> str:
        return role_label(signer.tier)

    @admin.display(description=_("post"))
    def post_name(self, signer: Signer) -> str:
        return people.post_label(signer.tier, signer.post)

    @admin.display(description=_("signature image"))
    def image(self, signer: Signer) -> str:
        return gettext("yes") if signer.signature_image else ""
