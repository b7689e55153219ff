"""Review, signing and registration of what a government site on Wagtail publishes."""

__version__ = "0.1.0"
