"""The doors, by families. Importing this puts all of them into the table, in this order."""

from tests.sidedoors.doors import editor, api, code  # noqa: F401, I001
