"""What the application connects when the site starts: system checks, signals, the tab in the editor."""


def connect() -> None:
    """Connect every room. Called once, when all models are loaded."""
