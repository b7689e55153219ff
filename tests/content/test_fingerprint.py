"""The same content has the same fingerprint, and other content another one."""

import datetime
import json
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, get_page_models

from sandbox.portal.models import (
    MailboxReplyPage,
    NewsPage,
    PolicyAttachment,
    PolicyDocumentPage,
    PolicyTopic,
)
from tests.content.samples import DAY, TYPES
from wagtail_govreview.content.bookkeeping import (
    PAGE_BOOKKEEPING,
    SIGNED_PAGE_FIELDS,
    is_content,
)
from wagtail_govreview.content.fields import plain_field
from wagtail_govreview.content.fingerprint import canonical_content, fingerprint, has_fingerprint
from wagtail_govreview.ledger.canonical import canonical_json
from wagtail_govreview.ledger.digests import digest_of_text
from wagtail_govreview.models import SourceAttribution

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def add(section, page):
    """Save ``page`` as a draft below ``section`` and return it from the database."""
    section.add_child(instance=page)
    return type(page).objects.get(pk=page.pk)


def test_every_field_of_wagtails_page_is_decided_about():
    names = {field.name for field in Page._meta.concrete_fields}
    assert names == PAGE_BOOKKEEPING | SIGNED_PAGE_FIELDS
    assert not PAGE_BOOKKEEPING & SIGNED_PAGE_FIELDS


def test_the_samples_are_of_all_page_types():
    assert set(TYPES) == {model.__name__ for model in get_page_models() if model is not Page}


@pytest.mark.parametrize("name", TYPES)
def test_draft_revision_and_published_page_have_one_fingerprint(name, samples, section):
    page = samples.all()[name]
    page.live = False
    before = fingerprint(page)
    section.add_child(instance=page)
    assert fingerprint(page) == before
    revision = page.save_revision()
    assert fingerprint(revision.as_object()) == before
    assert fingerprint(type(page).objects.get(pk=page.pk)) == before
    assert fingerprint(Page.objects.get(pk=page.pk)) == before
    again = type(page).objects.get(pk=page.pk).save_revision()
    assert fingerprint(again.as_object()) == before
    again.as_object().save_revision()
    Page.objects.get(pk=page.pk).latest_revision.publish(skip_permission_checks=True)
    live = Page.objects.get(pk=page.pk)
    assert live.live
    assert fingerprint(live) == fingerprint(live.specific) == before
    assert fingerprint(live.specific_deferred) == before


@pytest.mark.parametrize("name", TYPES)
def test_each_content_field_counts(name, samples):
    page = samples.all()[name]
    before = fingerprint(page)
    content = canonical_content(page)
    own = {f.name for f in type(page)._meta.local_concrete_fields} - {"page_ptr"}
    assert own <= set(content["fields"])  # the samples leave nothing empty
    for field in own:
        kept = getattr(page, field)
        setattr(page, field, None)
        assert fingerprint(page) != before, field
        setattr(page, field, kept)
    assert fingerprint(page) == before


def test_the_fingerprint_is_the_digest_of_the_canonical_text(samples):
    page = samples.all()["PolicyDocumentPage"]
    text = canonical_json(canonical_content(page))
    assert fingerprint(page) == digest_of_text(text)
    content = json.loads(text)
    assert content["format"] == 1
    assert content["type"] == "portal.PolicyDocumentPage"
    assert content["fields"]["body"][0] == {"type": "heading", "value": "总则"}
    assert [child["fields"].get("title") for child in content["children"]["attachments"]] == [
        "附件1",
        None,
    ]
    assert len(content["files"]) == 2


def test_book_keeping_does_not_count(section, samples, django_user_model):
    page = add(section, samples.all()["NewsPage"])
    before = fingerprint(page)
    user = django_user_model.objects.create_user("editor")
    page.locked, page.locked_by, page.locked_at, page.owner = True, user, timezone.now(), user
    page.live, page.expired, page.has_unpublished_changes = False, True, True
    page.first_published_at = page.last_published_at = timezone.now()
    page.draft_title = "other"
    page.save()
    assert fingerprint(page) == before
    page.move(section.get_parent(), pos="last-child")
    assert fingerprint(Page.objects.get(pk=page.pk)) == before


def test_a_comment_does_not_count(section, samples, django_user_model):
    page = add(section, samples.all()["NewsPage"])
    before = fingerprint(page)
    user = django_user_model.objects.create_user("editor")
    page.wagtail_admin_comments.create(user=user, text="?", contentpath="title")
    page.save()
    assert fingerprint(page) == fingerprint(page.save_revision().as_object()) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda page: setattr(page, "title", "别的标题"),
        lambda page: setattr(page, "go_live_at", timezone.now()),
        lambda page: setattr(page, "expire_at", None),
        lambda page: setattr(page, "slug", "other"),
        lambda page: setattr(page, "topics", []),
        lambda page: setattr(page, "attachments", []),
        lambda page: setattr(page, "attachments", list(page.attachments.all())[:1]),
        lambda page: setattr(page, "govreview_attributions", []),
        lambda page: setattr(
            page, "govreview_attributions", [SourceAttribution(information_class="other")]
        ),
        lambda page: page.body.pop(0),
        lambda page: page.body.append(("heading", "总则")),
        lambda page: page.body.insert(0, page.body.pop(1)),
    ],
)
def test_a_change_of_content_changes_the_fingerprint(change, section, samples):
    page = add(section, samples.all()["PolicyDocumentPage"])
    before = fingerprint(page)
    change(page)
    assert fingerprint(page) != before


def test_the_order_of_children_counts_but_not_the_numbers_behind_it(samples):
    page = samples.all()["PolicyDocumentPage"]
    before = fingerprint(page)
    first, second = page.attachments.all()
    first.sort_order, second.sort_order = 7, 30
    page.attachments = [first, second]
    assert fingerprint(page) == before
    first.sort_order, second.sort_order = 30, 7
    page.attachments = [first, second]
    assert fingerprint(page) != before


def test_the_order_of_many_to_many_keys_does_not_count(samples):
    page = samples.all()["PolicyDocumentPage"]
    before = fingerprint(page)
    page.topics = [samples.other_topic, samples.topic]
    assert fingerprint(page) == before


def test_an_unchanged_save_through_editor_and_browser_changes_nothing(samples):
    page = samples.all()["MailboxReplyPage"]
    before = fingerprint(page)
    page.question = page.question.replace("\n", "\r\n")
    page.answer = page.answer.replace("a1b2c", "fffff").replace(' data-block-key="d3e4f"', "")
    page.asked_on = DAY.isoformat()
    page.expire_at = page.expire_at.replace(second=0, microsecond=0)
    assert fingerprint(page) == before
    page.answer = page.answer.replace("</p>", ' data-block-key="x"</p>')  # text, not an attribute
    assert fingerprint(page) != before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('<p data-block-key="x">甲</p>', "<p>甲</p>", True),
        ('<a id="1" linktype="page">甲</a>', '<a linktype="page" id="1">甲</a>', True),
        ('<embed alt="图" id="1"/><p data-block-key="x"></p>', '<embed id="1" alt="图"/>', True),
        ('<a id="1" linktype="page">甲</a>', '<a id="2" linktype="page">甲</a>', False),
        ("<p>甲</p>", "<p><b>甲</b></p>", False),
        ("<p>甲</p>", "<p> </p><p>甲</p>", False),
        ('<p>data-block-key="x"</p>', "<p></p>", False),
        ('<p title="a" data-block-key="x">甲</p>', '<p title="b">甲</p>', False),
    ],
)
def test_what_rich_text_says(one, other, same):
    assert (fingerprint(NewsPage(body=one)) == fingerprint(NewsPage(body=other))) == same


def test_an_unsaved_blank_page_has_a_fingerprint():
    assert fingerprint(NewsPage()) == fingerprint(NewsPage(body="", intro="", date=None))
    assert fingerprint(NewsPage()) != fingerprint(MailboxReplyPage())


def test_a_base_page_is_judged_with_what_it_has_in_memory(section, samples):
    page = add(section, samples.all()["NewsPage"])
    before = fingerprint(page)
    base = Page.objects.get(pk=page.pk)
    base.title = "改过的标题"
    assert fingerprint(base) != before
    page.title = "改过的标题"
    assert fingerprint(base) == fingerprint(page)
    base.govreview_attributions = []
    assert fingerprint(base) != fingerprint(page)
    assert base.specific.title == "要闻"  # what Wagtail caches is left alone


def test_a_page_whose_own_row_is_gone_still_has_a_fingerprint(section, samples):
    page = add(section, samples.all()["NewsPage"])
    before = fingerprint(page)
    NewsPage.objects.filter(pk=page.pk)._raw_delete("default")
    base = Page.objects.get(pk=page.pk)
    assert fingerprint(base) != before


def test_comparing_uses_the_algorithm_of_the_signed_one(samples, settings):
    page = samples.all()["NewsPage"]
    signed = fingerprint(page)
    settings.GOVREVIEW_DIGEST = "sm3"
    assert fingerprint(page).startswith("sm3:")
    assert has_fingerprint(page, signed)
    assert has_fingerprint(page, fingerprint(page))
    page.title = "x"
    assert not has_fingerprint(page, signed)
    assert not has_fingerprint(page, "")
    assert not has_fingerprint(page, "md5:00")


def test_a_site_may_keep_a_field_out(samples, settings):
    page = samples.all()["NewsPage"]
    before = fingerprint(page)
    settings.GOVREVIEW_UNSIGNED_FIELDS = {"portal.NewsPage": ["intro"]}
    without = fingerprint(page)
    assert without != before
    page.intro = "x"
    assert fingerprint(page) == without


def test_queries_are_those_that_the_content_needs(section, samples, django_assert_num_queries):
    news = add(section, samples.all()["NewsPage"])
    with django_assert_num_queries(2 + 2):  # attributions, sheet drafts; documents, images
        fingerprint(news)
    draft = news.save_revision().as_object()
    with django_assert_num_queries(2):
        fingerprint(draft)
    plain = add(section, NewsPage(title="t", slug="t", body="<p>x</p>")).save_revision().as_object()
    with django_assert_num_queries(0):
        fingerprint(plain)
    policy = add(section, samples.all()["PolicyDocumentPage"])
    with django_assert_num_queries(4 + 2):  # and attachments, topics
        fingerprint(policy)


class TestFields:
    """Values of fields, however they came into memory."""

    @isolate_apps("sandbox.portal")
    def test_what_is_no_content(self):
        class Thing(Orderable):
            page = ParentalKey(Page, on_delete=models.CASCADE, related_name="things")
            made = models.DateTimeField(auto_now_add=True)
            changed = models.DateTimeField(auto_now=True)
            hidden = models.CharField(max_length=9, serialize=False)
            text = models.CharField(max_length=9)

            class Meta(Orderable.Meta):
                app_label = "portal"

        fields = Thing._meta.concrete_fields
        assert [field.name for field in fields if is_content(field, Thing)] == ["text"]

    @isolate_apps("sandbox.portal")
    def test_values_of_one_meaning_have_one_form(self):
        class Thing(models.Model):
            number = models.DecimalField(max_digits=9, decimal_places=2)
            ratio = models.FloatField()
            moment = models.DateTimeField()
            clock = models.TimeField()
            length = models.DurationField()
            data = models.JSONField()
            owner = models.ForeignKey(PolicyTopic, on_delete=models.CASCADE)
            blob = models.BinaryField()

            class Meta:
                app_label = "portal"

        def value(name, given):
            return plain_field(Thing._meta.get_field(name), Thing(**{name: given}))

        moment = datetime.datetime(2026, 3, 2, 9, 12, tzinfo=datetime.timezone.utc)
        assert value("number", Decimal("1.50")) == value("number", "1.5") == "1.5"
        assert value("ratio", 1.0) == value("ratio", "1") == 1
        assert value("moment", moment) == value("moment", moment.isoformat())
        assert value("moment", timezone.make_naive(moment)) == value("moment", moment)
        assert value("moment", "never") == "never"
        assert value("clock", "09:12") == "09:12:00.000"
        assert value("length", datetime.timedelta(hours=1)) == value("length", "01:00:00")
        assert value("data", {"b": 1.0, "a": [None]}) == {"a": [None], "b": 1}
        assert plain_field(Thing._meta.get_field("owner"), Thing(owner_id="7")) == 7
        assert value("blob", b"\x00") == "AA=="


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_content_survives_saving_and_loading(section, data):
    text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
    page = PolicyDocumentPage(
        title=data.draw(text) or "t",
        slug="s",
        document_number=data.draw(text),
        issued_on=data.draw(st.none() | st.dates(datetime.date(1900, 1, 1))),
        expire_at=data.draw(
            st.none()
            | st.datetimes(
                datetime.datetime(1900, 1, 2),
                datetime.datetime(9999, 12, 30),
                timezones=st.just(datetime.timezone.utc),
            )
        ),
        body=[
            (kind, data.draw(text))
            for kind in data.draw(st.lists(st.sampled_from(["heading", "paragraph"]), max_size=4))
        ],
    )
    before = fingerprint(page)
    stored = json.loads(page.to_json())
    loaded = PolicyDocumentPage.from_serializable_data(stored)
    assert fingerprint(loaded) == before
    list(loaded.body)  # turns raw blocks into Python objects
    assert fingerprint(loaded) == before
    assert fingerprint(PolicyDocumentPage.from_json(loaded.to_json())) == before


def test_a_replaced_attachment_counts(section, samples, make_document):
    page = add(section, samples.all()["PolicyDocumentPage"])
    before = fingerprint(page)
    page.attachments = [
        PolicyAttachment(document=make_document(), title="附件1"),
        *page.attachments.all()[1:],
    ]
    assert fingerprint(page) != before


def test_a_field_file_of_another_content_counts(samples):
    page = samples.all()["NewsPage"]
    before = fingerprint(page)
    samples.document.file.save("new.pdf", ContentFile(b"other"))
    samples.document.save()
    assert fingerprint(page) != before
