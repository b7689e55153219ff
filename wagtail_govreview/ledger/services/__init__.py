"""The ledger's verbs: append a line, or many at once; note that heads were given outside."""

from wagtail_govreview.ledger.services.append import Act, append, append_all, hold
from wagtail_govreview.ledger.services.give_anchor import give_anchor

__all__ = ["Act", "append", "append_all", "give_anchor", "hold"]
