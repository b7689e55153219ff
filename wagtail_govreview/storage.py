"""The private storage: evidence and signature images never lie under the public media URL."""

from django.core.files.storage import Storage, storages

from wagtail_govreview.conf import settings


def private_storage() -> Storage:
    """The storage that ``GOVREVIEW_EVIDENCE_STORAGE`` names in the host's ``STORAGES``."""
    return storages[settings.evidence_storage]
