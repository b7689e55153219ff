"""Moments without a time zone, as many older sites in one country have them."""

from tests.hosts.base import *  # noqa: F403

USE_TZ = False
SILENCED_SYSTEM_CHECKS = ["wagtail_govreview.W015"]  # the package advises against it, and works
