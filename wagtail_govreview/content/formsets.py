"""The formset of a child object that a page has at most one of.

The page's form class belongs to the page type, not to the page: the formset is there on pages that do not
show it, and in every script and test of the host that posts a page form. So a post that does not mention the
child leaves it as it is, and nothing is read from the database before somebody looks at the forms.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT, BaseFormSet
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet


class _KeyField(forms.CharField):
    """The child's key, which no post changes."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SingleChildFormSet(BaseChildFormSet):
    """Edits the page's one child object, or makes it.

    Which child is meant is never in question, so keys in the post are not looked up: a child that was saved,
    published or reverted meanwhile is edited all the same. Of several posted forms (as the API posts when it
    replaces a relation) the last that is not marked for deletion counts; if all are marked, the child goes.
    """

    @cached_property
    def child(self) -> models.Model | None:
        """The child as the page has it in memory, draft or saved; ``None`` if it has none. At most one query."""
        return next(iter(getattr(self.instance, self.rel_name).all()), None)

    @property
    def submitted(self) -> bool:
        """Does the posted form mention this child?"""
        return self.is_bound and f"{self.prefix}-{TOTAL_FORM_COUNT}" in self.data

    @cached_property
    def _posted(self) -> tuple[int | None, bool]:
        """The index of the posted form that counts, and whether there were only deleted ones."""
        total = self.management_form.cleaned_data[TOTAL_FORM_COUNT] if self.submitted else 0
        indexes = range(min(total, self.absolute_max))
        kept = [i for i in indexes if not self.data.get(f"{self.prefix}-{i}-{DELETION_FIELD_NAME}")]
        return (kept[-1] if kept else None), bool(indexes) and not kept

    # -- forms --------------------------------------------------------------------------------------------------

    def total_form_count(self) -> int:
        return 1 if not self.is_bound or self._posted[0] is not None else 0

    def initial_form_count(self) -> int:
        return 1 if self.total_form_count() and self.child is not None else 0

    def add_prefix(self, index: Any) -> str:
        if self.is_bound and self._posted[0] is not None and index == 0:
            index = self._posted[0]
        return super().add_prefix(index)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.child is not None:
            kwargs["instance"] = self.child
        construct: Any = BaseFormSet._construct_form  # type: ignore[attr-defined]
        return construct(self, i, **kwargs)

    def add_fields(self, form: Any, index: Any) -> None:
        """The key goes along for scripts that expect it, but is not looked at.

        Django's own version would ask for the child to place fields for order and deletion, which a single
        child has not.
        """
        name = self.model._meta.pk.name
        form.fields[name] = _KeyField(
            required=False, widget=forms.HiddenInput, initial=form.instance.pk
        )

    @property
    def media(self) -> forms.Media:
        return self.empty_form.media

    def is_multipart(self) -> bool:
        return self.empty_form.is_multipart()

    # -- validation and saving ----------------------------------------------------------------------------------

    def full_clean(self) -> None:
        if self.is_bound and not self.submitted:
            self._errors: list[Any] = []
            self._non_form_errors = self.error_class(error_class="nonform", renderer=self.renderer)
            return
        super().full_clean()

    def save(self, commit: bool = True) -> list[models.Model]:
        """Put the child into the page's relation; with ``commit``, into the database too.

        ``new_objects``, ``changed_objects`` and ``deleted_objects`` say what was done, as Wagtail expects.
        """
        self.new_objects: list[models.Model] = []
        self.changed_objects: list[tuple[models.Model, list[str]]] = []
        self.deleted_objects: list[models.Model] = []
        self.saved_forms: list[Any] = []
        saved = self._apply()
        if commit:
            getattr(self.instance, self.rel_name).commit()
        return saved

    def _apply(self) -> list[models.Model]:
        manager = getattr(self.instance, self.rel_name)
        if self._posted[1] and self.child is not None:
            self.deleted_objects.append(self.child)
            manager.set([])
        if not self.forms or not self.forms[0].has_changed():
            return []
        form = self.forms[0]
        child = form.save(commit=False)
        if hasattr(form, "save_m2m"):
            form.save_m2m()
        if self.child is None:
            self.new_objects.append(child)
        else:
            self.changed_objects.append((child, form.changed_data))
        manager.set([child])
        return [child]

    def validate_unique(self) -> None:
        """One object cannot be the same as another of its kind on this page."""
