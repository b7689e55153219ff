"""News of this room for the floors above, sent inside the transaction.

``dictionary_activated(version, user)``
    A version of a dictionary is in force. Sender is ``DictionaryVersion``.
"""

from django.dispatch import Signal

dictionary_activated = Signal()
