"""Imports only go down the floors that ``pyproject.toml`` lists."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_imports_only_go_down(capfd, monkeypatch):
    api = pytest.importorskip("importlinter.cli", reason="import-linter is not installed")
    monkeypatch.chdir(ROOT)
    status = api.lint_imports(
        config_filename=os.fspath(ROOT / "pyproject.toml"), no_cache=True, no_logo=True
    )
    assert status == api.EXIT_STATUS_SUCCESS, capfd.readouterr().out
