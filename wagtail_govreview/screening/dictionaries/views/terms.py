"""The terms of one version: a draft's can be written in the list itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.forms import modelformset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.dictionaries.exporting import exported
from wagtail_govreview.screening.dictionaries.forms import TermForm
from wagtail_govreview.screening.dictionaries.models import DictionaryTerm
from wagtail_govreview.screening.dictionaries.services import remove_terms, save_term
from wagtail_govreview.screening.dictionaries.views.base import OfVersion, address

A_PAGE = 50
EMPTY_ROWS = 3
FORMATS = ("csv", "xlsx")


class TermsView(OfVersion):
    """Posting keeps what was written on this page of the list: changed, new and removed terms."""

    template_name = "wagtail_govreview/dictionaries/terms.html"

    def get_page_title(self) -> str:
        return f"{self.dictionary.name} · {self.words}"

    def trail(self) -> list[dict[str, Any]]:
        return super().trail()[:-1]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (form := request.GET.get("export")) in FORMATS:
            return exported(request, self.version, self.terms, str(form))
        return super().get(request, *args, **kwargs)

    @cached_property
    def query(self) -> str:
        return self.request.GET.get("q", "").strip()

    @cached_property
    def terms(self) -> QuerySet[DictionaryTerm]:
        terms = self.version.terms.order_by("pk")
        if self.query:
            words = Q(term__icontains=self.query)
            terms = terms.filter(
                words | Q(suggestion__icontains=self.query) | Q(note__icontains=self.query)
            )
        return terms

    @cached_property
    def may_write(self) -> bool:
        return self.version.is_draft and self.may_change

    @cached_property
    def page(self) -> Any:
        return Paginator(self.terms, A_PAGE).get_page(self.request.GET.get("p"))

    @cached_property
    def formset(self) -> Any:
        """Of the terms on this page; of a post, of those that it names and that are still there."""
        factory = modelformset_factory(
            DictionaryTerm, form=TermForm, extra=EMPTY_ROWS, can_delete=True, max_num=A_PAGE * 2
        )
        data = self.request.POST if self.request.method == "POST" else None
        return factory(
            data,
            queryset=self.version.terms.filter(pk__in=self._keys(data)).order_by("pk"),
            form_kwargs={"version": self.version},
        )

    def _keys(self, data: Any) -> list[int]:
        if data is None:
            return [term.pk for term in self.page]
        named = (data.get(f"form-{number}-id", "") for number in range(A_PAGE * 2))
        return [int(key) for key in named if key.isdecimal() and len(key) < 18]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_write:
            raise PermissionDenied
        if not self.formset.is_valid():
            return self.again()
        try:
            self._save()
        except Refused as refused:
            self.refused(refused)
        except IntegrityError:
            messages.error(request, gettext("This version has one of the terms already."))
        else:
            messages.success(request, gettext("The terms were saved."))
        return redirect(request.get_full_path())

    @transaction.atomic
    def _save(self) -> None:
        self.formset.save(commit=False)
        remove_terms(self.version, [term.pk for term in self.formset.deleted_objects])
        for term in self._written():
            save_term(term)

    def _written(self) -> Iterator[DictionaryTerm]:
        yield from (term for term, _fields in self.formset.changed_objects)
        yield from self.formset.new_objects

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        pk, buttons = self.version.pk, []
        if self.may_write:
            buttons.append(self._button(gettext("Import"), "dictionary_import", "upload"))
            buttons.append(self._button(gettext("Trial run"), "dictionary_trial", "view"))
        buttons.append(
            HeaderButton(
                gettext("Compare versions"),
                url=address("dictionary_compare", pk),
                icon_name="copy",
            )
        )
        return buttons

    def _button(self, label: str, name: str, icon: str) -> HeaderButton:
        return HeaderButton(label, url=address(name, self.version.pk), icon_name=icon)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        formset = self.formset if self.may_write else None
        return super().get_context_data(
            formset=formset,
            media=formset.media if formset is not None else "",
            page=self.page,
            query=self.query,
            may_write=self.may_write,
            **kwargs,
        )
