"""What happens in this room, for the floors above."""

from django.dispatch import Signal

unit_changed = Signal()
"""A unit was made or changed. Sender ``Unit``; ``unit``, ``actor``, ``before``, ``after`` (plain data)."""

signer_appointed = Signal()
"""A person signs a tier for a unit, or now does so in another post. Sender ``Signer``; ``signer``, ``actor``."""

signer_dismissed = Signal()
"""A person no longer signs. Sender ``Signer``; ``unit``, ``user``, ``tier``, ``actor``."""

unit_looked_over = Signal()
"""A unit's set-up is looked over, also in a dry run. Sender ``Unit``; ``unit``. A receiver gives a sentence about
what is worth a look, or None."""

signing_delegated = Signal()
"""Somebody signs a tier in another's place for a time. Sender ``Delegation``; ``delegation``, ``actor``."""

delegation_ended = Signal()
"""A delegation was revoked before its time. Sender ``Delegation``; ``delegation``, ``actor``."""
