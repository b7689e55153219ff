"""What was signed is kept once, for good, and every change to it is named."""

import os

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from sandbox.portal.models import NewsPage
from tests.guarding import Tampering
from wagtail_govreview.content import rules
from wagtail_govreview.content.attachments import referenced_files
from wagtail_govreview.content.evidence import keep
from wagtail_govreview.content.fingerprint import fingerprint
from wagtail_govreview.ledger.digests import digest_of_text, matches
from wagtail_govreview.ledger.verification import verify_all
from wagtail_govreview.models import SignedAttachment, SignedContent, SignedFile
from wagtail_govreview.refusal import Refused
from wagtail_govreview.storage import private_storage

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def policy(samples):
    return samples.all()["PolicyDocumentPage"]


def problems():
    return [problem.code for problem in verify_all() if problem.code.startswith("content.")]


def test_content_and_files_are_kept(policy, samples):
    content = keep(policy)
    assert content.fingerprint == fingerprint(policy) == digest_of_text(content.canonical)
    assert content.page_type == "portal.PolicyDocumentPage"
    kept = {attachment.model: attachment for attachment in content.attachments.all()}
    assert set(kept) == {"wagtaildocs.document", "wagtailimages.image"}
    document = kept["wagtaildocs.document"]
    assert (document.title, document.object_key) == ("实施方案", str(samples.document.pk))
    with document.file.file.open("rb") as stream:
        assert matches(document.file.digest, stream.read())
    assert not os.path.exists(
        os.path.join(samples.document.file.storage.location, document.file.file.name)
    )
    assert problems() == []


def test_the_same_content_and_the_same_bytes_are_kept_once(policy, samples, make_document):
    first = keep(policy)
    assert keep(policy) == first
    other = NewsPage(title="t", body=f'<a linktype="document" id="{make_document().pk}">x</a>')
    second = keep(other)
    assert second != first
    assert SignedFile.objects.count() == 2
    assert (
        SignedAttachment.objects.filter(file__digest=referenced_files(other)[0].digest).count() == 2
    )


def test_the_original_may_go(policy, samples):
    content = keep(policy)
    samples.document.file.storage.delete(samples.document.file.name)
    samples.document.delete()
    with content.attachments.get(model="wagtaildocs.document").file.file.open("rb") as stream:
        assert stream.read() == b"%PDF-1.4 one"


def test_a_missing_file_is_kept_as_missing(policy, samples):
    samples.document.file.storage.delete(samples.document.file.name)
    content = keep(policy)
    assert [attachment.model for attachment in content.attachments.all()] == ["wagtailimages.image"]
    assert "missing:" in content.canonical
    assert problems() == []


def test_a_copy_left_by_a_rollback_is_used_and_other_bytes_in_its_place_are_left_alone(policy):
    with pytest.raises(RuntimeError), transaction.atomic():
        keep(policy)
        raise RuntimeError
    assert not SignedFile.objects.exists()
    content = keep(policy)
    names = [kept.file.name for kept in SignedFile.objects.all()]
    assert all(len(os.path.basename(name)) == 64 for name in names)

    path = private_storage().path(names[0])
    with open(path, "wb") as stream:
        stream.write(b"rotten")
    for model in (SignedAttachment, SignedFile):
        Tampering(model)._raw_delete("default")
    Tampering(SignedContent)._raw_delete("default")
    content = keep(policy)
    kept = SignedFile.objects.get(file__startswith=names[0])
    assert kept.file.name != names[0]
    with open(path, "rb") as stream:
        assert stream.read() == b"rotten"
    assert content.attachments.count() == 2 and problems() == []


def test_a_file_that_changes_meanwhile_is_refused(policy):
    file = referenced_files(policy)[0]
    assert rules.for_keeping(file, file.digest) == []
    assert [refusal.code for refusal in rules.for_keeping(file, "sha256:00")] == [
        "content.file_changed"
    ]


def test_evidence_is_neither_changed_nor_deleted(policy):
    content = keep(policy)
    attachment = content.attachments.first()
    for record in (content, attachment, attachment.file):
        manager = type(record).objects
        for attempt in (
            record.save,
            record.delete,
            manager.all().delete,
            lambda m=manager: m.update(pk=1),
        ):
            with pytest.raises(Refused):
                attempt()
    with pytest.raises(ProtectedError):
        Tampering(SignedContent).filter(pk=content.pk).delete()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda: Tampering(SignedContent).update(canonical='{"title": "x"}'), "content.changed"),
        (lambda: Tampering(SignedContent).update(fingerprint="nonsense"), "content.changed"),
    ],
)
def test_changed_contents_are_named(policy, damage, code):
    keep(policy)
    damage()
    assert problems() == [code]


def test_a_lost_attachment_is_named(policy):
    content = keep(policy)
    Tampering(SignedAttachment).filter(model="wagtaildocs.document")._raw_delete("default")
    found = {each.code: each for each in verify_all() if each.code.startswith("content.")}
    problem = found.pop("content.attachment_missing")
    assert set(found) == {"content.file_extra"}
    assert problem.where == content.fingerprint
    assert "实施方案" in str(problem)


def test_changed_and_missing_files_are_named(policy):
    keep(policy)
    first, second = SignedFile.objects.order_by("pk")
    with open(private_storage().path(first.file.name), "wb") as stream:
        stream.write(b"other")
    private_storage().delete(second.file.name)
    found = {
        problem.code: problem for problem in verify_all() if problem.code.startswith("content.")
    }
    assert found["content.file_changed"].where == first.digest
    assert found["content.file_missing"].where == second.digest
    assert second.uses.get().filename in str(found["content.file_missing"])


def test_verification_reads_in_pieces(samples, monkeypatch, django_assert_num_queries):
    from wagtail_govreview.content import verification

    monkeypatch.setattr(verification, "PIECE", 2)
    for number in range(5):
        keep(NewsPage(title=f"t{number}"))
    with django_assert_num_queries(4 + 3):
        (checked,) = verification.verify_contents()
    assert checked.count == 5
