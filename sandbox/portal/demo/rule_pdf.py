"""Make ``files/rule.pdf`` from the rule's text: ``python -m sandbox.portal.demo.rule_pdf``.

The result is kept in the folder, so only a change of the text or its layout calls for this. It needs
a font folder with Noto Serif SC, or Noto Serif CJK SC on the machine.
"""

import json
from pathlib import Path

import typst

from sandbox.portal.demo import rule

FILES = Path(__file__).parent / "files"


def make_pdf(target: Path) -> None:
    """Write the rule as a PDF/A document to *target*."""
    text = rule.read_rule()
    data = {
        "number": rule.NUMBER,
        "issuer": rule.ISSUER,
        "title": rule.NOTICE_TITLE,
        "rule_title": rule.RULE_TITLE,
        "notice": text.notice,
        "rule": [{"text": line, "chapter": rule.is_chapter(line)} for line in text.rule],
    }
    typst.compile(
        str(FILES / "rule.typ"),
        output=str(target),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )


if __name__ == "__main__":
    make_pdf(FILES / "rule.pdf")
