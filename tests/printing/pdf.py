"""Reading PDF files back with Poppler, an independent reader.

A machine without it skips what has to be read back; everything is still typeset there.
"""

from __future__ import annotations

import shutil
import subprocess

import pytest


def text_of(pdf: bytes) -> str:
    """All text without any white space, in the order in which it stands in the file.

    Lines break where the layout wants it, so white space cannot be compared.
    """
    return "".join(poppler("pdftotext", "-raw", "-", "-", pdf=pdf).split())


def page_count(pdf: bytes) -> int:
    """The number of pages."""
    information = poppler("pdfinfo", "-", pdf=pdf)
    return int(information.split("Pages:")[1].split()[0])


def right_edge(pdf: bytes) -> float:
    """How far to the right the text of any page reaches, in points."""
    lines = poppler("pdftotext", "-bbox", "-", "-", pdf=pdf).splitlines()
    return max(float(line.split('xMax="')[1].split('"')[0]) for line in lines if "<word" in line)


def poppler(*command: str, pdf: bytes) -> str:
    """What one of Poppler's programs says about the file."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} (poppler-utils) is not installed")
    finished = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return finished.stdout.decode()
