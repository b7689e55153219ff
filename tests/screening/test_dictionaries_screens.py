"""The screens of dictionaries: what people do with them, who may, and nothing hostile gets through."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.road import Road, person
from tests.screening.dictionaries import dictionary, drafted, in_force, words_of
from wagtail_govreview.models import Dictionary, DictionaryTerm, DictionaryTrial
from wagtail_govreview.screening.dictionaries.rows import Row
from wagtail_govreview.screening.dictionaries.services import new_draft

HOSTILE = '<script>alert("1")</script>'


def at(name: str, *args: Any) -> str:
    return reverse(f"wagtail_govreview:{name}", args=args)


def page_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def registrar(road: Road, client: Client) -> Client:
    client.force_login(road.people["registrar"])
    return client


def written(
    version: Any, *new: str, changed: dict[int, str] | None = None, removed: Any = ()
) -> Any:
    """What a browser posts of the list of terms."""
    terms = list(version.terms.order_by("pk"))
    rows: list[dict[str, Any]] = [
        {
            "id": term.pk,
            "term": (changed or {}).get(term.pk, term.term),
            "suggestion": term.suggestion,
            "note": term.note,
            **({"DELETE": "on"} if term.pk in removed else {}),
        }
        for term in terms
    ]
    rows += [{"id": "", "term": word} for word in new]
    data: dict[str, Any] = {
        f"form-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }
    data["form-TOTAL_FORMS"], data["form-INITIAL_FORMS"] = len(rows), len(terms)
    return data


class TestOneDictionary:
    def test_from_nothing_to_words_in_force(self, registrar: Client, road: Road) -> None:
        response = registrar.post(
            at("dictionary_new"), {"unit": road.unit.pk, "name": "本厅不得公开", "kind": "secret"}
        )
        made = Dictionary.objects.get()
        assert (response.url, made.unit) == (at("dictionary", made.pk), road.unit)
        response = registrar.post(at("dictionary", made.pk))
        draft = made.versions.get()
        assert response.url == at("dictionary_terms", draft.pk)
        registrar.post(response.url, written(draft, "渠首枢纽代号", "甲工程"))
        assert words_of(draft) == ["渠首枢纽代号", "甲工程"]
        response = registrar.post(at("dictionary_activate", draft.pk), {"note": "首批"})
        draft.refresh_from_db()
        assert (draft.state, draft.note, draft.activated_by) == ("active", "首批", "shui_registrar")

    def test_terms_are_changed_and_removed_in_the_list(self, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词", "乙词"], unit=road.unit)
        first, second = draft.terms.order_by("pk")
        data = written(draft, changed={first.pk: "丙词"}, removed=[second.pk])
        registrar.post(at("dictionary_terms", draft.pk), data)
        assert words_of(draft) == ["丙词"]

    def test_the_same_term_twice_is_told_beside_it(self, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词"], unit=road.unit)
        response = registrar.post(at("dictionary_terms", draft.pk), written(draft, "甲\u200b词"))
        assert response.status_code == 422
        assert words_of(draft) == ["甲词"]
        response = registrar.post(at("dictionary_terms", draft.pk), written(draft, "丁", "丁"))
        assert words_of(draft) == ["甲词"]

    def test_terms_of_another_version_are_out_of_reach(self, registrar: Client, road: Road) -> None:
        theirs = drafted(["他词"], name="他人", unit=Road("银政", "yinchuan").unit)
        mine = drafted(["我词"], unit=road.unit)
        data = written(theirs, changed={theirs.terms.get().pk: "改了"})
        registrar.post(at("dictionary_terms", mine.pk), data)
        assert words_of(theirs) == ["他词"]

    def test_search(self, registrar: Client, road: Road) -> None:
        version = in_force([Row("甲词", "一"), Row("乙词", "二")], unit=road.unit)
        text = page_of(registrar.get(at("dictionary_terms", version.pk), {"q": "二"}))
        assert "乙词" in text and "甲词" not in text

    def test_pages(self, registrar: Client, road: Road) -> None:
        version = in_force([f"词条{number:03}" for number in range(120)], unit=road.unit)
        text = page_of(registrar.get(at("dictionary_terms", version.pk), {"p": "3"}))
        assert "词条119" in text and "词条001" not in text
        assert (
            registrar.get(at("dictionary_terms", version.pk), {"p": "x" * 300}).status_code == 200
        )

    def test_what_is_in_force_cannot_be_written(self, registrar: Client, road: Road) -> None:
        version = in_force(["甲词"], unit=road.unit)
        response = registrar.post(at("dictionary_terms", version.pk), written(version, "乙词"))
        assert response.status_code in (302, 403)
        registrar.post(at("dictionary_discard", version.pk))
        assert words_of(version) == ["甲词"]

    def test_comparison(self, registrar: Client, road: Road) -> None:
        before = in_force(["甲词", "乙词"], unit=road.unit)
        after = drafted(["乙词", "丙词"], of=before.dictionary)
        response = registrar.get(at("dictionary_compare", after.pk))
        found = response.context["found"]
        assert [row.term for row in (*found.added, *found.removed)] == ["丙词", "甲词"]
        response = registrar.get(at("dictionary_compare", before.pk), {"with": after.pk})
        assert [row.term for row in response.context["found"].added] == ["甲词"]
        stranger = drafted(["别"], name="别的")
        path = at("dictionary_compare", after.pk)
        assert registrar.get(path, {"with": stranger.pk}).status_code == 404

    def test_discard(self, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词"], unit=road.unit)
        registrar.post(at("dictionary_discard", draft.pk))
        assert not DictionaryTerm.objects.exists()


class TestImport:
    def test_nothing_changes_before_it_was_seen(self, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词"], unit=road.unit)
        file = SimpleUploadedFile("表.csv", "词条,改为\n甲词,改了\n乙词\n,空\n".encode("gb18030"))
        response = registrar.post(at("dictionary_import", draft.pk), {"file": file})
        assert words_of(draft) == ["甲词"]
        preview = registrar.get(response.url)
        assert preview.context["found"].count == 2
        assert [number for number, _why in preview.context["errors"]] == [4]
        registrar.post(response.url)
        assert words_of(draft) == ["甲词", "乙词"][::1] or set(words_of(draft)) == {"甲词", "乙词"}
        assert registrar.get(response.url).status_code == 404

    def test_replace(self, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词"], unit=road.unit)
        response = registrar.post(at("dictionary_import", draft.pk), {"lines": "乙词\t改\n丙词"})
        assert "replace" in page_of(registrar.get(response.url, {"how": "replace"}))
        registrar.post(response.url, {"how": "replace"})
        assert words_of(draft) == ["乙词", "丙词"]

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_an_export_comes_back_the_same(self, form: str, registrar: Client, road: Road) -> None:
        words = [Row("=1+1", "@甲", "'引"), Row('逗,号"引"', "", "换 行")]
        version = in_force(words, unit=road.unit)
        response = registrar.get(at("dictionary_terms", version.pk), {"export": form})
        data = b"".join(response.streaming_content)
        if form == "xlsx":
            cell = load_workbook(io.BytesIO(data)).active["A2"]
            assert (cell.value, cell.data_type) == ("'=1+1", "s")
        draft = new_draft(version.dictionary)
        file = SimpleUploadedFile(f"x.{form}", data)
        preview = registrar.get(
            registrar.post(at("dictionary_import", draft.pk), {"file": file}).url
        )
        assert preview.context["found"].count == 0
        assert preview.context["found"].same == 2

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xff\xfe\xff\xff\x00\x81", b"\n \n"])
    def test_no_table(self, data: bytes, registrar: Client, road: Road) -> None:
        draft = drafted(["甲词"], unit=road.unit)
        file = SimpleUploadedFile("x.xlsx", data)
        response = registrar.post(at("dictionary_import", draft.pk), {"file": file})
        assert response.status_code == 422


def test_hostile_words_are_shown_as_words(registrar: Client, road: Road) -> None:
    before = in_force([HOSTILE], unit=road.unit, name=HOSTILE, description=HOSTILE)
    after = drafted([Row(f"{HOSTILE}2", HOSTILE, HOSTILE)], of=before.dictionary)
    kept = registrar.post(at("dictionary_import", after.pk), {"lines": f"{HOSTILE}3\n\t{HOSTILE}"})
    registrar.post(at("dictionary_trial", after.pk))
    for path in (
        at("dictionaries"),
        at("dictionary", before.dictionary_id),
        *(at(f"dictionary_{name}", after.pk) for name in ("terms", "compare", "activate", "trial")),
        at("dictionary_terms", before.pk),
        kept.url,
    ):
        response = registrar.get(path)
        assert response.status_code == 200
        assert "<script>alert" not in page_of(response), path


class TestWhoMay:
    def test_a_units_dictionary_is_its_own(self, road: Road, client: Client) -> None:
        other = Road("银政", "yinchuan")
        draft = drafted(["甲词"], unit=road.unit)
        client.force_login(other.people["registrar"])
        for path in (at("dictionary", draft.dictionary_id), at("dictionary_terms", draft.pk)):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404
        assert "严重差错" not in page_of(client.get(at("dictionaries")))

    def test_shared_ones_are_read_by_units_and_changed_by_who_has_the_permission(
        self, road: Road, client: Client
    ) -> None:
        draft = drafted(["甲词"])
        user = road.people["unit_administrator"]
        client.force_login(user)
        assert client.get(at("dictionary_terms", draft.pk)).status_code == 200
        names = ("terms", "activate", "import", "discard", "trial")
        paths = [at(f"dictionary_{name}", draft.pk) for name in names]
        assert {client.post(path).status_code for path in paths} <= {302, 403}
        draft.refresh_from_db()
        assert draft.is_draft
        user.user_permissions.add(Permission.objects.get(codename="change_dictionary"))
        client.post(at("dictionary_activate", draft.pk))
        draft.refresh_from_db()
        assert draft.is_active

    def test_units_make_none_for_others(self, registrar: Client, road: Road) -> None:
        other = Road("银政", "yinchuan")
        for unit in (other.unit.pk, ""):
            data = {"unit": unit, "name": "越权", "kind": "wrong"}
            assert registrar.post(at("dictionary_new"), data).status_code == 422
        assert not Dictionary.objects.exists()

    def test_editors_and_strangers_see_nothing(self, road: Road, client: Client) -> None:
        dictionary()
        stranger = person("stranger", is_staff=True)
        stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
        for user in (road.people["editor"], stranger):
            client.force_login(user)
            assert client.get(at("dictionaries")).status_code in (302, 403)
            assert "govreview-dictionaries" not in page_of(client.get("/admin/"))


class TestTrial:
    def test_what_would_be_found_and_what_no_longer(
        self, road: Road, registrar: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        page = road.published("渠道检修", body="<p>扫黑险恶，秸杆，秸杆。</p>")
        active = in_force(["扫黑险恶"], unit=road.unit)
        draft = drafted(["秸杆"], of=active.dictionary)
        with django_capture_on_commit_callbacks(execute=True):
            registrar.post(at("dictionary_trial", draft.pk))
        trial = DictionaryTrial.objects.get()
        assert (trial.state, trial.total) == ("ready", trial.done)
        assert trial.found["秸杆"]["count"] == 2
        assert trial.found["秸杆"]["pages"] == [[page.pk, "渠道检修"]]
        assert list(trial.gone) == ["扫黑险恶"]
        text = page_of(registrar.get(at("dictionary_trial", draft.pk)))
        assert "渠道检修" in text

    def test_one_that_was_cut_off_goes_on_where_it_was(
        self, road: Road, registrar: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        from wagtail_govreview.screening.dictionaries.services.trial import ask_for_trial

        first = road.published("第一页", body="<p>秸杆。</p>")
        second = road.published("第二页", body="<p>秸杆。</p>")
        draft = drafted(["秸杆"], unit=road.unit)
        trial = ask_for_trial(draft)  # nobody runs it: the transaction does not end here
        DictionaryTrial.objects.update(
            state="failed",
            done=2,
            last=str(first.pk),
            found={"秸杆": {"count": 1, "items": 1, "pages": [[first.pk, "第一页"]]}},
        )
        with django_capture_on_commit_callbacks(execute=True):
            registrar.post(at("dictionary_trial", draft.pk))
        trial.refresh_from_db()
        assert trial.state == "ready"
        assert [key for key, _t in trial.found["秸杆"]["pages"]] == [first.pk, second.pk]


def test_queries_do_not_grow_with_the_words(
    road: Road, registrar: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        in_force(["甲词"], name=f"词库{number}", unit=road.unit)
    few, many = (
        drafted([f"词{n}" for n in range(k)], name=f"草{k}", unit=road.unit) for k in (1, 45)
    )
    paths = [[at("dictionary_terms", each.pk)] for each in (few, many)]
    counts = []
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for [path] in paths:
        registrar.get(path)
        with CaptureQueriesContext(connection) as asked:
            registrar.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as before:
        registrar.get(at("dictionaries"))
    for number in range(10):
        in_force(["甲词"], name=f"更多{number}", unit=road.unit)
    with django_assert_max_num_queries(len(before)):
        registrar.get(at("dictionaries"))
