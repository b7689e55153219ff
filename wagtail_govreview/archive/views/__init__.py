"""The screens of archiving: the list of packages, asking for one, one package, one item at once."""
