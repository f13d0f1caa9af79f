"""Small tables of sentences for the vocabulary measures."""

from __future__ import annotations

import pandas as pd

from trstudy.corpus.unwrapping import unwrapped


def sentences(*texts: str, doc_id: str = "a", **carried: object) -> pd.DataFrame:
    """One document whose raw text is the sentences with a space between them."""
    ends, at = [], 0
    for text in texts:
        ends.append((at, at + len(text)))
        at += len(text) + 1
    return pd.DataFrame(
        {
            "doc_id": doc_id,
            "sentence_id": [f"{doc_id}:{n:03d}" for n in range(1, len(texts) + 1)],
            "start": [a for a, _ in ends],
            "end": [b for _, b in ends],
            "role": "body",
            "text": list(texts),
            **carried,
        }
    )


def read(raw: str, *spans: tuple[int, int], doc_id: str = "a") -> pd.DataFrame:
    """Sentences at the given spans of a raw text, cleaned as the corpus cleans them."""
    table = sentences(*(unwrapped(raw, a, b) for a, b in spans), doc_id=doc_id)
    return table.assign(start=[a for a, _ in spans], end=[b for _, b in spans])
