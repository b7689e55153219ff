"""A site like most of them; its page types build their editors in every way that Wagtail knows."""

from tests.hosts.base import *  # noqa: F403

WALK_TYPES = [
    "articles.Article",
    "articles.TabbedArticle",
    "articles.PlainArticle",
    "articles.StreamArticle",
    "articles.CheckedArticle",
    "articles.MethodArticle",
]
