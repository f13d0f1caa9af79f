"""What ``trstudy report`` sets on paper."""

from __future__ import annotations

from pathlib import Path

from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step

DOCUMENT = "report.pdf"


def document(plan: Plan, folder: Path, step: Step) -> None:
    """Write ``report.pdf``; the front page, the tables and every notebook's page are in ``folder``."""
    from trstudy.reporting.document import document_html
    from trstudy.reporting.pdf import pdf_bytes

    step(0, 2, "chapters")
    html = document_html(plan, folder)
    step(1, 2, "pages set")
    (folder / DOCUMENT).write_bytes(pdf_bytes(html))
