"""``trstudy agreement``: how far coders agree, and on what they do not."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pandas as pd

from trstudy.errors import CodingError
from trstudy.tables import VARIABLES


@click.command("agreement")
@click.argument("names", nargs=-1, metavar="[CODER]...")
@click.option(
    "--variable", "variables", multiple=True, type=click.Choice(VARIABLES), help="Only this; may be repeated."
)
@click.option(
    "--order",
    metavar="A,B,…",
    help="For one variable: its codes in their order, for ordinal alpha; others count as missing.",
)
@click.option(
    "--resamples", default=2000, show_default=True, type=click.IntRange(min=0), help="Behind each interval."
)
@click.option("--seed", default=1, show_default=True, help="Seed of the resamples.")
@click.option(
    "--disagreements",
    "shown",
    default=10,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many units coded differently to show, for each variable.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print the coefficients as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--needed", is_flag=True, help="Say instead how many units two coders must share.")
@click.option("--population", type=int, metavar="N", help="For --needed: all units (default: the study's).")
@click.option("--minimum", default=0.80, show_default=True, help="For --needed: the agreement to be shown.")
@click.option("--assumed", type=float, help="For --needed: the agreement expected (default: minimum + .05).")
@click.option("--confidence", default=0.95, show_default=True, help="For --needed: how sure to be.")
@click.option(
    "--db", type=click.Path(path_type=Path), metavar="FILE", help="The coding file (default: codings.db)."
)
@click.option(
    "--study",
    "folder",
    default=".",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The study's folder.",
)
def command(
    names: tuple[str, ...], variables: tuple[str, ...], order: str | None, resamples: int, seed: int,
    shown: int, as_csv: bool, as_json: bool, needed: bool, population: int | None, minimum: float,
    assumed: float | None, confidence: float, db: Path | None, folder: Path,
) -> None:  # fmt: skip
    """Measure how far coders agree, with intervals, and list what they coded differently.

    CODER is a coder's name, the name of codings (gold_dev, or gold_dev:a for one of its coders), or a
    file; by default everybody in the coding file. Units that only one of them coded are left out.
    """
    from trstudy.study import open_study

    if needed:
        click.echo(_needed(folder, population, minimum, assumed, confidence))
        return
    found = agreement_found(open_study(folder), names, variables, order, resamples, seed, shown, db)
    if as_csv:
        click.echo(found["table"].to_csv(index=False, lineterminator="\n"), nl=False)
    elif as_json:
        from trstudy.commands.wording import plain

        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        click.echo(agreement_text(found, resamples=resamples, seed=seed))


def agreement_found(
    study: Any, names: Sequence[str], variables: Sequence[str], order: str | None, resamples: int, seed: int,
    shown: int, db: Path | None,
) -> dict[str, Any]:  # fmt: skip
    """Who coded how many of the shared units, the coefficients, and the units coded differently."""
    import trstudy
    from trstudy.coding.disagreements import disagreements

    codes = study.codes(*names, db=db)
    coders = [str(name) for name in codes["coder"].unique()]
    if len(coders) < 2:
        raise CodingError(f"codes of {', '.join(coders) or 'nobody'}; expected those of two or more")
    given = codes[list(VARIABLES)].notna().any(axis=1)
    times = codes.loc[given, "unit"].value_counts()
    shared = codes[codes["unit"].isin(times.index[times >= 2])]
    if shared.empty:
        raise CodingError(f"{', '.join(coders)}: no unit that two of them coded")
    wanted = [v for v in variables or VARIABLES if variables or shared[v].notna().any()]
    options: dict[str, Any] = {"n_boot": resamples, "seed": seed}
    if order is not None:
        if len(variables) != 1:
            raise CodingError("--order: name the one variable whose codes these are, with --variable")
        ranks = [code.strip() for code in order.split(",")]
        shared = shared.assign(**{wanted[0]: shared[wanted[0]].where(shared[wanted[0]].isin(ranks))})
        options |= {"metric": "ordinal", "categories": ranks}
    table = pd.concat([trstudy.agreement(shared, v, **options) for v in wanted], ignore_index=True)
    apart = {v: disagreements(shared, v, study.sentences(), before=2) for v in wanted}
    units = shared["unit"].nunique()
    return {
        "units": units,
        "coders": pd.DataFrame([_coder(codes, shared, coder, units) for coder in coders]),
        "table": table,
        "apart": {v: len(rows) for v, rows in apart.items()},
        "disagreements": {v: rows.head(shown) for v, rows in apart.items()},
    }


def _coder(codes: pd.DataFrame, shared: pd.DataFrame, coder: str, units: int) -> dict[str, Any]:
    own, there = codes[codes["coder"] == coder], shared[shared["coder"] == coder]
    return {
        "coder": coder,
        "coded": int(own[list(VARIABLES)].notna().any(axis=1).sum()),
        "skipped": int(own["skipped"].sum()),
        **{f"{v} missing": units - int(there[v].notna().sum()) for v in VARIABLES},
    }


def agreement_text(found: dict[str, Any], *, resamples: int, seed: int) -> str:
    """What the command prints."""
    from trstudy.commands.wording import cell, grid, number

    table, measures = found["table"], ["percent", "alpha", "cohen", "fleiss", "ac1"]
    spread = (
        f"In brackets: 95 % intervals ({resamples} resamples of units, seed {seed})." if resamples else ""
    )
    parts = [f"{found['units']} units coded by two or more. {spread}".rstrip(), ""]
    parts.append(grid(list(found["coders"].columns), found["coders"].astype(str).to_numpy().tolist()))
    whole = table[table["category"] == "all"]
    rows = []
    for variable, group in whole.groupby("variable", sort=False):
        by = group.set_index("measure")
        cells = [cell(by.loc[m]) for m in measures]
        rows.append([str(variable), str(by["pairable"].iloc[0]), str(found["apart"][variable]), *cells])
    parts += ["", grid(["", "coded twice", "apart", *measures], rows)]
    for variable, group in table[table["category"] != "all"].groupby("variable", sort=False):
        rows = []
        for category, one in group.groupby("category", sort=False):
            by = one.set_index("measure")
            cells = [cell(by.loc[m]) for m in measures]
            rows.append([str(category), number(by["prevalence"].iloc[0]), *cells])
        parts += ["", f"{variable}, each code against the rest", grid(["", "prevalence", *measures], rows)]
    for variable, rows in found["disagreements"].items():
        if len(rows):
            parts += ["", f"{variable}, coded differently: {found['apart'][variable]} units"]
            parts += [_disagreement(row, list(found["coders"]["coder"])) for row in rows.to_dict("records")]
    return "\n".join(parts)


def _disagreement(row: dict[str, Any], coders: Sequence[str]) -> str:
    given = ", ".join(f"{coder} {row[coder]}" for coder in coders if coder in row and pd.notna(row[coder]))
    said = [f"- {row['unit']}: {given}"]
    for text, dent in ((row.get("before"), "    … "), (row.get("text"), "    ")):
        if isinstance(text, str) and text:
            said.append(textwrap.fill(text, 110, initial_indent=dent, subsequent_indent="    "))
    return "\n".join(said)


def _needed(
    folder: Path, population: int | None, minimum: float, assumed: float | None, confidence: float
) -> str:
    from trstudy.coding.planning import units_needed
    from trstudy.study import open_study

    units = len(open_study(folder).sentences()) if population is None else population
    count = units_needed(units, minimum=minimum, assumed=assumed, confidence=confidence)
    expected = minimum + 0.05 if assumed is None else assumed
    return (
        f"{count} of {units} units must be coded by both, to be {confidence:.0%} sure that they agree on "
        f"{minimum:.0%} or more of all units, if they agree on {expected:.0%} (Lacy & Riffe 1996).\n"
        f"Codes that are rare need more. `trstudy code --coder NAME --sample {count}` draws them."
    )
