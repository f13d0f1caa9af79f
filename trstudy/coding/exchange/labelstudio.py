"""Label Studio's JSON: tasks with annotations, and the labelling interface that goes with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from trstudy.coding.exchange.rows import Row, file_text, row_of
from trstudy.errors import CodingError, one_of
from trstudy.tables import VARIABLES
from trstudy.writing import replacing

_VIEW = '<View>\n  <Text name="text" value="$text"/>\n'
_PLACE = ("doc_id", "start", "end", "role", "text")


def write(rows: Sequence[Row], path: Path) -> None:
    """Write one task per unit with an annotation per coder.

    Label Studio knows coders by their accounts and refuses names it does not know; so the name goes
    into a text field of the annotation, ``coder``.
    """
    tasks: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = (row.doc_id, row.start, row.end)
        data = {name: getattr(row, name) for name in _PLACE}
        task = tasks.setdefault(key, {"data": data, "annotations": []})
        task["annotations"].append({"was_cancelled": row.skipped, "result": _result(row)})
    with replacing(path) as part:
        part.write_bytes(json.dumps(list(tasks.values()), ensure_ascii=False, indent=1).encode() + b"\n")


def wrote(data: bytes) -> bool:
    """Tell whether a file's content is as `write` makes it; what Label Studio exports has more keys."""
    try:
        tasks = json.loads(data)
    except ValueError:
        return False
    return isinstance(tasks, list) and all(
        isinstance(task, dict)
        and set(task) == {"data", "annotations"}
        and isinstance(task["annotations"], list)
        and all(isinstance(a, dict) and set(a) == {"was_cancelled", "result"} for a in task["annotations"])
        for task in tasks
    )


def wrote_interface(data: bytes) -> bool:
    """Tell whether a file's content begins as `interface` begins, whatever the codes."""
    return data.startswith(_VIEW.encode())


def interface(legal: Mapping[str, Sequence[str]]) -> str:
    """Return the labelling interface, to paste into a project's settings before importing."""
    lines = _VIEW.splitlines()
    for variable in VARIABLES:
        lines.append(f"  <Header value={quoteattr(variable)}/>")
        lines.append(f'  <Choices name="{variable}" toName="text" choice="single">')
        lines += [f"    <Choice value={quoteattr(code)}/>" for code in legal[variable]]
        lines.append("  </Choices>")
    lines += [
        '  <Header value="confidence: 1 a guess, 2 fairly sure, 3 sure"/>',
        '  <Rating name="confidence" toName="text" maxRating="3"/>',
        '  <TextArea name="note" toName="text" placeholder="note"/>',
        '  <TextArea name="coder" toName="text" placeholder="coder"/>',
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def read(path: Path, coder: str | None = None) -> list[Row]:
    """Read what Label Studio exports as JSON.

    The coder is the one named in the annotation's field ``coder``; failing that, the account's e-mail
    address or number.
    """
    try:
        tasks = json.loads(file_text(path))
    except json.JSONDecodeError as error:
        raise CodingError(f"{path.name}, line {error.lineno}: no JSON ({error.msg})") from None
    if not isinstance(tasks, list) or not tasks:
        raise CodingError(f"{path.name}: expected a list of tasks, as Label Studio exports it in JSON")
    found = []
    for number, task in enumerate(tasks, start=1):
        where = f"{path.name}, task {number}"
        if not (isinstance(task, dict) and isinstance(task.get("data"), dict)):
            raise CodingError(f"{where}: no data; expected a task with data and annotations")
        for k, annotation in enumerate(task.get("annotations") or [], start=1):
            found.append(_row(f"{where}, annotation {k}", task["data"], annotation, coder))
    if not found:
        raise CodingError(f"{path.name}: holds no annotation; code its tasks first")
    return found


def _result(row: Row) -> list[dict[str, Any]]:
    def given(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"from_name": name, "to_name": "text", "type": kind, "value": value}

    parts = [given(variable, "choices", {"choices": [code]}) for variable, code in row.codes.items()]
    if row.confidence is not None:
        parts.append(given("confidence", "rating", {"rating": row.confidence}))
    if row.note:
        parts.append(given("note", "textarea", {"text": [row.note]}))
    parts.append(given("coder", "textarea", {"text": [row.coder]}))
    return parts


def _row(where: str, data: dict[str, Any], annotation: Any, coder: str | None) -> Row:
    if not (isinstance(annotation, dict) and isinstance(annotation.get("result"), list)):
        raise CodingError(f"{where}: no result; expected a list of what was chosen")
    fields: dict[str, Any] = {name: data.get(name) for name in _PLACE}
    for part in annotation["result"]:
        name, value = _value(where, part)
        if name in fields:
            raise CodingError(f"{where}: {name} is given twice, {fields[name]} and {value}; expected once")
        fields[name] = value
    account = annotation.get("completed_by")
    known = account.get("email") or account.get("id") if isinstance(account, dict) else account
    fields.setdefault("coder", known if known is None else str(known))
    return row_of(where, {**fields, "skipped": bool(annotation.get("was_cancelled"))}, coder)


def _value(where: str, part: Any) -> tuple[str, Any]:
    legal = (*VARIABLES, "confidence", "note", "coder")
    name = part.get("from_name") if isinstance(part, dict) else part
    if name not in legal:
        raise CodingError(one_of("from_name", name, legal, where))
    value = part.get("value")
    for kind in ("choices", "text"):
        chosen = value.get(kind) if isinstance(value, dict) else None
        if isinstance(chosen, list):
            if kind == "choices" and len(chosen) != 1:
                raise CodingError(f"{where}: {name} has {len(chosen)} choices; expected one")
            return str(name), " ".join(str(line) for line in chosen)
    if isinstance(value, dict) and "rating" in value:
        return str(name), value["rating"]
    raise CodingError(f"{where}: value of {name} is {value!r}; expected choices, text or rating")
