"""The attachments of a review sheet, as they were submitted."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wagtail_govreview.content.models import SignedAttachment
from wagtail_govreview.filenames import harmless_filename
from wagtail_govreview.review.viewing import attachment_part
from wagtail_govreview.review.views.open import note_if_opened
from wagtail_govreview.review.views.sheet import readable_sheet
from wagtail_govreview.storage import private_storage

# What a browser shows by itself and cannot be made to run; everything else is downloaded.
SHOWN_IN_BROWSER = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
}


@require_safe
@never_cache
def sheet_attachment_view(request: HttpRequest, pk: int, attachment_id: int) -> FileResponse:
    """An attachment with the very bytes that were signed, out of the evidence. Opening it is noted."""
    sheet = readable_sheet(request, pk)
    attachment = get_object_or_404(
        SignedAttachment.objects.select_related("file"),
        pk=attachment_id,
        content_id=sheet.content_id,
    )
    try:
        stream = private_storage().open(attachment.file.file.name, "rb")
    except FileNotFoundError as error:
        raise Http404(_("The kept file is missing. govreview_verify names it.")) from error
    suffix = "." + attachment.filename.rpartition(".")[2].lower()
    shown_as = SHOWN_IN_BROWSER.get(suffix)
    response = FileResponse(
        stream,
        as_attachment=shown_as is None,
        filename=harmless_filename(attachment.filename),
        content_type=shown_as or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    note_if_opened(request, sheet, attachment_part(attachment))
    return response
