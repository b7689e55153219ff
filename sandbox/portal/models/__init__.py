"""Page types of the portal."""

from sandbox.portal.models.mailbox import MailboxReplyPage
from sandbox.portal.models.news import NewsPage
from sandbox.portal.models.notices import NoticePage
from sandbox.portal.models.policies import PolicyAttachment, PolicyDocumentPage, PolicyTopic
from sandbox.portal.models.sections import HomePage, SectionIndexPage

__all__ = [
    "HomePage",
    "MailboxReplyPage",
    "NewsPage",
    "NoticePage",
    "PolicyAttachment",
    "PolicyDocumentPage",
    "PolicyTopic",
    "SectionIndexPage",
]
