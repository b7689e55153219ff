"""Work in the background, through whatever task backend the site has chosen for Wagtail."""

from __future__ import annotations

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from wagtail_govreview.screening.scanning.services.look import look_at_piece


@task()
def scan_piece(piece_id: int) -> None:
    """Look at one piece of a scan."""
    look_at_piece(piece_id)


def runs_elsewhere() -> bool:
    """Does the task backend work in processes of its own? Else whoever asks for a scan waits for it to end."""
    return not isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend)
