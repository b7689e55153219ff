from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovReviewConfig(AppConfig):
    """Registration only: each room connects what it has when the site starts."""

    name = "wagtail_govreview"
    label = "wagtail_govreview"
    verbose_name = _("Publication review")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail_govreview import startup

        startup.connect()
