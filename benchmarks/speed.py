"""How fast the rule tagger is, against tools that people know, on the same text and one core.

Run: ``python benchmarks/speed.py [--megabytes 4] [--rounds 5]``. Prints megabytes a second and ratios.
Peers that are not installed are named and left out; ``benchmarks/README.md`` says how to get them.
Every job reads the same sentences in a process of its own, so that none pays for what another holds in
memory; each is timed by the processor time of its best round. There are two texts: invented sentences, many
of them about other pairs of states, and running text, the study's seeds.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import multiprocessing
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from trstudy.study import open_study
from trstudy.tagging.dyad import default_dyad
from trstudy.tagging.lexicon import entries, expansions
from trstudy.tagging.registry import load_tagger, tag
from trstudy.tagging.rules import RuleTagger

ROOT = Path(__file__).resolve().parents[1]
FILES = ("challenge_more.tsv", "events_dev.tsv")
Job = Callable[[], object]


def sentences(megabytes: float, seed: int = 1) -> list[str]:
    """Return the project's own invented sentences, shuffled and repeated up to a size."""
    pool = []
    for name in FILES:
        with (ROOT / "tests" / "data" / name).open(encoding="utf-8", newline="") as lines:
            pool += [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    draw, size, wanted = random.Random(seed), 0, megabytes * 1e6
    found: list[str] = []
    while size < wanted:
        text = draw.choice(pool)
        found.append(text)
        size += len(text.encode())
    return found


def running(megabytes: float) -> list[str]:
    """Return the units of the study's seeds in order, repeated up to a size."""
    units = open_study(ROOT).sentences()["text"].tolist()
    once = sum(len(text.encode()) for text in units)
    return units * max(1, round(megabytes * 1e6 / once))


def jobs(texts: list[str]) -> dict[str, Job]:
    """Return what is timed, by name; the first is the one that the others are held against."""
    units = pd.DataFrame({"doc_id": [f"d{i // 40}" for i in range(len(texts))], "text": texts})
    pairs = list(zip(units["doc_id"], texts, strict=True))
    rules = RuleTagger(default_dyad())
    load_tagger("rules")
    found: dict[str, Job] = {
        "trstudy rules: four variables, offsets": lambda: [t.decision.cues for t in rules.tagged(pairs)],
        "trstudy.tag: the same as a table": lambda: tag(units),
        "trstudy baseline: bag of cues": lambda: tag(units, tagger="baseline"),
        "re: words only": lambda: [re.findall(r"\w+", text) for text in texts],
    }
    if importlib.util.find_spec("nltk"):
        from nltk.stem import SnowballStemmer
        from nltk.tokenize import NLTKWordTokenizer

        words, stem = NLTKWordTokenizer(), SnowballStemmer("english")
        lexicon = {w for e in entries() for x in expansions(e) if " " not in x for w in (x,)}
        found["NLTK: words, dictionary look-up"] = lambda: [
            [w for w in words.tokenize(text.lower()) if w in lexicon] for text in texts
        ]
        tenth = texts[: len(texts) // 10]  # the slowest job reads a tenth
        stems = {stem.stem(w) for w in lexicon}
        found["NLTK: words, Snowball stems, look-up"] = lambda: [
            [w for w in map(stem.stem, words.tokenize(text)) if w in stems] for text in tenth
        ]
    if importlib.util.find_spec("vaderSentiment"):
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        vader = SentimentIntensityAnalyzer()
        found["VADER: sentiment"] = lambda: [vader.polarity_scores(text) for text in texts]
    if importlib.util.find_spec("spacy"):
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        literals = sorted({x for e in entries() for x in expansions(e) if ".." not in x})
        matcher.add("cue", list(nlp.tokenizer.pipe(literals)))
        found["spaCy blank: sentences, PhraseMatcher"] = lambda: [matcher(doc) for doc in nlp.pipe(texts)]
    return found


def best(job: Job, rounds: int) -> float:
    """Return the processor time of the best of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def _timed(name: str, texts: list[str], rounds: int) -> float:
    return best(jobs(texts)[name], rounds)


def apart(name: str, texts: list[str], rounds: int) -> float:
    """Return what `best` says of a job, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (name, texts, rounds))


def main() -> None:
    """Time every job and print megabytes a second and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for title, make in (("invented sentences", sentences), ("running text", running)):
        texts = make(options.megabytes)
        size = sum(len(t.encode()) for t in texts) / 1e6
        print(f"{title}: {len(texts):,} units, {size:.1f} MB; best of {options.rounds} rounds, one core each")
        first = None
        for name in jobs(texts[:1]):
            share = 0.1 if "Snowball" in name else 1.0
            speed = size * share / apart(name, texts, options.rounds)
            first = first or speed
            print(f"{name:42s} {speed:7.2f} MB/s   rules are {first / speed:6.2f} times as fast")
    missing = [n for n in ("vaderSentiment", "spacy") if not importlib.util.find_spec(n)]
    if missing:
        print(f"not installed, so not timed: {', '.join(missing)}")


if __name__ == "__main__":
    main()
