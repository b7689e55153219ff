"""Printed documents: Typst templates fed with plain data, set in fonts that the package brings.

This room knows no model and no rulebook. Whoever prints fills in a document of ``sheet`` or ``register`` and receives
the bytes of a PDF/A-2b file.
"""
