"""The forms for units and signers. They ask ``rules`` and save through ``services``."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from wagtail_govreview.ledger import people
from wagtail_govreview.refusal import Refusal
from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.rulebook.types import Tier
from wagtail_govreview.units import access, rules
from wagtail_govreview.units.account_field import AccountField
from wagtail_govreview.units.models import Signer, Unit
from wagtail_govreview.units.roles import tier_choices
from wagtail_govreview.units.services import appoint, save_unit
from wagtail_govreview.units.services.appoint import own_role_refusals
from wagtail_govreview.units.services.save_unit import refusals_for
from wagtail_govreview.units.widgets import SignatureImageInput


class UnitForm(WagtailAdminModelForm):
    """A unit's record; its code is open only once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            stored = Unit.objects.filter(pk=self.instance.pk).first()
            _show(self, refusals_for(self.instance, stored))

    def save(self, commit: bool = True) -> Unit:
        return save_unit(self.instance, actor=self.for_user)


class PersonField(forms.ModelChoiceField):
    """A person by name and account."""

    def label_from_instance(self, user: Any) -> str:
        return f"{people.display_name(user)} ({user.get_username()})"


class SignerForm(WagtailAdminModelForm):
    """Who signs which tier for which unit, as what."""

    user = PersonField(
        queryset=get_user_model()._default_manager.none(), label=capfirst(_("person"))
    )
    tier = forms.ChoiceField(label=capfirst(_("tier")))
    post = forms.ChoiceField(
        label=capfirst(_("post")),
        required=False,
        help_text=_("One of those that the rule names for the tier."),
    )
    signature_image = forms.ImageField(
        label=capfirst(_("signature image")),
        required=False,
        widget=SignatureImageInput,
        help_text=_("PNG or JPEG, at most 1 MB. Printed on the review sheet above the name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = self._people()
        if not any(access.may_with_signers(self.for_user, each) for each in ("add", "change")):
            self._only_own_units()
        self.fields["tier"].choices = [("", "---------"), *tier_choices()]
        self.fields["post"].choices = [("", "---------"), *_posts_by_tier()]
        self.fields["title"].help_text = _(
            "Printed beside the name, for instance 办公室主任. Empty: the name of the post."
        )

    def _only_own_units(self) -> None:
        """A unit administrator appoints for the own unit, and names an account instead of reading all of them."""
        units = access.units_managed_by(self.for_user)
        self.fields["unit"].queryset = units
        self.fields["unit"].empty_label = None
        if self.instance.pk is None:
            self.fields["user"] = AccountField(units=units)
        else:
            self.fields["unit"].disabled = self.fields["user"].disabled = True
            self.fields["user"].queryset = self.fields["user"].queryset.filter(
                pk=self.instance.user_id
            )

    def _people(self) -> Any:
        """Active accounts, and the present holder even when the account is closed."""
        users = get_user_model()._default_manager
        able = users.filter(is_active=True) | users.filter(pk=self.instance.user_id)
        return able.order_by(*people.name_fields())

    def clean_signature_image(self) -> Any:
        image = self.cleaned_data["signature_image"]
        if not isinstance(image, UploadedFile):
            return image
        image_format = getattr(getattr(image, "image", None), "format", None) or ""
        width, height = getattr(getattr(image, "image", None), "size", (0, 0))
        refusals = rules.for_signature_image(image.size or 0, image_format, width * height)
        if refusals:
            raise forms.ValidationError([str(refusal) for refusal in refusals])
        # The file's own name may say anything; what is stored gets a neutral one.
        image.name = f"{secrets.token_hex(16)}.{image_format.lower()}"
        return image

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        tier, post = cleaned.get("tier"), cleaned.get("post", "")
        if tier:
            _show(self, rules.for_post(tier, post))
        if tier and post and not cleaned.get("title") and not self.errors:
            cleaned["title"] = get_profile().post(tier, post).wording
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            _show(self, own_role_refusals(self.instance, self.for_user))

    def save(self, commit: bool = True) -> Signer:
        return appoint(self.instance, actor=self.for_user)


def _posts_by_tier() -> list[tuple[str, list[tuple[str, str]]]]:
    """One group of choices for each tier. A post that signs in several tiers stands in each."""

    def posts(tier: Tier) -> list[tuple[str, str]]:
        return [(post.code, str(post.label)) for post in tier.posts]

    return [(str(tier.label), posts(tier)) for tier in get_profile().tiers]


def _show(form: forms.BaseForm, refusals: list[Refusal]) -> None:
    for refusal in refusals:
        form.add_error(refusal.field or None, str(refusal))
