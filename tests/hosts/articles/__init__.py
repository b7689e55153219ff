"""An application of a host: page types whose editors are built in every way that Wagtail knows."""
