"""Small tags tables made by hand, for tests."""

import pandas as pd


def table(articles):
    """Tags from {doc_id: (year, "ccrmn…")}, one letter per sentence in reading order."""
    names = {"c": "cooperation", "r": "rivalry", "m": "mixed", "n": "none"}
    rows = [
        (doc, year, f"{doc}:{i:03d}", (i + 1) // 2, "body", names[letter])
        for doc, (year, letters) in articles.items()
        for i, letter in enumerate(letters, 1)
    ]
    columns = ["doc_id", "year", "sentence_id", "paragraph", "role", "frame"]
    tags = pd.DataFrame(rows, columns=columns)
    return tags.assign(
        arena="bilateral", voice="author", modality="asserted", score=0.0, start=0, end=1, text="…"
    )
