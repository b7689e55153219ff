"""Differences that readers of Chinese can use."""

import time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.admin.compare import TextFieldComparison, comparison_class_registry

from sandbox.portal.models import MailboxReplyPage, NewsPage, PolicyAttachment
from tests.content.samples import TYPES
from wagtail_govreview.content import comparisons
from wagtail_govreview.content.compare import compare
from wagtail_govreview.content.evidence import keep
from wagtail_govreview.content.fingerprint import fingerprint
from wagtail_govreview.diffs import (
    ADDITION,
    DELETION,
    compare_texts,
    marked,
    paragraph_changes,
    text_changes,
    whole_text,
)
from wagtail_govreview.models import SourceAttribution

OLD = "各灌区有序开展春灌前渠道检修，计划3月10日前完成。"
NEW = "各灌区有序开展夏灌前渠道检修，计划3月15日前完成。"


class TestDiffs:
    def test_within_a_paragraph_only_what_differs_is_marked(self):
        assert marked(paragraph_changes(OLD, NEW)) == (
            "各灌区有序开展<del>春</del><ins>夏</ins>灌前渠道检修，计划3月<del>10</del><ins>15</ins>日前完成。"
        )

    def test_words_and_numbers_are_wholes(self):
        assert marked(paragraph_changes("about 1,380 people", "above 1,381 people")) == (
            "<del>about</del><ins>above</ins> <del>1,380</del><ins>1,381</ins> people"
        )

    def test_scattered_characters_are_read_as_one_change(self):
        assert marked(paragraph_changes("甲乙丙丁戊己庚", "甲子丙丑戊己庚")) == (
            "甲<del>乙丙丁</del><ins>子丙丑</ins>戊己庚"
        )

    def test_what_was_put_in_front_does_not_shift_the_rest(self):
        html = compare_texts([OLD, "第二段不变。"], ["新的一段话。", NEW, "第二段不变。"])
        assert html.startswith("<p><ins>新的一段话。</ins></p><p>各灌区")
        assert "第二段" not in html

    def test_another_paragraph_is_no_edited_one(self):
        assert compare_texts([OLD], ["完全两样的句子"]) == (
            f"<p><del>{OLD}</del></p><p><ins>完全两样的句子</ins></p>"
        )

    def test_everything_is_escaped(self):
        assert compare_texts(["<b>"], ["<i>&"]) == (
            "<p><del>&lt;b&gt;</del></p><p><ins>&lt;i&gt;&amp;</ins></p>"
        )

    @settings(deadline=None)
    @given(st.text(max_size=60), st.text(max_size=60))
    def test_both_texts_can_be_read_off(self, old, new):
        pieces = paragraph_changes(old, new)
        assert "".join(text for kind, text in pieces if kind != ADDITION) == old
        assert "".join(text for kind, text in pieces if kind != DELETION) == new

    @settings(deadline=None)
    @given(
        st.lists(st.text("甲乙丙丁ab1", min_size=1, max_size=6), max_size=8),
        st.lists(st.text("甲乙丙丁ab1", min_size=1, max_size=6), max_size=8),
    )
    def test_both_lists_of_paragraphs_can_be_read_off(self, old, new):
        lines = list(whole_text(old, new))
        before = ["".join(text for kind, text in line if kind != ADDITION) for line in lines]
        after = ["".join(text for kind, text in line if kind != DELETION) for line in lines]
        assert [text for text in before if text] == old
        assert [text for text in after if text] == new
        assert (list(text_changes(old, new)) == []) == (old == new)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (OLD * 3_000, NEW * 3_000),
            ("字" * 100_000, "词" * 100_000),
            ("字" * 100_000, "字" * 100_001),
            ("\n".join(OLD for _line in range(3_000)), "\n".join(NEW for _line in range(3_000))),
            (
                "".join(f"第{n}条。" for n in range(9_000)),
                "".join(f"第{n + 1}条。" for n in range(9_000)),
            ),
        ],
    )
    def test_long_texts_take_seconds_at_most(self, old, new):
        began = time.process_time()
        compare_texts(old.splitlines(), new.splitlines())
        assert time.process_time() - began < 15


@pytest.mark.django_db
class TestPages:
    def changes(self, old, new, **options):
        return {change.label: change.html for change in compare(old, new, **options)}

    def test_fields_by_their_names(self, samples):
        old, new = samples.news(), samples.news()
        new.intro, new.date = "别的摘要", None
        changes = self.changes(old, new)
        assert set(changes) == {"摘要", "日期"}
        assert changes["摘要"] == "<p><ins>别的</ins>摘要</p>"
        assert changes["日期"].startswith("<p><del>2026")

    @pytest.mark.parametrize("name", TYPES)
    def test_the_same_content_has_no_differences(self, name, samples, section):
        page = samples.all()[name]
        section.add_child(instance=page)
        assert compare(page, page.save_revision().as_object()) == []
        assert compare(None, page)

    def test_streams_by_paragraph(self, samples):
        old, new = samples.policy(), samples.policy()
        new.body[0].value = "附则"
        assert self.changes(old, new) == {"正文": "<p><del>总</del><ins>附</ins>则</p>"}

    def test_child_objects(self, samples):
        old, new = samples.policy(), samples.policy()
        new.attachments = [PolicyAttachment(document=samples.document, title="附件一")]
        (change,) = compare(old, new)
        assert change.label == "附件"
        assert "<ins>" in change.html and "<del>" in change.html

    def test_our_own_answers_speak_for_themselves(self, samples):
        old, new = samples.news(), samples.news()
        new.govreview_attributions = [SourceAttribution(source_site="中国政府网")]
        assert "中国政府网" in "".join(self.changes(old, new).values())

    @pytest.mark.parametrize(
        "body",
        [
            "<p>各灌区有序开展<i>春灌</i>前检修。</p>",
            "<h3>各灌区有序开展春灌前检修。</h3>",
        ],
    )
    def test_a_change_without_words_is_told(self, body):
        old = NewsPage(title="t", body="<p>各灌区有序开展春灌前检修。</p>")
        new = NewsPage(title="t", body=body)
        assert fingerprint(old) != fingerprint(new)
        (change,) = compare(old, new)
        assert change.label == "正文" and "<em>" in change.html

    def test_a_link_that_leads_elsewhere_is_told(self):
        old = NewsPage(title="t", body='<p><a href="https://www.gov.cn/">网</a></p>')
        new = NewsPage(title="t", body='<p><a href="https://www.gov-cn.example/">网</a></p>')
        (change,) = compare(old, new)
        assert "https://www.gov<del>.cn</del><ins>-cn.example</ins>/" in change.html

    def test_files_are_compared_with_the_evidence(self, samples, make_document):
        page = samples.news()
        kept = keep(page)
        assert compare(page, page, kept) == []
        samples.document.file.save("new.pdf", ContentFile(b"other bytes"))
        samples.document.title = "实施办法"
        samples.document.save()
        other = make_document(title="新附件")
        page.cover = None
        page.body = (
            page.body.replace("embed", "span") + f'<a linktype="document" id="{other.pk}">x</a>'
        )
        files = [str(change.html) for change in compare(page, page, kept)]
        assert len(files) == 3
        assert files[0].startswith("<p>实施<del>方案</del><ins>办法</ins></p><p>")
        assert files[1] == "<p><ins>新附件</ins></p>"
        assert files[2] == "<p><del>现场照片</del></p>"


@pytest.mark.django_db
class TestWagtailsOwnComparison:
    def test_texts_are_compared_readably(self, section, client, django_user_model):
        page = MailboxReplyPage(
            title="来信", slug="l", question=f"第一段\n{OLD}", answer=f"<p>{OLD}</p>"
        )
        section.add_child(instance=page)
        page.save_revision()
        page.question, page.answer = f"第一段\n{NEW}", f"<p>{NEW}</p>"
        page.save_revision()
        client.force_login(django_user_model.objects.create_superuser("admin"))
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
        html = client.get(url).content.decode()
        marks = '开展<span class="deletion">春</span><span class="addition">夏</span>灌'
        assert html.count(marks) == 2
        assert "第一段<br>" in html

    def test_other_languages_are_left_to_wagtail(self):
        old, new = (
            MailboxReplyPage(question=text, answer=text) for text in ("the forrest.", "a forest.")
        )
        for name, position in (("question", 1), ("answer", 2)):
            field = MailboxReplyPage._meta.get_field(name)
            _field, wagtails, ours = comparisons.OURS[position]
            by_wagtail = wagtails(field, old, new).htmldiff()
            assert ours(field, old, new).htmldiff() == by_wagtail and "<span" in by_wagtail

    def test_a_sites_own_comparison_stays(self, monkeypatch):
        class Own(TextFieldComparison):
            pass

        registry = dict(comparison_class_registry.values_by_class)
        monkeypatch.setattr(comparison_class_registry, "values_by_class", registry)
        for field, _wagtails, _ours in comparisons.OURS:
            registry[field] = Own
        comparisons.register()
        assert {registry[field] for field, *_classes in comparisons.OURS} == {Own}
