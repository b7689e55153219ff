"""Work in the background, through whatever task backend the site has chosen for Wagtail."""

from __future__ import annotations

from django_tasks import task

from wagtail_govreview.screening.dictionaries.services.trial import run


@task()
def run_trial(trial_id: int) -> None:
    """Run the trial that was asked for."""
    run(trial_id)
