"""One notebook's page: executed, exported, framed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trstudy.reporting.plan import Notebook, Plan
from trstudy.reporting.run import Step
from trstudy.reporting.theme import Page, Site, rendered


def write_page(plan: Plan, notebook: Notebook, folder: Path, step: Step) -> None:
    """Execute one notebook, unless it lies in ``folder`` as it ran; write it, and its page, there."""
    from trstudy.reporting.execute import executed, executed_before, notebook_bytes
    from trstudy.reporting.export import body

    ran = folder / "notebooks" / notebook.path.name
    if ran.is_file():
        done = executed_before(ran)
    else:
        done = executed(notebook.path, notebook.given, step, study=plan.root)
        ran.parent.mkdir(exist_ok=True)
        ran.write_bytes(notebook_bytes(done))
    content = body(done)
    site = site_of(plan)
    order = [page.name for page in site.pages]
    at = order.index(notebook.name)
    page = rendered(
        "notebook.html.j2",
        site,
        current=notebook.name,
        title=content.title or notebook.title,
        description=notebook.lead or notebook.title,
        lead=content.lead,
        body=content.html,
        headings=content.headings,
        parameters=parameter_rows(notebook),
        before=site.pages[at - 1] if at else None,
        after=site.pages[at + 1] if at + 1 < len(order) else None,
    )
    (folder / f"{notebook.name}.html").write_bytes(page)


def site_of(plan: Plan) -> Site:
    """Return what every page of the report shares."""
    beside = [Page(o.file.removesuffix(".html"), o.words) for o in plan.offers if o.in_navigation]
    return Site(plan.title, [Page(n.name, n.title) for n in plan.notebooks], beside)


def parameter_rows(notebook: Notebook) -> list[dict[str, Any]]:
    """Return a notebook's parameters for a table on a page."""
    return [
        {
            "name": name,
            "value": value,
            "default": parameter.default,
            "given": value != parameter.default,
            "comment": parameter.comment,
            "legal": parameter.legal,
        }
        for name, value in notebook.parameters.items()
        for parameter in [notebook.declared[name]]
    ]
