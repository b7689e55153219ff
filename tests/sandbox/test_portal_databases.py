"""One value chooses the database."""

from pathlib import Path

import pytest

from sandbox.databases import database_from

VAR = Path("/srv/var")


@pytest.mark.parametrize("value", ["", "sqlite"])
def test_sqlite_is_the_default(value):
    database = database_from(value, VAR)
    assert database["ENGINE"].endswith("sqlite3")
    assert database["NAME"] == "/srv/var/db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_at_a_path():
    assert database_from("sqlite:///srv/other.sqlite3", VAR)["NAME"] == "/srv/other.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql(scheme):
    database = database_from(f"{scheme}://portal:p%40ss@db.example:6432/govreview", VAR)
    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "govreview",
        "USER": "portal",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
    }


@pytest.mark.parametrize("scheme", ["mysql", "mariadb"])
def test_mysql_keeps_every_chinese_character_apart(scheme):
    database = database_from(f"{scheme}://root@127.0.0.1/govreview", VAR)
    assert database["ENGINE"].endswith("mysql")
    assert database["PASSWORD"] == "" and database["PORT"] == ""
    assert database["OPTIONS"]["charset"] == "utf8mb4"
    assert database["TEST"]["COLLATION"] == database["OPTIONS"]["collation"]
    assert "general_ci" not in database["OPTIONS"]["collation"]


@pytest.mark.parametrize(
    "value", ["oracle://host/name", "govreview", "postgresql://host", "mysql://host/"]
)
def test_anything_else_is_refused(value):
    with pytest.raises(ValueError, match="GOVREVIEW_DATABASE"):
        database_from(value, VAR)
