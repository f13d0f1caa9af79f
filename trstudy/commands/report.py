"""``trstudy report``: run the notebooks and write the report."""

from __future__ import annotations

from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trstudy.commands.report_explorer import explorer
from trstudy.errors import ReportError
from trstudy.reporting.makers import Maker
from trstudy.reporting.plan import Plan
from trstudy.reporting.run import Step

if TYPE_CHECKING:
    import pandas as pd

    from trstudy.reporting.front import Answer
    from trstudy.study import Study


@click.command()
@click.option(
    "-p",
    "--parameter",
    "pairs",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a parameter in every notebook that has it; may be repeated.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the report goes (default: the study's reports/).",
)
@click.option("--only", metavar="NOTEBOOK", help="Run one notebook; the other pages stay as they are.")
@click.option("--force", is_flag=True, help="Run notebooks even if nothing that they use has changed.")
@click.option(
    "--study",
    "root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    metavar="DIR",
    help="The study's folder (default: here, or the nearest above).",
)
def command(pairs: tuple[str, ...], out: Path | None, only: str | None, force: bool, root: Path) -> None:
    """Run the notebooks side by side and write the report; the earlier one stays until all went well."""
    from trstudy.reporting.parameters import split_pairs
    from trstudy.reporting.plan import planned, selected, with_parameters
    from trstudy.reporting.report import build
    from trstudy.study import open_study

    given = split_pairs(pairs)
    study = open_study(root)
    root = study.root
    out = out or root / "reports"
    plan = planned(root.resolve(), study.settings.name or root.resolve().name)
    chosen = with_parameters(selected(plan, only), given)
    study.entries()  # a changed or missing text ends the run here, by name
    try:
        ran = build(plan, chosen, out, makers=MAKERS, say=click.echo, force=force)
    except (ReportError, OSError) as error:
        kept = (
            f"\nThe earlier report in {out.as_posix()} is as it was."
            if (out / "index.html").is_file()
            else ""
        )
        raise ReportError(f"{error}{kept}") from error
    click.echo(f"The report is {'ready' if ran else 'up to date'}: {(out / 'index.html').as_posix()}")


def front(plan: Plan, folder: Path, step: Step) -> None:
    """Write the front page and the tables into ``folder``."""
    from trstudy.reporting.front import write_front

    found, tables = answer(plan, step)
    step(3, 4, "tables and front page")
    write_front(plan, folder, found, tables)


# What a report holds beside the notebooks' pages. Order counts where a part comes after another.
MAKERS = (
    Maker("index", front, writes=("index.html", "tables/")),
    Maker(
        "explorer",
        explorer,
        writes=("explorer.html",),
        offer="Every sentence, to filter, read, cite and take along",
        in_navigation=True,
    ),
)


def answer(plan: Plan, step: Step = lambda *_: None) -> tuple[Answer, dict[str, pd.DataFrame]]:
    """Work out what the front page says, and the tables that it rests on."""
    import matplotlib as mpl

    mpl.use("agg")  # the environment names the notebooks' backend

    from trstudy.figures.frames import frame_shares
    from trstudy.figures.style import look
    from trstudy.measures.framing import compare
    from trstudy.measures.headline import headline
    from trstudy.measures.multiverse import multiverse
    from trstudy.measures.variants import tag_variants
    from trstudy.reporting.front import Answer, figure_of
    from trstudy.study import open_study

    values = {name: value for n in plan.notebooks for name, value in n.parameters.items()}
    values["n_boot"] = values.get("resamples", 2000)

    def options(function: Any) -> dict[str, Any]:
        """Those of the notebooks' parameters that a function takes as options."""
        known = signature(function).parameters.values()
        return {
            p.name: values[p.name] for p in known if p.kind is Parameter.KEYWORD_ONLY and p.name in values
        }

    step(0, 4, "tags")
    study = open_study(plan.root)
    documents, tags = study.documents(), study.tags(docvars=True)
    comparison = compare(tags, "year", **options(compare))
    step(1, 4, "other choices")
    ways = tag_variants(tags, study.dyad, folder=study.root / ".trstudy")
    verdict = multiverse(ways, **options(multiverse)).verdict()
    step(2, 4, "answer")
    codes = study.codings(values["codings"]) if "codings" in values else None
    chosen = {"seed": 0, **options(headline)}
    found = headline(tags, documents, verdict=verdict, codes=codes, **chosen)
    with look():
        figure = figure_of(frame_shares(comparison, by="year"))
    worked_out = Answer(
        question=_question(study, documents),
        figure=figure,
        shows="For each year: the share of sentences that frame the relation as cooperation, as rivalry, as "
        "both (mixed), or not at all, each with its interval and, above it, the number of sentences.",
        sentences=found.sentences,
        caveat=found.caveat,
        firmness=[said for said in (found.robustness, found.codes) if said],
    )
    tables = {
        "documents": documents,
        "sentences": study.sentences(),
        "tags": study.tags(),
        "evidence": study.evidence(),
        "comparison": comparison,
    }
    return worked_out, tables


def _question(study: Study, documents: pd.DataFrame) -> str:
    """Word what the study asks, from its settings and its texts."""
    sides = study.settings.dyad
    names = [side if isinstance(side, str) else side[0] for side in (sides.a, sides.b)] if sides else []
    between = f" between {' and '.join(names)}" if names else ""
    years = [str(year) for year in sorted(set(documents["year"]))]
    when = " and ".join([", ".join(years[:-1]), years[-1]] if len(years) > 1 else years)
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    number = small[len(documents)] if len(documents) < len(small) else len(documents)
    return f"How do {number} articles of {when} frame the relations{between}, and do the years differ?"
