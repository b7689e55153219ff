"""News of this room for the floors above. Sent inside the transaction.

``entry_registered(entry, user)``
    The register has a new entry: a publication, an update or a withdrawal. Sender is ``RegisterEntry``.
``emergency_published(emergency, user)``
    Something is public before it was signed. Sender is ``EmergencyPublication``.
``emergency_settled(emergency, user)``
    It was signed, replaced by a signed version, or taken offline. Sender is ``EmergencyPublication``.
"""

from django.dispatch import Signal

entry_registered = Signal()
emergency_published = Signal()
emergency_settled = Signal()
