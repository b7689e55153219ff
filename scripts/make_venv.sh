#!/bin/sh
# Make a virtual environment in $1 with the first Python that is new enough.
# PYTHON=/path/to/python chooses one.
set -eu

new_enough='import sys; sys.exit(sys.version_info < (3, 10))'

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python3.10 python}; do
    if "$candidate" -c "$new_enough" >/dev/null 2>&1; then
        if ! "$candidate" -m venv "$1"; then
            rm -rf "$1"
            echo "$candidate cannot make a virtual environment." >&2
            echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
            exit 1
        fi
        exit 0
    fi
done

echo "No Python 3.10 or later found. Name one: make PYTHON=/path/to/python …" >&2
exit 1
