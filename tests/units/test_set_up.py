"""Setting up a unit: what it makes, that it repairs, that it stays away from what is not its own."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import override_settings
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from wagtail_govreview.ledger.models import LedgerLine
from wagtail_govreview.refusal import Refused
from wagtail_govreview.review.models import TierTask
from wagtail_govreview.units.governance import governing_workflow, tier_tasks, unit_of
from wagtail_govreview.units.models import Unit
from wagtail_govreview.units.services import set_up_unit
from wagtail_govreview.units.signals import unit_changed

pytestmark = pytest.mark.django_db

TIERS = ["宁水 · 一审", "宁水 · 二审", "宁水 · 三审", "宁水 · 主要领导审批"]


def set_up(section, **options):
    options = {"code": "宁水", "name": "水利厅", "root_page": section, **options}
    return set_up_unit(options.pop("code"), **options)


def page_permissions(group):
    held = GroupPagePermission.objects.filter(group__name=group)
    return sorted(item.permission.codename for item in held)


def group(role):
    return Group.objects.get(govreview_role__unit__code="宁水", govreview_role__role=role)


def test_it_makes_groups_tasks_and_workflow(section):
    result = set_up(section)
    assert result.changed
    assert all("govreview_adopt" in notice for notice in result.notices)
    assert unit_of(section) == result.unit == Unit.objects.get(code="宁水")
    workflow = governing_workflow(section)
    assert workflow.name == "宁水 · 发布审查"
    tasks = tier_tasks(workflow)
    assert [task.name for task in tasks] == TIERS
    assert [[held.name for held in task.groups.all()] for task in tasks] == [[n] for n in TIERS]
    roles = dict(result.unit.groups.values_list("role", "group__name"))
    assert roles["editor"] == "宁水 · 承办"
    assert roles["registrar"] == "宁水 · 登记"
    assert roles["inspector"] == "宁水 · 检查"


def test_undertakers_write_signers_hold_nothing_registrars_take_offline(section):
    set_up(section)
    assert page_permissions("宁水 · 承办") == ["add_page", "change_page"]
    assert page_permissions("宁水 · 登记") == ["publish_page"]
    for name in [*TIERS, "宁水 · 检查"]:
        assert page_permissions(name) == []
    for held in Group.objects.filter(govreview_role__isnull=False):
        codenames = held.permissions.values_list("codename", flat=True)
        assert set(codenames) == {"access_admin", "take_part"}


def test_undertakers_add_and_choose_files_in_the_units_own_collection(section):
    set_up(section)
    held = GroupCollectionPermission.objects.all()
    assert {item.group.name for item in held} == {"宁水 · 承办"}
    assert {item.collection.name for item in held} == {"水利厅"}
    assert {item.permission.codename for item in held} == {
        "add_image",
        "choose_image",
        "add_document",
        "choose_document",
    }


def test_a_second_run_finds_everything_in_order(section):
    set_up(section)
    lines = LedgerLine.objects.count()
    again = set_up(section)
    assert not again.changed
    assert LedgerLine.objects.count() == lines
    assert Collection.objects.filter(name="水利厅").count() == 1


def test_a_new_unit_is_one_ledger_line_and_one_signal(section, clerk):
    heard = []
    unit_changed.connect(lambda **kwargs: heard.append(kwargs), weak=False, dispatch_uid="test")
    try:
        set_up(section, actor=clerk)
        set_up(section, actor=clerk)
    finally:
        unit_changed.disconnect(dispatch_uid="test")
    line = LedgerLine.objects.get(chain__name="宁水", act="unit.set_up")
    assert line.actor == "张承办"
    data = json.loads(line.data)
    assert data["before"] == {}
    assert data["after"]["workflow"]["tasks"] == TIERS
    assert [event["actor"] for event in heard] == [clerk]


def test_it_repairs_what_was_changed(section):
    unit = set_up(section).unit
    group("first").permissions.clear()
    TierTask.objects.get(tier="second").groups.set([group("third")])
    TierTask.objects.filter(tier="third").update(active=False)
    WorkflowTask.objects.filter(task__name=TIERS[0]).delete()
    WorkflowPage.objects.all().delete()
    unit.groups.get(role="inspector").group.delete()
    assert set_up(section).changed
    tasks = tier_tasks(governing_workflow(section))
    assert [task.name for task in tasks] == TIERS
    assert [[held.name for held in task.groups.all()] for task in tasks] == [[n] for n in TIERS]
    assert group("first").permissions.count() == 2
    assert group("inspector").name == "宁水 · 检查"
    assert Workflow.objects.count() == 1
    assert not set_up(section).changed


def test_it_takes_publish_permission_only_from_its_own_groups(section, site):
    set_up(section)
    moderators = Group.objects.create(name="Moderators")
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    for holder, page in [
        (group("second"), section),
        (group("editor"), site.root_page),
        (moderators, site.root_page),
    ]:
        GroupPagePermission.objects.create(group=holder, page=page, permission=publish)
    result = set_up(section)
    assert page_permissions("宁水 · 二审") == []
    assert page_permissions("宁水 · 承办") == ["add_page", "change_page"]
    assert page_permissions("Moderators") == ["publish_page"]
    assert any("Moderators" in notice for notice in result.notices)


def test_what_a_group_may_do_elsewhere_is_left_alone(section, other_section):
    set_up(section)
    publish = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(
        group=group("editor"), page=other_section, permission=publish
    )
    assert not set_up(section).changed


def test_three_units_live_side_by_side(section, other_section, site):
    first = set_up(section).unit
    second = set_up(other_section, code="宁农", name="农业农村厅").unit
    top = set_up(site.root_page, code="宁政办", name="办公厅").unit
    set_up(section, parent=top)
    assert unit_of(section) == first
    assert unit_of(other_section) == second
    assert unit_of(site.root_page) == top
    assert Unit.objects.get(code="宁水").parent == top
    assert Workflow.objects.count() == 3
    assert {task.unit for task in tier_tasks(governing_workflow(section))} == {first}


def test_another_workflow_on_the_page_is_named_not_replaced(section):
    other = Workflow.objects.create(name="Moderation")
    WorkflowPage.objects.create(page=section, workflow=other)
    with pytest.raises(Refused) as refused:
        set_up(section)
    assert refused.value.codes == ["units.workflow_taken"]
    assert "Moderation" in str(refused.value)
    assert not Unit.objects.exists()
    assert set_up(section, replace=True).changed
    assert governing_workflow(section).name == "宁水 · 发布审查"
    assert Workflow.objects.filter(pk=other.pk).exists()


def test_a_foreign_task_stays_behind_the_tiers(section):
    set_up(section)
    workflow = governing_workflow(section)
    task = GroupApprovalTask.objects.create(name="Legal office")
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=-1)
    result = set_up(section)
    order = WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order")
    assert [link.task.name for link in order] == [*TIERS, "Legal office"]
    assert any("Legal office" in notice for notice in result.notices)
    assert not set_up(section).changed


def test_a_group_with_people_is_not_taken_over_unasked(section, clerk):
    clerk.groups.add(Group.objects.create(name="宁水 · 一审"))
    with pytest.raises(Refused) as refused:
        set_up(section)
    assert refused.value.codes == ["units.group_taken"]
    assert set_up(section, replace=True).changed
    assert list(group("first").user_set.all()) == [clerk]


def test_moving_to_another_page_is_asked_for_in_so_many_words(section, other_section):
    set_up(section)
    with pytest.raises(Refused) as refused:
        set_up(other_section)
    assert refused.value.codes == ["units.moves"]
    set_up(other_section, replace=True)
    assert governing_workflow(section) is None
    assert governing_workflow(other_section) is not None
    assert set(GroupPagePermission.objects.values_list("page", flat=True)) == {other_section.pk}


def test_a_page_belongs_to_one_unit(section):
    set_up(section)
    with pytest.raises(Refused) as refused:
        set_up(section, code="宁农")
    assert refused.value.codes == ["units.page_taken"]


def test_no_unit_is_its_own_superior(section, other_section):
    above = set_up(section).unit
    set_up(other_section, code="宁农", parent=above)
    with pytest.raises(Refused) as refused:
        set_up(section, parent=Unit.objects.get(code="宁农"))
    assert refused.value.codes == ["units.circle"]


@pytest.mark.parametrize("code", ["", "a b", "a/b", "x" * 33])
def test_codes_that_cannot_stand_in_numbers(section, code):
    with pytest.raises(Refused) as refused:
        set_up(section, code=code)
    assert refused.value.codes == ["units.code"]


def test_a_dry_run_says_and_does_nothing(section):
    result = set_up(section, dry_run=True)
    assert result.changed
    assert not Unit.objects.exists()
    assert not Group.objects.filter(name__startswith="宁水").exists()
    assert not LedgerLine.objects.exists()


def test_a_workflow_of_its_own_below_is_noticed(section):
    below = Page(title="内网", slug="intern")
    section.add_child(instance=below)
    WorkflowPage.objects.create(page=below, workflow=Workflow.objects.create(name="Plain"))
    assert any("Plain" in notice for notice in set_up(section).notices)


@override_settings(GOVREVIEW_PROFILE="tests.profiles.TWO_TIER")
def test_another_profile_makes_its_own_tiers(section):
    set_up(section)
    assert len(tier_tasks(governing_workflow(section))) == 2


def test_a_changed_profile_is_followed(section):
    set_up(section)
    with override_settings(GOVREVIEW_PROFILE="tests.profiles.TWO_TIER"):
        result = set_up(section)
        codes = [task.tier for task in tier_tasks(governing_workflow(section))]
        assert len(codes) == 2
        assert result.notices
        assert not set_up(section).changed
