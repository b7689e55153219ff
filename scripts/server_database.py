"""Ping a database server, make a database on it, or drop one: what CI needs around the demonstration.

    python scripts/server_database.py ping|create|drop postgresql://user@host:5432/name

``ping`` ignores the name. PostgreSQL and MySQL/MariaDB.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from sandbox.databases import POSTGRESQL, database_from

STATEMENTS = {
    "ping": "SELECT 1",
    "create": "CREATE DATABASE {name}",
    "drop": "DROP DATABASE IF EXISTS {name}",
}


def main(verb: str, url: str) -> None:
    """Run one verb; raises the driver's error where the server does not answer or refuses."""
    database = database_from(url, Path())
    name = database["NAME"]
    if verb != "ping" and not re.fullmatch(r"[a-z0-9_]+", name):
        raise ValueError(f"not a plain database name: {name!r}")
    statement = STATEMENTS[verb].format(name=name)
    if database["ENGINE"] == POSTGRESQL:
        on_postgresql(database, statement)
    else:
        on_mysql(
            database,
            statement
            + (" CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci" if verb == "create" else ""),
        )


def alphabet(database: dict[str, Any]) -> str:
    """The character set and collation of the site's connections, without which joins fail."""
    test = database["TEST"]
    return f" CHARACTER SET {test['CHARSET']} COLLATE {test['COLLATION']}"


def on_postgresql(database: dict[str, Any], statement: str) -> None:
    import psycopg

    with psycopg.connect(
        host=database["HOST"],
        port=database["PORT"] or None,
        user=database["USER"],
        password=database["PASSWORD"] or None,
        dbname="postgres",
        connect_timeout=5,
        autocommit=True,
    ) as connection:
        connection.execute(statement)


def on_mysql(database: dict[str, Any], statement: str) -> None:
    import MySQLdb

    connection = MySQLdb.connect(
        host=database["HOST"],
        port=int(database["PORT"] or 3306),
        user=database["USER"],
        password=database["PASSWORD"],
        connect_timeout=5,
    )
    connection.query(statement)
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
