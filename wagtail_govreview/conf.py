"""Settings of the package: one property each, read from the host's Django settings.

Every setting starts with ``GOVREVIEW_``. A property is read each time it is asked for, so that
``override_settings`` works in tests and a site can change its settings without touching code.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings


class GovReviewSettings:
    """The settings of this package, with their defaults."""

    prefix = "GOVREVIEW_"

    def _get(self, name: str, default: Any) -> Any:
        return getattr(django_settings, self.prefix + name, default)

    @property
    def profile_path(self) -> str:
        """``GOVREVIEW_PROFILE``: dotted path of the rulebook's profile. Default: the Ningxia rule."""
        return self._get("PROFILE", "wagtail_govreview.rulebook.ningxia.PROFILE")

    @property
    def digest_algorithm(self) -> str:
        """``GOVREVIEW_DIGEST``: ``"sha256"`` (default) or ``"sm3"``; new digests name their algorithm."""
        return self._get("DIGEST", "sha256")

    @property
    def evidence_storage(self) -> str:
        """``GOVREVIEW_EVIDENCE_STORAGE``: alias in ``STORAGES`` of the private storage for evidence."""
        return self._get("EVIDENCE_STORAGE", "govreview_evidence")

    @property
    def unsigned_fields(self) -> dict[str, list[str]]:
        """``GOVREVIEW_UNSIGNED_FIELDS``: fields that are no content, such as a counter of visits.

        ``{"portal.newspage": ["visits"]}``, with the model in lower case. They are not part of the
        fingerprint: name only what may change on a public page without anybody's signature.
        """
        return {label.lower(): names for label, names in self._get("UNSIGNED_FIELDS", {}).items()}

    @property
    def font_paths(self) -> list[str]:
        """``GOVREVIEW_FONT_PATHS``: folders with further fonts, for rare characters in printed documents."""
        return list(self._get("FONT_PATHS", []))

    @property
    def undertaker_may_sign_first(self) -> bool | None:
        """``GOVREVIEW_UNDERTAKER_MAY_SIGN_FIRST``: may the undertaker (承办人) sign the first tier?

        ``None`` (default) leaves it to the profile. Each use is written into the ledger.
        """
        return self._get("UNDERTAKER_MAY_SIGN_FIRST", None)

    @property
    def sheet_title(self) -> str | None:
        """``GOVREVIEW_SHEET_TITLE``: printed title of the review sheet; ``None`` takes the profile's."""
        return self._get("SHEET_TITLE", None)


settings = GovReviewSettings()
