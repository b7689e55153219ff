"""Removing the metadata of a picture: what it tells, and one button."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images import get_image_model

from wagtail_govreview.refusal import Refused
from wagtail_govreview.screening.extraction.notices import BY_CODE
from wagtail_govreview.screening.pictures.told import told_by_image
from wagtail_govreview.screening.services.strip_image import strip_image


class StripImageView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may change the picture."""

    page_title = gettext_lazy("Remove position and author")
    header_icon = "image"
    template_name = "wagtail_govreview/screening/strip_image.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.image = get_object_or_404(get_image_model(), pk=kwargs["image_id"])
        if not self.image.is_editable_by_user(request.user):
            raise PermissionDenied
        self.edit_url = reverse("wagtailimages:edit", args=[self.image.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            strip_image(self.image, user=request.user)
        except Refused as refused:
            context = self.get_context_data(refused=refused.refusals)
            return self.render_to_response(context, status=422)
        sentence = gettext("“%(title)s” tells no longer where and by whom it was taken.")
        messages.success(request, sentence % {"title": self.image.title})
        return redirect(self.edit_url)

    def get_page_subtitle(self) -> str:
        return str(self.image.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = told_by_image(self.image)
        return super().get_context_data(
            image=self.image,
            edit_url=self.edit_url,
            told=[found.label for code, found in BY_CODE.items() if code in told],
            **kwargs,
        )
