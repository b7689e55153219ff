"""Django's test runner, which also writes down what ran and what failed.

``WAGTAIL_SUITE_RESULT`` names the file: ``{"ran": ["wagtail.tests.…", …], "failed": {"wagtail.tests.…": "AssertionError: …"}}``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.test.runner import DiscoverRunner
from django.test.utils import iter_test_cases


class RecordingRunner(DiscoverRunner):
    """A failed part of a test (``subTest``) counts as the test."""

    def run_suite(self, suite: Any, **kwargs: Any) -> Any:
        self.ran = sorted(_name(test) for test in iter_test_cases(suite))  # a suite forgets them
        return super().run_suite(suite, **kwargs)

    def suite_result(self, suite: Any, result: Any, **kwargs: Any) -> int:
        failed = {_name(test): _sentence(trace) for test, trace in result.failures + result.errors}
        failed.update((_name(test), "unexpected success") for test in result.unexpectedSuccesses)
        record = {"ran": self.ran, "failed": failed}
        Path(os.environ["WAGTAIL_SUITE_RESULT"]).write_text(json.dumps(record), encoding="utf-8")
        return super().suite_result(suite, result, **kwargs)


def _name(test: Any) -> str:
    return str(getattr(test, "test_case", test).id())


def _sentence(trace: str) -> str:
    """What the error says, without the way to it."""
    lines = [line for line in trace.splitlines() if line and not line.startswith(" ")]
    errors = [line for line in lines if "Error" in line or "Exception" in line]
    return errors[-1][:200] if errors else ""
