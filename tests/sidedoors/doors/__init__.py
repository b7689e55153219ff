"""The doors, by families. Importing this puts all of them into the table, in this order."""

from importlib import import_module

FAMILIES = (
    "editor",
    "workflow",
    "schedule",
    "copies",
    "tree",
    "api",
    "configuration",
    "files",
    "code",
    "evidence",
    "exceptions",
    "removal",
)

for family in FAMILIES:
    import_module(f"{__name__}.{family}")
