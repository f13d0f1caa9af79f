"""What ``trstudy report`` puts on the explorer page."""

from __future__ import annotations

from pathlib import Path

from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step


def explorer(plan: Plan, folder: Path, step: Step) -> None:
    """Write ``explorer.html``: every sentence of the study with the rule and the cues that decided."""
    from trstudy.reporting.explorer import explorer as page
    from trstudy.reporting.pages import site_of
    from trstudy.study import open_study
    from trstudy.tagging.registry import load_tagger, unit_table

    step(0, 2, "tags")
    study = open_study(plan.root)
    tags = study.tags()
    tagger = load_tagger(study.tagger("rules"))
    worded = getattr(tagger, "reasons", None)
    step(1, 2, "explorer")
    text = page(
        study.documents(),
        tags,
        study.evidence(),
        site=site_of(plan),
        blocks=study.blocks(),
        meanings=getattr(tagger, "rules", {}),
        reasons=worded(unit_table(tags), study.dyad) if worded else None,
    )
    (folder / "explorer.html").write_bytes(text.encode("utf-8"))
