"""The field for a signature's image, which lies where no public address leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse


class SignatureImageInput(forms.ClearableFileInput):
    """Shows the present image through the admin's own view instead of the storage's address."""

    template_name = "wagtail_govreview/units/widgets/signature_image.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/png,image/jpeg", **(attrs or {})})

    def is_initial(self, value: Any) -> bool:
        return bool(value)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        signer = getattr(value, "instance", None)
        if value and signer is not None and signer.pk:
            address = reverse("wagtail_govreview:signature_image", args=[signer.pk])
            context["widget"]["image_url"] = address
        return context
