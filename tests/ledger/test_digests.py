"""Digests name their algorithm; SM3 works with and without OpenSSL's help."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_govreview.ledger import digests
from wagtail_govreview.ledger.checks import check_digest_algorithm
from wagtail_govreview.ledger.sm3 import SM3

# The two examples of GB/T 32905-2016, annex A.
ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_setting_chooses_the_algorithm(settings):
    assert digests.digest_of(b"abc") == "sha256:" + hashlib.sha256(b"abc").hexdigest()
    settings.GOVREVIEW_DIGEST = "sm3"
    assert digests.digest_of(b"abc") == f"sm3:{ABC}"
    assert digests.digest_of_text("abc") == f"sm3:{ABC}"
    assert digests.digest_of_stream(io.BytesIO(b"abcd" * 16)) == f"sm3:{ABCD_16}"


def test_sm3_without_openssl(monkeypatch):
    def without_sm3(name):
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(hashlib, "new", without_sm3)
    assert digests.digest_of(b"abc", "sm3") == f"sm3:{ABC}"
    assert digests.digest_of(b"abcd" * 16, "sm3") == f"sm3:{ABCD_16}"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=4))
def test_both_ways_to_sm3_agree(pieces):
    try:
        reference = hashlib.new("sm3", b"".join(pieces))
    except ValueError:
        pytest.skip("This OpenSSL was built without SM3.")
    own = SM3()
    for piece in pieces:
        own.update(piece)
    assert own.hexdigest() == reference.hexdigest()


@pytest.mark.parametrize("length", [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128])
def test_both_ways_agree_at_the_edges_of_blocks(length):
    own = SM3()
    own.update(b"x" * length)
    assert f"sm3:{own.hexdigest()}" == digests.digest_of(b"x" * length, "sm3")


def test_a_digest_is_checked_in_its_own_algorithm(settings):
    settings.GOVREVIEW_DIGEST = "sm3"
    assert digests.matches(digests.digest_of(b"x", "sha256"), b"x")
    assert not digests.matches(digests.digest_of(b"x", "sha256"), b"y")
    assert not digests.matches("md5:9dd4e461268c8034f5c8564e155c67a6", b"x")
    assert not digests.matches("", b"")


def test_an_unknown_algorithm_is_an_error_and_a_system_check_says_so(settings):
    assert check_digest_algorithm(None) == []
    settings.GOVREVIEW_DIGEST = "md5"
    with pytest.raises(ValueError, match="md5"):
        digests.digest_of(b"x")
    assert [error.id for error in check_digest_algorithm(None)] == ["wagtail_govreview.E003"]
