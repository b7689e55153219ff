"""The screens of dictionaries, below ``govreview/dictionaries/``."""
