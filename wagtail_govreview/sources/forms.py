"""The form of the source attribution, inside the page's own form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from wagtail.admin.forms.models import WagtailAdminModelForm

from wagtail_govreview.rulebook import UnknownTerm, get_profile


class ClassRadios(forms.RadioSelect):
    """Radio buttons of the classes; each tells the script what the class needs."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        try:
            chosen = get_profile().information_class(str(value))
        except UnknownTerm:
            return option
        if chosen.is_reprint:
            option["attrs"]["data-govreview-reprint"] = "true"
        if chosen.is_own:
            option["attrs"]["data-govreview-own"] = "true"
        return option


class KindBoxes(forms.CheckboxSelectMultiple):
    """Tick boxes of all kinds, in one group for each class, so that they can be shown by class."""

    template_name = "wagtail_govreview/sources/kind_boxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        codes = {str(item.label): item.code for item in get_profile().classes}
        context["widget"]["groups"] = [
            {"label": label, "code": codes.get(str(label), ""), "options": options}
            for label, options, _index in context["widget"]["optgroups"]
        ]
        return context


class SourceAttributionForm(WagtailAdminModelForm):
    """Choices come from the rulebook. Nothing is required and no link is refused here: a draft can always be saved.

    What a submission needs is asked of ``sources.rules`` by the formset, which knows the page.
    """

    information_class = forms.ChoiceField(widget=ClassRadios, required=False)
    subclasses = forms.MultipleChoiceField(widget=KindBoxes, required=False)
    link = forms.CharField(
        max_length=1000,
        required=False,
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = get_profile().classes
        stored = self.instance
        self._offer(
            "information_class",
            [(item.code, item.label) for item in classes],
            known={item.code for item in classes},
            stored=[stored.information_class],
        )
        self._offer(
            "subclasses",
            [
                (item.label, [(kind.code, kind.label) for kind in item.subclasses])
                for item in classes
            ],
            known={kind.code for item in classes for kind in item.subclasses},
            stored=stored.subclasses or [],
        )
        self._name("link")

    def _offer(
        self, name: str, choices: list[tuple[Any, Any]], *, known: set[str], stored: list[str]
    ) -> None:
        """Offer ``choices``, and what is stored even where the rulebook no longer knows it: nothing is lost."""
        if name in self.fields:
            others = [(code, code) for code in stored if code and code not in known]
            self.fields[name].choices = [*choices, *others]
            self._name(name)

    def _name(self, name: str) -> None:
        """The name and help text that the model gives the field."""
        if name in self.fields:
            model_field = self._meta.model._meta.get_field(name)
            self.fields[name].label = capfirst(model_field.verbose_name)
            self.fields[name].help_text = model_field.help_text

    def _get_validation_exclusions(self) -> set[str]:
        """The model's own check of the link would keep a draft with a half-typed link from being saved."""
        return {*super()._get_validation_exclusions(), "link"}
