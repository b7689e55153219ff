"""The image of a signature, for those who may see it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wagtail_govreview.units import access
from wagtail_govreview.units.models import Signer

CONTENT_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg"}


@require_safe
def signature_image(request: HttpRequest, pk: int) -> FileResponse:
    """The stored picture, never cached in between and never taken for anything but a picture."""
    signer = get_object_or_404(Signer, pk=pk)
    if not signer.signature_image or not access.may_see_signature(request.user, signer):
        raise Http404
    try:
        image: Any = signer.signature_image.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    ending = str(signer.signature_image.name).rsplit(".", maxsplit=1)[-1].lower()
    response = FileResponse(image, content_type=CONTENT_TYPES.get(ending, "image/png"))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
