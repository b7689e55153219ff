"""An application of a headless site."""
