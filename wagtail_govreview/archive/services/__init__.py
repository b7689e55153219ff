"""The verbs of archiving, one file each."""

from wagtail_govreview.archive.services.make import make
from wagtail_govreview.archive.services.pack import Packed, pack
from wagtail_govreview.archive.services.request import request, request_again
from wagtail_govreview.archive.services.take import note_taken, take, take_item

__all__ = ["Packed", "make", "note_taken", "pack", "request", "request_again", "take", "take_item"]
