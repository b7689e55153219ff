#!/usr/bin/env python
"""Django's command line for the sandbox site."""

import os
import sys


def main() -> None:
    """Run one management command with the sandbox's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
