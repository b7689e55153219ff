"""A panel for a child object that a page has at most one of."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import InlinePanel, MultiFieldPanel, Panel

from wagtail_govreview.content.formsets import SingleChildFormSet


class SingleChildPanel(InlinePanel):
    """Shows exactly one form, always open, without buttons to add, delete or move.

    ``form``: form class of the child, a ``WagtailAdminModelForm``. ``formset``: a ``SingleChildFormSet`` of
    one's own.
    """

    def __init__(
        self,
        relation_name: str,
        panels: list[Panel] | None = None,
        *,
        form: type | None = None,
        formset: type[SingleChildFormSet] = SingleChildFormSet,
        **kwargs: Any,
    ) -> None:
        kwargs.update(min_num=None, max_num=1)
        super().__init__(relation_name, panels, **kwargs)
        self.form = form
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "form": self.form, "formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        single = options["formsets"][self.relation_name]
        single.update(formset=self.formset, extra=1, can_delete=False, validate_max=False)
        if self.form is not None:
            single["form"] = self.form
        return options

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """A group of one: the bound panels of the child's only form."""

        template_name = "wagtail_govreview/content/single_child_panel.html"

        @cached_property
        def formset(self) -> SingleChildFormSet:
            return self.form.formsets[self.panel.relation_name]

        @cached_property
        def children(self) -> list[Any]:
            """The panel of the one form; none on a page that is shown without a form."""
            if self.form is None:
                return []
            return [
                self.panel.child_edit_handler.get_bound_panel(
                    instance=form.instance,
                    request=self.request,
                    form=form,
                    prefix=f"{self.prefix}-0",
                )
                for form in self.formset.forms[:1]
            ]

        @property
        def visible_children_with_identifiers(self) -> list[tuple[Any, str]]:
            return [(child, "0") for child in self.visible_children]

        def is_shown(self) -> bool:
            return bool(self.visible_children)

        def get_comparison(self) -> list[Any]:
            return InlinePanel.BoundPanel.get_comparison(self)
