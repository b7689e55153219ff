"""The sandbox's database, chosen by one value such as ``postgresql://user@host/name``."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

POSTGRESQL = "django.db.backends.postgresql"
MYSQL = "django.db.backends.mysql"
SQLITE = "django.db.backends.sqlite3"

_ENGINES = {
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    "mysql": MYSQL,
    "mariadb": MYSQL,
}

# The general_ci collation takes all characters beyond the basic plane for one and the same,
# and with them some rare characters in Chinese names. This one tells them apart, and both
# MySQL and MariaDB have it.
_MYSQL_COLLATION = "utf8mb4_unicode_520_ci"


def database_from(value: str, var_dir: Path) -> dict[str, Any]:
    """Return Django's ``DATABASES["default"]`` for *value*.

    *value* is ``sqlite`` (a file in *var_dir*), ``sqlite:///path/to/file``, or
    ``postgresql://`` / ``mysql://`` followed by ``user:password@host:port/name``.
    Raises ``ValueError`` for any other scheme, and where a server's database has no name.
    """
    if value in ("", "sqlite"):
        return _sqlite(var_dir / "db.sqlite3")
    parts = urlsplit(value)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in _ENGINES:
        raise ValueError(
            f"GOVREVIEW_DATABASE is {value!r}: expected 'sqlite', 'postgresql://…' or 'mysql://…'."
        )
    return _server(parts, _ENGINES[parts.scheme])


def _sqlite(path: Path) -> dict[str, Any]:
    """A SQLite file; writers queue for it instead of failing when they meet."""
    return {
        "ENGINE": SQLITE,
        "NAME": str(path),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
    }


def _server(parts: SplitResult, engine: str) -> dict[str, Any]:
    """A database on a server, with the character set Chinese text needs."""
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError("GOVREVIEW_DATABASE names a server but no database: …://user@host/NAME")
    database: dict[str, Any] = {
        "ENGINE": engine,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
    if engine == MYSQL:
        database["OPTIONS"] = {"charset": "utf8mb4", "collation": _MYSQL_COLLATION}
        database["TEST"] = {"CHARSET": "utf8mb4", "COLLATION": _MYSQL_COLLATION}
    return database
