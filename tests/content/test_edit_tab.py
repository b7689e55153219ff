"""The tab in the editors of all page types, through Wagtail's own views."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.admin.panels.page_utils import _get_page_edit_handler
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.utils.decorators import cached_classmethod

from sandbox.portal.models import (
    MailboxReplyPage,
    NewsPage,
    NoticePage,
    PolicyDocumentPage,
    SectionIndexPage,
)
from sandbox.portal.models.notices import NoticePageForm
from wagtail_govreview.content import edit_tab
from wagtail_govreview.content.panels import SingleChildPanel
from wagtail_govreview.models import SourceAttribution

pytestmark = pytest.mark.django_db

SOURCE = "govreview_attributions"
PAGE_TYPES = [NewsPage, NoticePage, PolicyDocumentPage, MailboxReplyPage, SectionIndexPage]


class CountingPanel(Panel):
    """A panel that misses as many things as the title has characters."""

    def outstanding(self, instance):
        return len(instance.title)

    class BoundPanel(Panel.BoundPanel):
        def render_html(self, parent_context=None):
            return "counted"


@pytest.fixture(autouse=True)
def panels(monkeypatch):
    """A tab with one child object, whatever the rooms above put into it."""
    monkeypatch.setattr(edit_tab, "_panels", [])
    edit_tab.register_panel(
        lambda: SingleChildPanel(
            SOURCE, [FieldPanel("source_site"), FieldPanel("link")], heading="来源"
        ),
        order=1,
    )
    yield
    monkeypatch.undo()
    edit_tab._forget()


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    return client


@pytest.fixture
def governed(road):
    return road.section


REQUIRED = ("body", "question", "answer")


def draft(section, model=NewsPage, **fields):
    if model is not PolicyDocumentPage:
        names = {field.name for field in model._meta.concrete_fields}
        fields = {**{name: "<p>x</p>" for name in REQUIRED if name in names}, **fields}
    page = model(title="t", slug=f"p{Page.objects.count()}", live=False, **fields)
    section.add_child(instance=page)
    page.save_revision()
    return page


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(section, model=NewsPage):
    return reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, section.pk]
    )


def news_data(**extra):
    data = {
        "title": "新标题",
        "slug": "new",
        "intro": "",
        "cover_caption": "",
        "body": rich_text("<p>正文</p>"),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return nested_form_data({**data, **extra})


def source_data(initial=0, **fields):
    return {
        f"{SOURCE}-TOTAL_FORMS": "1",
        f"{SOURCE}-INITIAL_FORMS": str(initial),
        f"{SOURCE}-MIN_NUM_FORMS": "0",
        f"{SOURCE}-MAX_NUM_FORMS": "1",
        **{f"{SOURCE}-0-{name}": value for name, value in fields.items()},
    }


def sources_of(page):
    """Sources in the page's newest draft."""
    latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [source.source_site for source in latest.govreview_attributions.all()]


def has_tab(response):
    html = response.content.decode()
    assert ('id="tab-label-govreview"' in html) == (f"{SOURCE}-TOTAL_FORMS" in html)
    return 'id="tab-label-govreview"' in html


class TestWhereItIs:
    @pytest.mark.parametrize("model", PAGE_TYPES)
    def test_governed_pages_have_the_tab_whatever_their_type(self, model, admin, governed):
        page = draft(governed, model)
        assert has_tab(admin.get(edit_url(page)))
        assert has_tab(admin.get(add_url(governed, model)))

    @pytest.mark.parametrize("model", PAGE_TYPES)
    def test_other_pages_do_not(self, model, admin, governed, section):
        page = draft(section, model)
        assert not has_tab(admin.get(edit_url(page)))
        assert not has_tab(admin.get(add_url(section, model)))

    def test_it_is_the_last_tab(self, admin, governed):
        html = admin.get(edit_url(draft(governed, PolicyDocumentPage))).content.decode()
        assert html.rindex('id="tab-label-') == html.index('id="tab-label-govreview"')

    def test_without_panels_there_is_no_tab(self, admin, governed, monkeypatch):
        monkeypatch.setattr(edit_tab, "_panels", [])
        edit_tab._forget()
        assert not has_tab(admin.get(edit_url(draft(governed))))

    def test_the_heading_counts_what_is_missing(self, admin, governed):
        edit_tab.register_panel(CountingPanel, order=2)
        html = admin.get(edit_url(draft(governed))).content.decode()
        label = html[html.index('id="tab-label-govreview"') :]
        assert " (1)\n" in label[: label.index("</a>")]

    @pytest.mark.parametrize("first", [True, False])
    def test_the_order_of_the_apps_does_not_matter(self, first):
        script = (
            "import django, sandbox.settings as s\n"
            "apps = [a for a in s.INSTALLED_APPS if a != 'wagtail_govreview']\n"
            f"s.INSTALLED_APPS[:] = ['wagtail_govreview', *apps] if {first} else [*apps, 'wagtail_govreview']\n"
            "django.setup()\n"
            "from wagtail.models import get_page_models\n"
            "for model in get_page_models():\n"
            "    tabs = [c.clean_name for c in model.get_edit_handler().children]\n"
            "    assert tabs.count('govreview') == 1, (model, tabs)\n"
        )
        root = Path(__file__).resolve().parents[2]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sandbox.settings"}
        result = subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr


class TestEditHandlers:
    def test_a_page_types_own_form_class_stays(self):
        form = NoticePage.get_edit_handler().get_form_class()
        assert issubclass(form, NoticePageForm)
        assert SOURCE in form.formsets

    def test_an_editor_without_tabs_becomes_the_first_tab(self):
        own = ObjectList([FieldPanel("title")], base_form_class=NoticePageForm).bind_to_model(
            NewsPage
        )
        handler = edit_tab.with_tab(own, NewsPage)
        assert isinstance(handler, TabbedInterface)
        assert [child.clean_name for child in handler.children][1] == "govreview"
        assert handler.children[0] is own and str(own.heading)
        assert issubclass(handler.get_form_class(), NoticePageForm)
        assert edit_tab.with_tab(handler, NewsPage) is handler

    @pytest.mark.parametrize("cached", [True, False])
    def test_a_page_types_own_way_to_its_editor_is_wrapped(self, cached, monkeypatch):
        def own(cls):
            return ObjectList([FieldPanel("title")], heading="Own").bind_to_model(cls)

        monkeypatch.setattr(_get_page_edit_handler, "fn", _get_page_edit_handler.fn)
        monkeypatch.setattr(edit_tab, "_wrapped", [])
        method = (cached_classmethod if cached else classmethod)(own)
        monkeypatch.setattr(NewsPage, "get_edit_handler", method, raising=False)
        edit_tab.install()
        edit_tab.install()
        headings = [str(child.heading) for child in NewsPage.get_edit_handler().children]
        assert headings[0] == "Own" and len(headings) == 2
        names = [child.clean_name for child in NoticePage.get_edit_handler().children]
        assert names.count("govreview") == 1


class TestPosting:
    def test_a_post_that_does_not_mention_it_leaves_the_child_as_it_is(self, admin, governed):
        page = draft(governed, govreview_attributions=[SourceAttribution(source_site="中国政府网")])
        response = admin.post(edit_url(page), news_data())
        assert response.status_code == 302
        assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "新标题"
        assert sources_of(page) == ["中国政府网"]

    def test_nor_does_it_make_one(self, admin, governed, section):
        for parent in (governed, section):
            assert admin.post(add_url(parent), news_data(slug=f"n{parent.pk}")).status_code == 302
            assert sources_of(Page.objects.get(slug=f"n{parent.pk}")) == []

    def test_what_is_posted_is_in_the_draft(self, admin, governed):
        page = draft(governed)
        admin.post(edit_url(page), news_data(**source_data(source_site="新华网", link="")))
        assert sources_of(page) == ["新华网"]

    def test_a_draft_of_a_public_page_writes_no_row(self, admin, section):
        page = draft(section)
        page.get_latest_revision().publish()
        admin.post(edit_url(page), news_data(**source_data(source_site="新华网", link="")))
        assert sources_of(page) == ["新华网"]
        assert not SourceAttribution.objects.exists()

    def test_a_new_page_takes_it_along(self, admin, governed):
        response = admin.post(
            add_url(governed), news_data(**source_data(source_site="新华网", link=""))
        )
        assert response.status_code == 302
        assert sources_of(NewsPage.objects.get(slug="new")) == ["新华网"]

    def test_a_blank_form_makes_no_child(self, admin, governed):
        page = draft(governed)
        admin.post(edit_url(page), news_data(**source_data(source_site="", link="")))
        assert sources_of(page) == []

    def test_editing_a_draft_again_keeps_one_child_and_its_other_fields(self, admin, governed):
        page = draft(governed)
        page.govreview_attributions = [SourceAttribution(source_site="旧", issuing_organ="国务院")]
        page.save_revision()  # the child has no key yet
        for site in ("新", "新", "更新"):
            admin.post(
                edit_url(page), news_data(**source_data(1, source_site=site, link="", id=""))
            )
            assert sources_of(page) == [site]
        latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert latest.govreview_attributions.get().issuing_organ == "国务院"

    @pytest.mark.parametrize("posted_key", ["", "1", "999", "nonsense"])
    def test_the_posted_key_is_not_looked_up(self, posted_key, admin, governed):
        page = draft(governed, govreview_attributions=[SourceAttribution(source_site="旧")])
        child = SourceAttribution.objects.get()
        data = news_data(**source_data(1, source_site="新", link="", id=posted_key))
        assert admin.post(edit_url(page), data).status_code == 302
        latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert [(each.pk, each.source_site) for each in latest.govreview_attributions.all()] == [
            (child.pk, "新")
        ]

    def test_an_invalid_value_comes_back_with_its_message(self, admin, governed):
        page = draft(governed)
        data = news_data(**source_data(source_site="新华网", link="no address"))
        response = admin.post(edit_url(page), data)
        assert response.status_code == 200
        html = response.content.decode()
        assert 'value="no address"' in html and 'value="新华网"' in html
        assert f"{SOURCE}-0-link" in html and "w-field--error" in html
        assert sources_of(page) == []

    def test_an_invalid_page_keeps_what_was_typed(self, admin, governed):
        data = news_data(**source_data(source_site="新华网", link=""), title="")
        response = admin.post(edit_url(draft(governed)), data)
        assert response.status_code == 200 and 'value="新华网"' in response.content.decode()

    def test_an_incomplete_post_is_refused(self, admin, governed):
        data = news_data(**source_data(source_site="新华网", link=""))
        del data[f"{SOURCE}-INITIAL_FORMS"]
        assert admin.post(edit_url(draft(governed)), data).status_code == 200

    def test_a_page_of_streams_only(self, admin, governed):
        page = draft(governed, PolicyDocumentPage)
        data = nested_form_data(
            {
                "title": "通知",
                "slug": "tz",
                "document_number": "",
                "issuing_organ": "",
                "body": streamfield([("heading", "总则")]),
                "attachments-TOTAL_FORMS": "0",
                "attachments-INITIAL_FORMS": "0",
                "attachments-MIN_NUM_FORMS": "0",
                "attachments-MAX_NUM_FORMS": "1000",
                **source_data(source_site="新华网", link=""),
            }
        )
        assert admin.post(edit_url(page), data).status_code == 302
        assert sources_of(page) == ["新华网"]

    def test_a_preview_shows_it(self, admin, governed):
        page = draft(governed)
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        for data in (news_data(), news_data(**source_data(source_site="新华网", link=""))):
            response = admin.post(url, data)
            assert json.loads(response.content)["is_valid"]

    def test_publishing_makes_the_row(self, admin, section):
        page = draft(section)
        data = news_data(**source_data(source_site="新华网", link=""), **{"action-publish": "1"})
        assert admin.post(edit_url(page), data).status_code == 302
        assert SourceAttribution.objects.get().page_id == page.pk


class TestAutosave:
    def post(self, admin, page, data):
        response = admin.post(edit_url(page), data, headers={"accept": "application/json"})
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def test_a_page_that_does_not_mention_it(self, admin, governed, section):
        for parent in (governed, section):
            page = draft(
                parent, govreview_attributions=[SourceAttribution(source_site="中国政府网")]
            )
            answer = self.post(admin, page, news_data(slug=f"s{page.pk}"))
            assert answer["success"] and not any(SOURCE in name for name in answer["field_updates"])
            assert sources_of(page) == ["中国政府网"]

    def test_typing_on_makes_no_second_child(self, admin, governed):
        page = draft(governed)
        data = news_data(**source_data(source_site="新", link=""))
        for site in ("新华", "新华网"):
            data[f"{SOURCE}-0-source_site"] = site
            answer = self.post(admin, page, data)
            assert answer["success"]
            data.update(answer["field_updates"])
            data["loaded_revision_id"] = str(answer["revision_id"])
            data["overwrite_revision_id"] = str(answer["revision_id"])
        assert data[f"{SOURCE}-INITIAL_FORMS"] == "1"
        assert sources_of(page) == ["新华网"]

    def test_a_new_page(self, admin, governed):
        data = news_data(**source_data(source_site="新华网", link=""))
        response = admin.post(add_url(governed), data, headers={"accept": "application/json"})
        answer = json.loads(response.content)
        assert answer["success"], answer
        assert sources_of(NewsPage.objects.get(slug="new")) == ["新华网"]


class TestCost:
    def test_the_tab_costs_nothing_on_an_ungoverned_page(self, admin, section, monkeypatch):
        counts = []
        for panels in ([], edit_tab._panels):
            monkeypatch.setattr(edit_tab, "_panels", list(panels))
            edit_tab._forget()
            page = draft(section, govreview_attributions=[SourceAttribution(source_site="x")])
            page.revisions.all().delete()  # nothing of it is in memory when it is loaded
            admin.get(edit_url(page))
            with CaptureQueriesContext(connection) as edit:
                admin.get(edit_url(page))
            with CaptureQueriesContext(connection) as create:
                admin.get(add_url(section))
            with CaptureQueriesContext(connection) as post:
                admin.post(edit_url(page), news_data(slug=f"t{len(counts)}"))
            counts.append((len(edit), len(create), len(post)))
        without, with_tab = counts
        assert with_tab == without


class TestComparison:
    def test_changes_of_the_child_are_compared(self, admin, governed):
        page = draft(governed, govreview_attributions=[SourceAttribution(source_site="旧来源")])
        page.govreview_attributions = [
            SourceAttribution(source_site="新来源", pk=SourceAttribution.objects.get().pk)
        ]
        page.save_revision()
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
        html = admin.get(url).content.decode()
        assert re.search(r'class="deletion">旧</', html) and re.search(
            r'class="addition">新</', html
        )


class TestFormSet:
    """What the API posts when it replaces a relation."""

    def save(self, page, data):
        form_class = NewsPage.get_edit_handler().get_form_class()
        form = form_class(news_data(**data), instance=page, parent_page=page.get_parent())
        assert form.is_valid(), form.errors
        form.save(commit=False)
        return form.formsets[SOURCE], [
            each.source_site for each in page.govreview_attributions.all()
        ]

    @pytest.fixture
    def page_with_source(self, section):
        return draft(section, govreview_attributions=[SourceAttribution(source_site="旧")])

    def test_the_old_one_deleted_and_a_new_one(self, page_with_source):
        data = {
            **source_data(1),
            f"{SOURCE}-TOTAL_FORMS": "2",
            f"{SOURCE}-0-DELETE": "on",
            f"{SOURCE}-1-source_site": "新",
            f"{SOURCE}-1-link": "",
        }
        formset, sources = self.save(page_with_source, data)
        assert sources == ["新"]
        assert len(formset.changed_objects) == 1

    def test_all_deleted(self, page_with_source):
        formset, sources = self.save(
            page_with_source, {**source_data(1), f"{SOURCE}-0-DELETE": "on"}
        )
        assert sources == [] and len(formset.deleted_objects) == 1
        page_with_source.save()
        assert not SourceAttribution.objects.exists()

    def test_more_than_one_becomes_one(self, page_with_source):
        page_with_source.govreview_attributions.add(SourceAttribution(source_site="二"))
        _formset, sources = self.save(page_with_source, source_data(2, source_site="新", link=""))
        assert sources == ["新"]

    def test_a_flood_of_forms_is_refused(self, page_with_source):
        form_class = NewsPage.get_edit_handler().get_form_class()
        data = news_data(
            **{**source_data(1, source_site="x", link=""), f"{SOURCE}-TOTAL_FORMS": "999999"}
        )
        form = form_class(
            data, instance=page_with_source, parent_page=page_with_source.get_parent()
        )
        assert not form.is_valid()
        assert isinstance(form.formsets[SOURCE].non_form_errors().as_data()[0], ValidationError)

    def test_saving_with_commit_writes(self, section):
        page = draft(section)
        form_class = NewsPage.get_edit_handler().get_form_class()
        data = news_data(**source_data(source_site="新", link=""))
        form = form_class(data, instance=page, parent_page=page.get_parent())
        assert form.is_valid()
        formset = form.formsets[SOURCE]
        (child,) = formset.save()
        assert formset.new_objects == [child]
        assert SourceAttribution.objects.get() == child
