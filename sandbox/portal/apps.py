"""The portal application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Page types of an ordinary government portal."""

    name = "sandbox.portal"
    label = "portal"
    verbose_name = "政府门户"
    default_auto_field = "django.db.models.BigAutoField"
