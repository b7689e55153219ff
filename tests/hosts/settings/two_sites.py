"""Two websites in one installation, each with an organ of its own."""

from tests.hosts.base import *  # noqa: F403
