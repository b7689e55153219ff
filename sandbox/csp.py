"""The sandbox's Content-Security-Policy: strict for the public, Wagtail's own needs in the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PUBLIC_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
)

# Wagtail's own admin templates carry inline scripts and styles (the inline panel, the date
# chooser, the rich-text editor), and Django's debug pages do too.
ADMIN_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
    ]
)


class ContentSecurityPolicyMiddleware:
    """Set the policy that belongs to the address, unless the view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy_for(request, response))
        return response


def _policy_for(request: HttpRequest, response: HttpResponse) -> str:
    """The public policy, except in the admin and on Django's own error pages of a debug run."""
    in_admin = request.path.startswith((reverse("wagtailadmin_home"), "/django-admin/", "/api/"))
    debug_page = settings.DEBUG and response.status_code >= 400
    return ADMIN_POLICY if in_admin or debug_page else PUBLIC_POLICY
