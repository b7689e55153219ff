"""Whatever the package imports is declared, or is Wagtail's own affair."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions, requires
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "wagtail_govreview"


def test_every_import_is_declared():
    known = declared() | {distribution(item) for item in requires("wagtail") or []}
    provided = providers()
    undeclared = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in PACKAGE.rglob("*.py")
        for module in imported(path)
        if module not in sys.stdlib_module_names
        and module != PACKAGE.name
        and not known.intersection(provided.get(module, ()))
    }
    assert not undeclared


def providers() -> dict[str, set[str]]:
    """The distributions that install each top-level module.

    ``packages_distributions`` of Python 3.10 knows only those that list their modules themselves.
    """
    provided: dict[str, set[str]] = {}
    for installed in distributions():
        for file in installed.files or ():
            module = file.parts[0].removesuffix(".py")
            provided.setdefault(module, set()).add(distribution(installed.metadata["Name"]))
    return provided


def declared() -> set[str]:
    """Distributions that ``pip install wagtail-govreview`` brings by its own word."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {distribution(item) for item in project["dependencies"]}


def distribution(requirement: str) -> str:
    """``django-filter`` of ``Django_Filter>=23.3``."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(path: Path) -> set[str]:
    """Top-level modules that a file cannot do without."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    optional = {id(part) for node in ast.walk(tree) if may_fail(node) for part in ast.walk(node)}
    return {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if id(node) not in optional
        for name in names(node)
    }


def may_fail(node: ast.AST) -> bool:
    """Is this a ``try`` that copes with a missing module?"""
    return isinstance(node, ast.Try) and any(
        isinstance(handler.type, ast.Name) and handler.type.id == "ImportError"
        for handler in node.handlers
    )


def names(node: ast.AST) -> Iterator[str]:
    """Modules that one statement imports by absolute name."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
