"""``trstudy tag``: the sentences of a text, tagged."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pandas as pd


@click.command("tag")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--sides", nargs=2, metavar="A B", help="The two sides; default: the study's.")
@click.option("--tagger", default="rules", show_default=True, metavar="NAME", help="Which tagger to use.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with offsets into the file.")
@click.option("--why", is_flag=True, help="Print under each sentence what decided.")
@click.option(
    "--study",
    "folder",
    default=".",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The study whose sides and word lists to use; where there is none, the package's.",
)
def command(
    file: Path, sides: tuple[str, str] | None, tagger: str, as_csv: bool, why: bool, folder: Path
) -> None:
    """Tag the sentences of a text FILE, or of standard input ("-").

    The text is cleaned and cut into sentences first; each is tagged knowing those before it.
    """
    from trstudy.corpus.cleaning import clean
    from trstudy.corpus.reading import decoded, file_text
    from trstudy.corpus.sentences import sentences
    from trstudy.settings import Settings, settings, study_root
    from trstudy.study import Study
    from trstudy.tagging.dyad import Dyad
    from trstudy.tagging.explain import evidence
    from trstudy.tagging.registry import tag
    from trstudy.vetting import require_kept

    dash = str(file) == "-"
    raw = decoded(sys.stdin.buffer.read(), "standard input") if dash else file_text(file)
    root = study_root(folder)
    study = Study(root, settings(root)) if root else Study(folder, Settings())
    if root and not sides:
        require_kept(root, study.settings, study.lexicon)
    dyad = Dyad([sides[0]], [sides[1]], study.lexicon) if sides else study.dyad
    tagger = study.tagger(tagger)
    units = sentences(clean(raw))
    tags = tag(units, dyad, tagger)
    if as_csv:
        click.echo(tags.to_csv(index=False, lineterminator="\n"), nl=False)
        return
    rows = evidence(units, dyad, tagger) if why else pd.DataFrame({"sentence_id": []})
    for unit in tags.itertuples():
        click.echo(f"{unit.frame:12s}{unit.arena:10s}{unit.voice:11s}{unit.modality:9s} {unit.text}")
        for cue in rows[rows["sentence_id"] == unit.sentence_id].itertuples():
            click.echo(f"{'':42s} - “{cue.cue}” ({cue.category}): {cue.why}")
