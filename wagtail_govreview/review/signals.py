"""News of this room for the floors above. Sender is ``ReviewSheet``; sent inside the transaction.

``sheet_submitted(sheet, user)``
    A sheet was frozen and goes to its first tier.
``tier_started(sheet, tier, task_state, user)``
    A sheet waits at a tier now (``tier``: :class:`~.frozen.FrozenTier`).
``sheet_signed(sheet, signature, user)``
    One person signed.
``sheet_returned(sheet, signature, user)``
    A tier returned the sheet to its undertaker.
``sheet_void(sheet, user)``
    The content changed: the signatures no longer bind.
``sheet_taken_back(sheet, user)``
    The undertaker took the sheet back, or the workflow was cancelled.
``sheet_completed(sheet, user)``
    Every tier has signed; publication may follow.
``removal_signed(sheet, user)``
    Every tier has signed that the page goes offline or is deleted, and its workflow has ended.
"""

from django.dispatch import Signal

sheet_submitted = Signal()
tier_started = Signal()
sheet_signed = Signal()
sheet_returned = Signal()
sheet_void = Signal()
sheet_taken_back = Signal()
sheet_completed = Signal()
removal_signed = Signal()
