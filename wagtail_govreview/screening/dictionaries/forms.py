"""Forms of dictionaries: what one is, its terms, pasted lines and files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from wagtail_govreview.screening.dictionaries import access
from wagtail_govreview.screening.dictionaries.models import (
    Dictionary,
    DictionaryTerm,
    DictionaryVersion,
)
from wagtail_govreview.screening.dictionaries.rows import compared, key_of
from wagtail_govreview.screening.dictionaries.tables import (
    MOST_BYTES,
    NotATable,
    Table,
    table_of_file,
    table_of_text,
)


class DictionaryForm(forms.ModelForm):
    """Whose a dictionary is and of which kind is said once."""

    class Meta:
        model = Dictionary
        fields = ("unit", "name", "kind", "severity", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        if self.instance.pk:
            del self.fields["unit"], self.fields["kind"]
            return
        unit.queryset = access.units_kept_by(user)
        if access.keeps_shared(user):
            unit.empty_label = _("shared by all units")
        else:
            unit.required, unit.empty_label = True, None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name = cleaned.get("name")
        unit = cleaned.get("unit", self.instance.unit)
        others = Dictionary.objects.filter(unit=unit, name=name).exclude(pk=self.instance.pk)
        if name and others.exists():
            self.add_error("name", _("There is a dictionary of this name already."))
        return cleaned


class TermForm(forms.ModelForm):
    """One term of a draft."""

    class Meta:
        model = DictionaryTerm
        fields = ("term", "suggestion", "note", "valid_from", "valid_until")
        widgets = {
            "valid_from": AdminDateInput(attrs={"size": 10}),
            "valid_until": AdminDateInput(attrs={"size": 10}),
        }

    def __init__(self, *args: Any, version: DictionaryVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.version = version

    def clean_term(self) -> str:
        term = str(self.cleaned_data["term"])
        if not compared(term):
            raise ValidationError(_("There is no term."))
        same = DictionaryTerm.objects.filter(version=self.instance.version, key=key_of(term))
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This version has the term already."))
        return term

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and start > end:
            self.add_error("valid_until", _("The last day lies before the first."))
        return cleaned


class ImportForm(forms.Form):
    """A file, or lines that are pasted. ``table`` is what was read."""

    table: Table
    title: str = ""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("CSV or XLSX, a term a row."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )
    lines = forms.CharField(
        label=gettext_lazy("Or paste lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=2_000_000,
        help_text=gettext_lazy(
            "A term a line; after a tab or comma what to write instead, a note, the first and the last day. "
            "Lines copied from a spreadsheet will do."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        file, lines = cleaned.get("file"), cleaned.get("lines") or ""
        if not file and not lines.strip():
            raise ValidationError(_("Choose a file or paste lines."))
        try:
            self.table = self._read(file) if file else table_of_text(lines)
        except NotATable as problem:
            raise ValidationError(str(problem)) from problem
        if not self.table.rows and not self.table.errors:
            raise ValidationError(_("There is no term in it."))
        return cleaned

    def _read(self, file: Any) -> Table:
        self.title = file.name
        return table_of_file(file.read(MOST_BYTES + 1), file.name)


class NoteForm(forms.ModelForm):
    """What is new in a version, said when it is put in force."""

    class Meta:
        model = DictionaryVersion
        fields = ("note",)
