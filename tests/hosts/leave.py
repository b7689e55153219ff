"""The package leaves a site that has used it: ``python -m tests.hosts.leave used`` and then ``… left``.

``used`` installs it, uses it and takes it out as docs/how-to/uninstall.md says, up to the tables. ``left`` is the
same site with the settings of ``settings/without.py``: the package is not installed, and nobody may miss it.
"""

from __future__ import annotations

import os
import sys
from io import StringIO
from typing import Any

import django

EVIDENCE = "Archive room, box 7"


def used() -> None:
    from django.core.management import CommandError, call_command

    from tests.hosts.articles.models import Article
    from tests.hosts.run import install
    from tests.hosts.walk import build, review_answers, submit_and_sign
    from wagtail_govreview.models import LedgerLine

    install()
    host = build()
    public = submit_and_sign(host, host.write("editor", Article, host.governed, "Public"))
    host.edit("editor", public, title="Public, with a newer draft")
    waiting = host.write("editor", Article, host.governed, "In review")
    returned = host.write("editor", Article, host.governed, "Returned")
    for page in (waiting, returned):
        host.edit("editor", page, **review_answers(), **{"action-submit": "Submit"})
    host.send_back("first", returned)

    said = StringIO()
    call_command("govreview_uninstall", stdout=said)
    assert "In review" in said.getvalue() and host.fresh(waiting).current_workflow_state
    try:
        call_command("govreview_uninstall", yes=True, stdout=said)
    except CommandError as refused:
        assert "evidence" in str(refused)
    else:
        raise AssertionError("ended without a word on the evidence")
    call_command("govreview_uninstall", yes=True, evidence=EVIDENCE, stdout=said)
    assert LedgerLine.objects.latest("pk").summary == EVIDENCE
    call_command("govreview_verify", stdout=said)
    call_command("migrate", "wagtail_govreview", "zero", verbosity=0)


def left() -> None:
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection

    from tests.hosts.articles.models import Article
    from tests.hosts.browser import Host

    assert not apps.is_installed("wagtail_govreview")
    call_command("migrate", verbosity=0)
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check_changes=True, dry_run=True)
    tables = connection.introspection.table_names()
    assert not [name for name in tables if name.startswith("wagtail_govreview")]

    host = Host.found()
    pages_are_as_they_were(host, Article)
    screens_open(host)
    ordinary_approval(host, Article)
    call_command(
        "remove_stale_contenttypes", include_stale_apps=True, interactive=False, verbosity=0
    )
    screens_open(host)


def pages_are_as_they_were(host: Any, model: Any) -> None:
    """Drafts, revisions and what is public; everything can be edited, published, copied and deleted again."""
    from django.test import Client
    from django.urls import reverse

    public = model.objects.get(title="Public")
    assert public.live and public.has_unpublished_changes
    assert b"<h1>Public</h1>" in Client().get(public.url).content
    for title in ("Public", "In review", "Returned"):
        page = model.objects.get(title=title)
        for name in ("edit", "history", "workflow_history", "usage", "copy", "delete"):
            host.see("boss", reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        oldest, newest = page.revisions.earliest("pk"), page.revisions.latest("pk")
        compared = [page.pk, oldest.pk, newest.pk]
        host.see("boss", reverse("wagtailadmin_pages:revisions_compare", args=compared))
        host.see("boss", reverse("wagtailadmin_pages:revisions_revert", args=compared[:2]))
        host.edit("boss", page, **{"action-publish": "Publish"})
        page = host.fresh(page)
        assert page.live and not page.has_unpublished_changes
    assert host.fresh(public).title == "Public, with a newer draft"
    copied = host.fresh(public).copy(update_attrs={"slug": "copied"}, copy_revisions=True)
    copied.delete()
    model.objects.get(title="Returned").delete()


def screens_open(host: Any) -> None:
    """Wagtail's screens about workflows, tasks, groups, people and what happened."""
    from django.urls import reverse
    from wagtail.models import Task, Workflow, WorkflowState

    for name in ("wagtailadmin_home", "wagtailadmin_workflows:index"):
        host.see("boss", reverse(name))
    host.see("boss", reverse("wagtailadmin_workflows:index") + "?show_disabled=true")
    host.see("boss", reverse("wagtailadmin_workflows:task_index") + "?show_disabled=true")
    for workflow in Workflow.objects.all():
        host.see("boss", reverse("wagtailadmin_workflows:edit", args=[workflow.pk]))
        host.see("boss", reverse("wagtailadmin_workflows:usage", args=[workflow.pk]))
    for task in Task.objects.all():
        host.see("boss", reverse("wagtailadmin_workflows:edit_task", args=[task.pk]))
    for state in WorkflowState.objects.all():
        there = [state.object_id, state.pk]
        host.see("boss", reverse("wagtailadmin_pages:workflow_history_detail", args=there))
    for name in ("site_history", "workflow", "workflow_tasks", "aging_pages", "locked_pages"):
        host.see("boss", reverse(f"wagtailadmin_reports:{name}"))
    host.see("boss", "/admin/groups/")
    host.see("boss", "/admin/users/")


def ordinary_approval(host: Any, model: Any) -> None:
    """A workflow of Wagtail's own takes the place of the old one: submitted, approved, public."""
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.set([Group.objects.get(name="宁水 · 一审")])
    workflow = Workflow.objects.create(name="Ordinary")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=host.governed)
    page = host.write("editor", model, host.governed, "Approved")
    host.edit("editor", page, **{"action-submit": "Submit"})
    state = host.fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, host.people["boss"], "approve")
    assert host.fresh(page).live


SETTINGS = {"used": "plain", "left": "without"}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = f"tests.hosts.settings.{SETTINGS[sys.argv[1]]}"
    django.setup()
    {"used": used, "left": left}[sys.argv[1]]()
