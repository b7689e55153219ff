"""Page types, templates and demo content of the sandbox."""
