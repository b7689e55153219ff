"""How long something still has, in words: “3 hours left”, “1 day overdue”. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = timedelta(hours=2)


@dataclass(frozen=True)
class Clock:
    """One deadline as it stands at one moment."""

    due_at: datetime
    now: datetime

    @property
    def overdue(self) -> bool:
        return self.now > self.due_at

    @property
    def soon(self) -> bool:
        """Not overdue yet, but in the next two hours."""
        return not self.overdue and self.due_at - self.now <= SOON

    @property
    def state(self) -> str:
        """``"overdue"``, ``"soon"`` or ``"ample"``: for style sheets. The words say it as well."""
        if self.overdue:
            return "overdue"
        return "soon" if self.soon else "ample"

    def __str__(self) -> str:
        span = abs(self.due_at - self.now)
        if span < timedelta(hours=1):
            return self._minutes(max(1, int(span.total_seconds() // 60)))
        if span < timedelta(days=1):
            return self._hours(int(span.total_seconds() // 3600))
        return self._days(span.days)

    def _minutes(self, count: int) -> str:
        if self.overdue:
            text = ngettext("%(count)d minute overdue", "%(count)d minutes overdue", count)
        else:
            text = ngettext("%(count)d minute left", "%(count)d minutes left", count)
        return text % {"count": count}

    def _hours(self, count: int) -> str:
        if self.overdue:
            text = ngettext("%(count)d hour overdue", "%(count)d hours overdue", count)
        else:
            text = ngettext("%(count)d hour left", "%(count)d hours left", count)
        return text % {"count": count}

    def _days(self, count: int) -> str:
        if self.overdue:
            text = ngettext("%(count)d day overdue", "%(count)d days overdue", count)
        else:
            text = ngettext("%(count)d day left", "%(count)d days left", count)
        return text % {"count": count}


def clock_for(due_at: datetime | None, now: datetime | None = None) -> Clock | None:
    """The clock of a deadline, or ``None`` where there is none."""
    if due_at is None:
        return None
    return Clock(due_at, now or timezone.now())


def since(moment: datetime, now: datetime | None = None) -> str:
    """How long ago: “2 hours ago”, in the reader's language. Minutes, hours or days, one unit only."""
    span = max((now or timezone.now()) - moment, timedelta())
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {
            "count": minutes
        }
    if minutes < 24 * 60:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", minutes // 60) % {
            "count": minutes // 60
        }
    return ngettext("%(count)d day ago", "%(count)d days ago", span.days) % {"count": span.days}
