"""The screens of scanning, below ``govreview/live/``."""
