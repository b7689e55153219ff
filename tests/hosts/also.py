"""What one host alone is asked after the walk. Each function has the name of its host."""

from __future__ import annotations
