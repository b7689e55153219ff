"""Dictionaries: words that are wrong, need care, are protected, allowed or must not go out; per unit and shared."""
