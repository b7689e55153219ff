"""Opening what is to be signed: the preview of exactly the submitted draft, and who has opened what."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import select_template
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.utils.decorators import xframe_options_sameorigin_override

from wagtail_govreview.content.fingerprint import has_fingerprint
from wagtail_govreview.content.text import passages
from wagtail_govreview.review.services import note_opening
from wagtail_govreview.review.sheets import ReviewSheet
from wagtail_govreview.review.viewing import Part, Viewing, has_preview, left_words, preview_part
from wagtail_govreview.review.views.sheet import readable_sheet

# A window of its own, or the frame of the sign page. What another page loads by itself opens nothing.
SHOWN_IN = ("", "document", "iframe")


def is_opened(request: HttpRequest, *, shown_in: tuple[str, ...] = SHOWN_IN) -> bool:
    """Did a person open this address? Not a question for the headers, and nothing that a browser fetches ahead."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    shown = request.headers.get("Sec-Fetch-Dest", "") in shown_in
    return request.method == "GET" and shown and not ahead


def note_if_opened(
    request: HttpRequest, sheet: ReviewSheet, part: Part, *, as_text: bool = False
) -> None:
    """Keep the opening where it was one."""
    if is_opened(request):
        note_opening(sheet, request.user, part, as_text=as_text)


@require_safe
@never_cache
@xframe_options_sameorigin_override
def open_preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The submitted draft as it will look; as text where its type cannot show it. Noted where it was shown."""
    sheet = readable_sheet(request, pk)
    page = _content_of(sheet)
    if page is None:
        raise Http404(_("The draft is kept no more. The review sheet has the evidence of it."))
    response = _preview(request, page)
    as_text = response is None
    if response is None:
        context = {"sheet": sheet, "passages": passages(page, detail=True)}
        response = render(request, "wagtail_govreview/review/as_text.html", context)
    if has_fingerprint(page, sheet.fingerprint):
        note_if_opened(request, sheet, preview_part(sheet), as_text=as_text)
    return response


def _content_of(sheet: ReviewSheet) -> Any:
    """What is signed: the submitted draft, or of a removal what is or was public; None when it is kept no more."""
    if sheet.is_removal:
        return sheet.page.specific if sheet.page is not None else None
    return sheet.revision.as_object() if sheet.revision else None


def _preview(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Wagtail's preview of ``page``; ``None`` where it has none that can be shown."""
    if not has_preview(page) or not _has_template(request, page):
        return None
    framed = request.headers.get("Sec-Fetch-Dest") == "iframe"
    more = {"in_preview_panel": True} if framed else None  # without Wagtail's bar for editors
    response: HttpResponse = page.make_preview_request(request, page.default_preview_mode, more)
    return response if response.status_code < 400 else None


def _has_template(request: HttpRequest, page: Any) -> bool:
    """Is there what Wagtail would render? A type that serves itself in another way is taken at its word."""
    if not all(
        verb.__module__.startswith("wagtail.models") for verb in (page.serve, page.serve_preview)
    ):
        return True
    names = page.get_preview_template(request, page.default_preview_mode)
    try:
        select_template([names] if isinstance(names, str) else list(names))
    except TemplateDoesNotExist:
        return False
    return True


@require_safe
@never_cache
def openings_view(request: HttpRequest, pk: int) -> JsonResponse:
    """What the reader has opened of a sheet, in words, for a screen that they come back to."""
    viewing = Viewing(readable_sheet(request, pk), request.user)
    return JsonResponse(
        {
            "marks": viewing.marks,
            "attachments": viewing.attachments_opened,
            "left": left_words(len(viewing.unread)),
        }
    )
