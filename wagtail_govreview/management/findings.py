"""What ``govreview_adopt`` has to tell at its end: pages that it left out, and files that are missing."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_govreview.content.gathering import Unread
from wagtail_govreview.pages import base_page_model
from wagtail_govreview.publication.services.adopt import Adoption
from wagtail_govreview.spreadsheets import BYTE_ORDER_MARK, harmless

LISTED = 100


class Findings:
    """Keeps the first hundred for the end; all of them go into the report file at once.

    Raises ``CommandError`` if the file cannot be written.
    """

    def __init__(self, command: BaseCommand, stack: ExitStack, report: str) -> None:
        self._command = command
        self._lines: list[str] = []
        self._writer = self._open(stack, report) if report else None
        self.adopted = 0
        self.left_out = 0
        self.without_files = 0

    def add(self, adoption: Adoption) -> None:
        self.left_out += len(adoption.left_out)
        self.without_files += len(adoption.without_files)
        self._note(adoption.left_out, _("left out"))
        self._note(adoption.without_files, _("files missing"))

    def in_no_unit(self, keys: Sequence[Any]) -> None:
        """These pages are under the rule, but no organ answers for them."""
        reason = _("It lies in no unit.")
        self.left_out += len(keys)
        self._note([Unread(key, reason) for key in keys], _("left out"))

    def end(self) -> None:
        """Say the list and the totals."""
        write, style = self._command.stderr.write, self._command.style
        for line in self._lines:
            write(line)
        more = self.left_out + self.without_files - len(self._lines)
        if more > 0:
            write(_("… and %(count)d more; --report FILE writes all of them.") % {"count": more})
        if self.left_out:
            sentence = ngettext(
                "%(count)d page was left out.", "%(count)d pages were left out.", self.left_out
            )
            write(style.ERROR(sentence % {"count": self.left_out}))
        sentence = ngettext(
            "%(count)d page taken over.", "%(count)d pages taken over.", self.adopted
        )
        self._command.stdout.write(sentence % {"count": self.adopted})

    def _note(self, found: Sequence[Unread], outcome: str) -> None:
        titles = _titles([each.key for each in found]) if found else {}
        for each in found:
            title = titles.get(each.key, "")
            if len(self._lines) < LISTED:
                self._lines.append(
                    _("Page %(key)s “%(title)s”: %(reason)s")
                    % {"key": each.key, "title": title, "reason": each.reason}
                )
            if self._writer is not None:
                row = (each.key, title, outcome, each.reason)
                self._writer.writerow([harmless(cell) for cell in row])

    def _open(self, stack: ExitStack, path: str) -> Any:
        try:
            file = stack.enter_context(open(path, "w", 1, "utf-8", newline=""))
        except OSError as error:
            sentence = _("The report cannot be written: %(error)s")
            raise CommandError(sentence % {"error": error}, returncode=2) from error
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file)
        writer.writerow([_("page number"), _("title"), _("outcome"), _("reason")])
        return writer


def _titles(keys: Sequence[Any]) -> dict[Any, str]:
    pages = base_page_model()._base_manager.filter(pk__in=keys)
    return dict(pages.values_list("pk", "title"))
