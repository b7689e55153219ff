"""What a set-up did, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Steps:
    """``done``: changes that were made. ``notices``: what somebody should look at, without having changed it."""

    done: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def did(self, sentence: str) -> None:
        self.done.append(sentence)

    def notice(self, sentence: str) -> None:
        self.notices.append(sentence)
