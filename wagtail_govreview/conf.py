"""Settings of the package: one line each, read from the host's Django settings.

Every setting starts with ``GOVREVIEW_``. It is read each time it is asked for, so that ``override_settings``
works in tests and a site can change its settings without touching code. What each one may hold is written
beside it, and ``manage.py check`` holds the host to it (:mod:`wagtail_govreview.checks.names`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

from django.conf import settings as django_settings

T = TypeVar("T")
PREFIX = "GOVREVIEW_"


@dataclass(frozen=True)
class Kind:
    """What a setting may hold: in words for people, and as a test."""

    words: str
    holds: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_list_of(item: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, (list, tuple)) and all(map(item, value))


_is_names = _is_list_of(_is_text)

TEXT = Kind("a text", _is_text)
TEXT_OR_NONE = Kind("a text or None", lambda value: value is None or _is_text(value))
YES_NO = Kind("True or False", lambda value: isinstance(value, bool))
YEARS = Kind(
    "a number of years, 0 or more",
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
)
YES_NO_OR_NONE = Kind("True, False or None", lambda value: value is None or isinstance(value, bool))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


COUNT = Kind("a whole number above 0", _is_count)
COUNT_OR_NONE = Kind(
    "a whole number above 0, or None", lambda value: value is None or _is_count(value)
)
DAYS_OR_NONE = Kind(
    "a whole number of days above 0, or None", lambda value: value is None or _is_count(value)
)
WORDS = Kind("a list of texts", _is_names)
FOLDERS = Kind("a list of folders", _is_list_of(lambda item: isinstance(item, (str, Path))))
ADDRESSES = Kind(
    "a list of mail addresses",
    _is_list_of(lambda item: isinstance(item, str) and "@" in item.strip("@")),
)
FIELDS_BY_MODEL = Kind(
    "a dictionary of lists of field names by model, such as {'portal.newspage': ['visits']}",
    lambda value: (
        isinstance(value, dict)
        and all(_is_text(model) and _is_names(names) for model, names in value.items())
    ),
)


SEVERITIES = Kind(
    "a dictionary of “block”, “ruling”, “hint” or None by code, such as {'privacy.plate': 'hint'}",
    lambda value: (
        isinstance(value, dict)
        and all(map(_is_text, value))
        and all(each in ("block", "ruling", "hint", None) for each in value.values())
    ),
)


_ENDS = re.compile(r"[0-9]{1,2}\+[0-9]{1,2}")
MASKS = Kind(
    "None, “official”, “common”, “strict”, or a dictionary of what stays to be seen by mask, such as {'id_number': '6+4'}",
    lambda value: (
        value in (None, "official", "common", "strict")
        if value is None or isinstance(value, str)
        else isinstance(value, dict)
        and all(map(_is_text, value))
        and all(isinstance(each, str) and _ENDS.fullmatch(each) for each in value.values())
    ),
)


class Setting(Generic[T]):
    """One setting: ``GOVREVIEW_`` and ``name`` in the host's settings, or ``default``."""

    def __init__(self, name: str, default: T, kind: Kind) -> None:
        self.name = PREFIX + name
        self.default = default
        self.kind = kind

    @overload
    def __get__(self, instance: None, owner: type) -> Setting[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> Setting[T] | T:
        return self if instance is None else self.value

    @property
    def value(self) -> T:
        return getattr(django_settings, self.name, self.default)

    @property
    def is_well_formed(self) -> bool:
        return self.kind.holds(self.value)


class GovReviewSettings:
    """The settings of this package, with their defaults. The documentation of each: ``docs/reference/settings.md``."""

    #: Dotted path of the rulebook's profile. Default: the Ningxia rule.
    profile_path = Setting("PROFILE", "wagtail_govreview.rulebook.ningxia.PROFILE", TEXT)

    #: ``"sha256"`` or ``"sm3"``; new digests name their algorithm.
    digest_algorithm = Setting("DIGEST", "sha256", TEXT)

    #: Alias in ``STORAGES`` of the private storage for evidence.
    evidence_storage = Setting("EVIDENCE_STORAGE", "govreview_evidence", TEXT)

    #: Fields that are no content, by model, such as a counter of visits. They are not part of the
    #: fingerprint: name only what may change on a public page without anybody's signature.
    unsigned_fields_by_model: Setting[dict[str, list[str]]] = Setting(
        "UNSIGNED_FIELDS", {}, FIELDS_BY_MODEL
    )

    #: Folders with further fonts, for rare characters in printed documents.
    font_paths: Setting[list[str]] = Setting("FONT_PATHS", [], FOLDERS)

    #: May the undertaker (承办人) sign the first tier? ``None`` leaves it to the profile.
    #: Each use is written into the ledger.
    undertaker_may_sign_first: Setting[bool | None] = Setting(
        "UNDERTAKER_MAY_SIGN_FIRST", None, YES_NO_OR_NONE
    )

    #: How many days a delegation of signing (授权代签) may last at most; ``None``: no limit. A local value: no
    #: rule names one. A quarter, so that each is seen again in the quarter's inspection.
    delegation_days: Setting[int | None] = Setting("DELEGATION_DAYS", 92, DAYS_OR_NONE)

    #: Printed title of the review sheet; ``None`` takes the profile's.
    sheet_title: Setting[str | None] = Setting("SHEET_TITLE", None, TEXT_OR_NONE)

    #: Who gets the mails with the heads of the ledger (``govreview_anchor --mail``).
    anchor_recipients: Setting[list[str]] = Setting("ANCHOR_RECIPIENTS", [], ADDRESSES)

    #: ``govreview_verify`` warns of a chain whose head was not given outside for so many days; ``None`` never.
    anchor_days: Setting[int | None] = Setting("ANCHOR_DAYS", None, DAYS_OR_NONE)

    #: Does the database itself refuse to change and delete evidence? ``False`` belongs into settings of tests only.
    database_guard = Setting("DATABASE_GUARD", True, YES_NO)

    #: How old, in years, an entry of the register must be before it may be destroyed.
    years_before_destruction = Setting("YEARS_BEFORE_DESTRUCTION", 10, YEARS)

    #: Greatest size of the image of a signature, in bytes and in pixels (width times height).
    signature_bytes: Setting[int] = Setting("SIGNATURE_BYTES", 1024 * 1024, COUNT)
    signature_pixels: Setting[int] = Setting("SIGNATURE_PIXELS", 4_000_000, COUNT)

    #: How many documents, spreadsheets and packages one person may ask for in a minute; ``None``: any number.
    heavy_per_minute: Setting[int | None] = Setting("HEAVY_PER_MINUTE", 30, COUNT_OR_NONE)

    #: How severe the findings of the automatic checks are here, by their codes: ``"block"``, ``"ruling"``, ``"hint"``,
    #: or ``None`` to switch one off.
    severities: Setting[dict[str, str | None]] = Setting("SEVERITIES", {}, SEVERITIES)

    #: Words that mark internal material where they stand alone in a line, a cell or brackets. Local values.
    internal_marks: Setting[list[str]] = Setting(
        "INTERNAL_MARKS",
        [
            "内部资料",
            "内部文件",
            "内部材料",
            "内部使用",
            "内部参考",
            "内部参阅",
            "内部刊物",
            "内部传阅",
            "内部掌握",
            "内部发行",
            "内部情况",
            "内部",
            "工作秘密",
            "密件",
            "涉密",
            "涉密文件",
            "涉密资料",
            "注意保存",
            "注意保密",
            "妥善保管",
            "妥善保存",
            "不得外传",
            "不外传",
            "请勿外传",
            "严禁外传",
            "禁止外传",
            "切勿外传",
            "不得翻印",
            "严禁翻印",
            "不得复印",
            "禁止复印",
            "不得转载",
            "不得转发",
            "不得扩散",
            "请勿扩散",
            "严禁扩散",
            "不得公开",
            "不得上网",
            "严禁上网",
            "阅后收回",
            "会后收回",
            "用后收回",
            "阅后即焚",
            "阅后销毁",
        ],
        WORDS,
    )

    #: Phrases that mark internal material wherever they stand. Local values.
    internal_phrases: Setting[list[str]] = Setting(
        "INTERNAL_PHRASES",
        [
            "仅供内部",
            "只供内部",
            "供内部参考",
            "供内部使用",
            "供内部参阅",
            "仅限内部",
            "只限内部",
            "限内部使用",
            "供领导参阅",
            "仅供领导参阅",
            "内部资料，注意保存",
            "内部资料，不得外传",
            "内部资料，妥善保管",
            "内部资料，请勿外传",
            "内部资料，严禁外传",
            "内部文件，注意保存",
            "内部文件，不得外传",
            "内部文件，妥善保管",
            "内部文件，请勿外传",
            "内部文件，严禁外传",
            "内部资料、注意保存",
            "内部文件、注意保存",
            "属于工作秘密，",
            "属工作秘密，",
            "发至县团级",
            "发至乡科级",
            "发至县处级",
            "发至地师级",
            "此件不得外传",
            "本件不得外传",
            "请勿对外传播",
            "请勿对外公开",
            "不得对外公开，",
            "不得擅自对外公布",
            "会后请收回",
            "会议结束后收回",
            "阅后请收回",
            "阅后请退回",
            "阅后退回",
            "用后请收回",
        ],
        WORDS,
    )
    #: What reading one attached file may cost: megabytes after unpacking, seconds, megabytes of memory of the process
    #: that reads it, and how deep files may lie in files. What goes beyond is left to a person. Local values.
    attachment_megabytes: Setting[int] = Setting("ATTACHMENT_MEGABYTES", 200, COUNT)
    attachment_seconds: Setting[int] = Setting("ATTACHMENT_SECONDS", 60, COUNT)
    attachment_memory: Setting[int] = Setting("ATTACHMENT_MEMORY", 1024, COUNT)
    attachment_depth: Setting[int] = Setting("ATTACHMENT_DEPTH", 4, COUNT)

    #: Is the text of scans read by the program ``tesseract`` (with its Chinese, ``chi_sim``)?
    ocr = Setting("OCR", False, YES_NO)

    #: How personal information is masked: ``"official"``, ``"common"``, ``"strict"``, or how many signs of what stay at
    #: either end; ``None``: as the profile says. Local values: no national rule gives shapes.
    masks: Setting[str | dict[str, str] | None] = Setting("MASKS", None, MASKS)

    #: How often a phrase has to stand in the public text of the site before the check of slips by sound knows it.
    phrase_frequency: Setting[int] = Setting("PHRASE_FREQUENCY", 10, COUNT)

    #: Are the addresses in a draft under the rule asked in the background whether they answer, as soon as it is saved or
    #: submitted? Off, because the server asks on the net then; ``govreview_links`` asks all of them at night.
    ask_links = Setting("ASK_LINKS", False, YES_NO)

    #: May ``govreview_links`` ask addresses inside the server's own network, and any port? ``True`` belongs into
    #: settings of tests only.
    ask_private_hosts = Setting("ASK_PRIVATE_HOSTS", False, YES_NO)

    @property
    def unsigned_fields(self) -> dict[str, list[str]]:
        """``GOVREVIEW_UNSIGNED_FIELDS`` with the models' names in lower case, as Django labels them."""
        return {label.lower(): names for label, names in self.unsigned_fields_by_model.items()}


def declared() -> Iterator[Setting[Any]]:
    """Every setting that the package knows."""
    return (item for item in vars(GovReviewSettings).values() if isinstance(item, Setting))


settings = GovReviewSettings()
