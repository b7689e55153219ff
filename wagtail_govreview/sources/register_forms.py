"""Forms of the register of authorised sources in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_govreview.rulebook import get_profile
from wagtail_govreview.sources.entries import Entry, NotAnEntry, belongs_to_others, read_entry
from wagtail_govreview.sources.models import AuthorisedSource


class AuthorisedHostForm(WagtailAdminModelForm):
    """One address. What was typed is put into the register's form; ``note`` says so when it was changed."""

    note = ""
    entry: Entry | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = cleaned.get("host", "")
        if not typed:
            return cleaned
        try:
            entry = read_entry(
                typed, cleaned.get("path_prefix", ""), cleaned.get("with_subdomains", False)
            )
        except NotAnEntry as error:
            self.add_error(error.field, str(error))
            return cleaned
        self.entry = entry
        if entry.changed:
            self.note = _("“%(typed)s” was entered as %(entry)s.") % {
                "typed": typed,
                "entry": entry,
            }
        cleaned.update(
            host=entry.host, path_prefix=entry.path_prefix, with_subdomains=entry.with_subdomains
        )
        return cleaned


class AuthorisedSourceForm(WagtailAdminModelForm):
    """One source with its addresses. Scopes come from the rulebook."""

    scope = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = [(scope.code, scope.label) for scope in get_profile().scopes]
        stored = self.instance.scope
        if stored and stored not in dict(scopes):
            scopes.append((stored, stored))
        field = self.fields["scope"]
        field.choices = [("", "---------"), *scopes]
        field.label = capfirst(self._meta.model._meta.get_field("scope").verbose_name)

    @property
    def host_forms(self) -> list[AuthorisedHostForm]:
        """The forms of the addresses that stay."""
        formset = self.formsets["hosts"]
        return [form for form in formset.forms if form not in formset.deleted_forms]

    @property
    def notes(self) -> list[str]:
        """What was entered otherwise than it was typed."""
        return [form.note for form in self.host_forms if form.note]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_validity(cleaned)
        if self.is_bound and self.formsets["hosts"].is_valid():
            self._check_hosts(cleaned.get("scope", ""))
        return cleaned

    def _check_validity(self, cleaned: dict[str, Any]) -> None:
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("The last valid day lies before the first."))
        status = cleaned.get("status")
        if status and status != AuthorisedSource.Status.VALID and not end:
            self.add_error(
                "valid_until",
                _("Give the last day on which it was authorised: earlier reprints stay lawful."),
            )

    def _check_hosts(self, scope: str) -> None:
        strict = {code for family in get_profile().families for code in family.scopes_allowed}
        seen: set[tuple[str, str]] = set()
        for form in self.host_forms:
            if form.entry is None:
                continue
            key = (form.entry.host, form.entry.path_prefix)
            if key in seen:
                form.add_error("host", _("This address is entered twice."))
            seen.add(key)
            if belongs_to_others(form.entry, scope, strict):
                form.add_error(
                    "with_subdomains",
                    _("Under “%(host)s” other organs have their sites. Enter each host by itself.")
                    % {"host": form.entry.host},
                )
