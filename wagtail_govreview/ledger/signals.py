"""What this room tells to others."""

from django.dispatch import Signal

#: ``anchor``, ``channels``, ``user``: heads were given outside and noted. Sender is ``LedgerLine``.
anchor_given = Signal()
