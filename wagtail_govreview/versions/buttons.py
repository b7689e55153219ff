"""“History” among the buttons of a row in modeladmin's lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail_modeladmin.helpers import ButtonHelper


class HistoryButtonHelper(ButtonHelper):
    """After modeladmin's own buttons. The view named by ``history_view_class`` knows the kind of record."""

    def get_buttons_for_obj(
        self,
        obj: Any,
        exclude: list[str] | None = None,
        classnames_add: list[str] | None = None,
        classnames_exclude: list[str] | None = None,
    ) -> list[dict[str, str]]:
        buttons: list[dict[str, str]] = super().get_buttons_for_obj(
            obj, exclude, classnames_add, classnames_exclude
        )
        return [*buttons, self._history(obj, classnames_add or [])]

    def _history(self, obj: Any, classes: list[str]) -> dict[str, str]:
        code = self.view.model_admin.history_view_class.code
        return {
            "url": reverse("wagtail_govreview:record_history", args=[code, obj.pk]),
            "label": gettext("Change history"),
            "title": gettext("Who changed what, and when"),
            "classname": " ".join(["button", "button-secondary", *classes]),
        }
