"""News of this room for the floors above. Sent inside the transaction.

``entry_registered(entry, user)``
    The register has a new entry: a publication, an update or a withdrawal. Sender is ``RegisterEntry``.
"""

from django.dispatch import Signal

entry_registered = Signal()
