"""Sphinx: Markdown through MyST, nothing fetched from elsewhere."""

project = "wagtail-govreview"
author = "wagtail-govreview contributors"
copyright = "2026, wagtail-govreview contributors"  # noqa: A001 - Sphinx's name for it

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = project
html_copy_source = False
