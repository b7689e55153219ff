"""No page of the site may run or style anything that is written into it."""

from tests.hosts.base import *  # noqa: F403
from tests.hosts.base import MIDDLEWARE

MIDDLEWARE = ["tests.hosts.csp.StrictPolicy", *MIDDLEWARE]
