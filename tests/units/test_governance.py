"""Which pages are governed, and by whom."""

import pytest
from django.test import override_settings
from wagtail.models import GroupApprovalTask, Locale, Page, Workflow, WorkflowPage, WorkflowTask

from wagtail_govreview.review.models import TierTask
from wagtail_govreview.units.governance import (
    governed_paths,
    governing_workflow,
    is_governed,
    tier_tasks,
    unit_of,
)
from wagtail_govreview.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """root ─ water ─ news ─ item, and root ─ other."""
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="root", slug="root"))
    water = root.add_child(instance=Page(title="water", slug="water"))
    news = water.add_child(instance=Page(title="news", slug="news"))
    item = news.add_child(instance=Page(title="item", slug="item"))
    other = root.add_child(instance=Page(title="other", slug="other"))
    return {"root": root, "water": water, "news": news, "item": item, "other": other}


@pytest.fixture
def unit(tree):
    return Unit.objects.create(code="宁水", name="水利厅", root_page=tree["water"])


def tiers_workflow(unit, *tiers):
    workflow = Workflow.objects.create(name="review")
    for order, tier in enumerate(tiers):
        task = TierTask.objects.create(name=tier, unit=unit, tier=tier)
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=order)
    return workflow


def plain_workflow():
    workflow = Workflow.objects.create(name="plain")
    task = GroupApprovalTask.objects.create(name="moderators")
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    return workflow


@pytest.fixture
def governed(tree, unit):
    workflow = tiers_workflow(unit, "second", "first")
    WorkflowPage.objects.create(page=tree["water"], workflow=workflow)
    return workflow


def test_pages_below_the_assignment_are_governed(tree, governed):
    assert [name for name, page in tree.items() if is_governed(page)] == ["water", "news", "item"]
    assert governing_workflow(tree["item"]) == governed


def test_without_an_assignment_nothing_is_governed(tree, unit):
    tiers_workflow(unit, "first")
    assert not any(is_governed(page) for page in tree.values())
    assert not governed_paths()


def test_a_workflow_without_tiers_does_not_govern(tree):
    WorkflowPage.objects.create(page=tree["water"], workflow=plain_workflow())
    assert not is_governed(tree["item"])
    assert not governed_paths()


def test_the_nearest_workflow_decides(tree, governed):
    WorkflowPage.objects.create(page=tree["news"], workflow=plain_workflow())
    assert is_governed(tree["water"])
    assert not is_governed(tree["item"])


def test_an_inactive_workflow_is_passed_over(tree, governed):
    inactive = plain_workflow()
    inactive.active = False
    inactive.save()
    WorkflowPage.objects.create(page=tree["news"], workflow=inactive)
    assert is_governed(tree["item"])


def test_inactive_tiers_do_not_govern(tree, governed):
    TierTask.objects.update(active=False)
    assert not is_governed(tree["item"])


def test_switching_workflows_off_is_no_side_door(tree, governed):
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False):
        assert tree["item"].get_workflow() is None
        assert is_governed(tree["item"])


def test_a_new_page_is_decided_by_its_parent(tree, governed):
    new = Page(title="new")
    assert governing_workflow(new, parent=tree["news"]) == governed
    assert not is_governed(new, parent=tree["other"])
    assert not is_governed(new)


def test_one_query_for_each_question(tree, governed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert governing_workflow(tree["item"]).name == "review"
    with django_assert_num_queries(1):
        assert unit_of(tree["item"]) is not None
    with django_assert_num_queries(1):
        paths = governed_paths()
        assert paths.governed(tree.values()) == [tree["water"], tree["news"], tree["item"]]


def test_governed_pages_as_a_queryset(tree, governed, unit):
    WorkflowPage.objects.create(page=tree["news"], workflow=plain_workflow())
    WorkflowPage.objects.create(page=tree["item"], workflow=tiers_workflow(unit, "third"))
    pages = governed_paths().filter(Page.objects.all())
    assert set(pages) == {tree["water"], tree["item"]}
    assert not governed_paths().filter(Page.objects.none()).exists()


def test_no_governed_page_without_assignments(tree):
    assert not governed_paths().filter(Page.objects.all()).exists()


def test_tier_tasks_come_in_the_order_of_the_workflow(governed):
    assert [task.tier for task in tier_tasks(governed)] == ["second", "first"]
    WorkflowTask.objects.filter(task__name="first").update(sort_order=-1)
    assert [task.tier for task in tier_tasks(governed)] == ["first", "second"]
    TierTask.objects.filter(tier="second").update(active=False)
    assert [task.tier for task in tier_tasks(governed)] == ["first"]


def test_the_deepest_unit_answers(tree, unit):
    branch = Unit.objects.create(code="宁水办", name="水利厅办公室", root_page=tree["news"])
    assert unit_of(tree["water"]) == unit
    assert unit_of(tree["item"]) == branch
    assert unit_of(tree["other"]) is None
    assert unit_of(Page(title="new"), parent=tree["news"]) == branch
    assert unit_of(Page(title="new")) is None
