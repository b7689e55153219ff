"""The README's promise: few lines in a site that exists, and the same ones in both languages."""

from __future__ import annotations

import re

from tests.walk.readme import Block, installation

COMMENT = re.compile(r"\s+# .*$", re.MULTILINE)


def without_comments(block: Block) -> tuple[str, str]:
    return block.language, COMMENT.sub("", block.text)


def test_at_most_ten_lines_of_a_site_change() -> None:
    changed = [block for block in installation() if block.language != "console"]
    assert [block.language for block in changed] == ["python", "html+django"]
    assert sum(len(block.lines) for block in changed) <= 10


def test_both_languages_say_the_same() -> None:
    english, chinese = installation(), installation("README.zh-hans.md", "## 装进自己的网站")
    assert list(map(without_comments, english)) == list(map(without_comments, chinese))


def test_the_guide_says_the_same_settings() -> None:
    (settings,) = (block for block in installation() if block.language == "python")
    (guide,) = (
        block
        for block in installation("docs/how-to/install.md", "## 2. Settings")
        if block.language == "python"
    )
    assert without_comments(guide) == without_comments(settings)
