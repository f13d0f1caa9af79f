"""The tables of a coding file, as steps: a file of an older version takes those that it lacks."""

from __future__ import annotations

# "trst" in ASCII: what tells a coding file from any other SQLite file
APPLICATION_ID = 0x74727374

_FIRST = (
    """
    CREATE TABLE unit (  -- a place in a text, and what stood there
        unit INTEGER PRIMARY KEY,
        doc_id TEXT NOT NULL,
        sentence_id TEXT NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        UNIQUE (doc_id, start, "end")
    )
    """,
    """
    CREATE TABLE sample (  -- what a coder set out to code
        sample INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        coder TEXT NOT NULL CHECK (coder <> ''),
        design TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE draw (
        sample INTEGER NOT NULL REFERENCES sample,
        place INTEGER NOT NULL,
        unit INTEGER NOT NULL REFERENCES unit,
        PRIMARY KEY (sample, place),
        UNIQUE (sample, unit)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE event (  -- all that anybody ever gave, in order; nothing is overwritten
        event INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        coder TEXT NOT NULL CHECK (coder <> ''),
        task TEXT NOT NULL CHECK (task IN ('code', 'settle')),
        unit INTEGER NOT NULL REFERENCES unit,
        variable TEXT NOT NULL CHECK (variable IN
            ('frame', 'arena', 'voice', 'modality', 'confidence', 'note', 'skip', 'undo')),
        value TEXT NOT NULL,
        grounds TEXT NOT NULL DEFAULT '',
        undoes INTEGER UNIQUE REFERENCES event,
        CHECK ((variable = 'undo') = (undoes IS NOT NULL))
    )
    """,
    "CREATE INDEX event_coder ON event (coder, task, unit, variable)",
    *(
        f"""
        CREATE TRIGGER {table}_is_kept_from_{action.lower()} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, 'the history of codes is kept as it was given'); END
        """
        for table in ("event", "unit", "draw", "sample")
        for action in ("UPDATE", "DELETE")
    ),
)

# one tuple of statements for each version; a released one is never changed, only followed by another
STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)

# which events stand: those that were not undone
STANDING = "undoes IS NULL AND event NOT IN (SELECT undoes FROM event WHERE undoes IS NOT NULL)"
