"""Who signed, in one text: with both names where somebody signed in another's place.

Screens say it in the reader's language, documents in the profile's wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from wagtail_govreview.review.sheets import Signature
from wagtail_govreview.rulebook import get_profile


def who_signed(signature: Signature) -> str:
    """“李××”, or “王×× (signed by 李××)”: for screens, mails and their exports."""
    return shown(signature.name, signature.principal_name)


def who_signed_entry(item: Mapping[str, Any]) -> str:
    """The same of one signature as a register entry keeps it."""
    return shown(str(item.get("name", "")), str(item.get("principal", "")))


def title_of(signature: Signature) -> str:
    """The post title in which it was signed: the principal's for a signature by delegation."""
    return signature.principal_title if signature.principal_key else signature.title


def title_of_entry(item: Mapping[str, Any]) -> str:
    """The same of one signature as a register entry keeps it."""
    return str(item.get("principal_title" if item.get("principal") else "title", "") or "")


def shown(name: str, principal: str) -> str:
    if not principal:
        return name
    return _("%(principal)s (signed by %(name)s)") % {"principal": principal, "name": name}


def printed(name: str, principal: str) -> str:
    """“王××（李×× 代）” in the profile's wording, for documents."""
    return get_profile().signed_for(principal=principal, delegate=name) if principal else name
