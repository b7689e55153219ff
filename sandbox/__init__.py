"""An ordinary Chinese government site: the extension's demo host and its test project."""
