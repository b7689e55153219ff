"""Side-by-side measurements: the extension and plain Wagtail in one run, as ratios."""
