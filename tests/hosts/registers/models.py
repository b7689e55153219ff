"""A setting of the site, and a plain list of its own."""

from __future__ import annotations

from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting
class Imprint(BaseSiteSetting):
    """Who answers for the site."""

    organ = models.CharField(max_length=100, blank=True)


class Hall(models.Model):
    """A service hall."""

    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name
