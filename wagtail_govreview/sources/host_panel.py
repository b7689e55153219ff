"""The addresses of an authorised source in its form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from wagtail_govreview.sources.register_forms import AuthorisedHostForm


class HostsPanel(InlinePanel):
    """At least one address; what is typed is read by :class:`AuthorisedHostForm`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Addresses"))
        kwargs.setdefault("label", _("address"))
        super().__init__(
            **{
                "relation_name": "hosts",
                "panels": [
                    FieldRowPanel([FieldPanel("host"), FieldPanel("path_prefix")]),
                    FieldRowPanel([FieldPanel("with_subdomains"), FieldPanel("excluded")]),
                ],
                **kwargs,
                "min_num": 1,
            }
        )

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = AuthorisedHostForm
        return options
