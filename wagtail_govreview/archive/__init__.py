"""Archiving (归档移交): what a unit hands over to its archive, and how anybody can check it there."""
