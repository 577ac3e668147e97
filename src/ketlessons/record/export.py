"""How does a record leave this machine? As a table, as JSON, as statements of xAPI, or as lines another record takes.

Nothing names the learner. xAPI wants an actor; it is the same for everybody, and whoever loads the statements into a
store of their own puts their name there if they want to.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from ketlessons.record import lines
from ketlessons.record.journal import KEPT
from ketlessons.record.lines import Entry
from ketlessons.record.results import text

HEADS = ("at", "lesson", "what", "of", "kind", "asked", "said", "right", "share", "misconceptions", "source")
#: A cell that begins so is taken for a formula by spreadsheets; an apostrophe before it makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_BASE = "urn:ketlessons:"
_ACTOR = {
    "objectType": "Agent",
    "name": "a learner",
    "account": {"homePage": "https://ketlessons.invalid/", "name": "a-learner"},
}
_VERBS = {
    "answer": ("http://adlnet.gov/expapi/verbs/answered", "answered"),
    "built": ("http://adlnet.gov/expapi/verbs/attempted", "attempted"),
    "reflection": ("http://adlnet.gov/expapi/verbs/commented", "commented"),
    "picture": ("http://adlnet.gov/expapi/verbs/experienced", "experienced"),
}
_INTERACTIONS = {"answer": "other", "built": "other", "reflection": "long-fill-in"}


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """Return what a learner did, without what the record says of itself."""
    return [one for one in entries if one["what"] in KEPT]


def as_csv(entries: Iterable[Entry]) -> str:
    """Return entries as a table, a row each. Pictures are named and left out."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADS)
    for one in kept(entries):
        writer.writerow(
            [_cell(one.get("title") if one["what"] == "picture" and n == "asked" else one.get(n)) for n in HEADS]
        )
    return sheet.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    held = ";".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    held = held.replace("\0", "\ufffd")
    return f"'{held}" if held.startswith(_FORMULA) and not isinstance(value, (int, float)) else held


def as_json(entries: Iterable[Entry]) -> str:
    """Return entries as one list of JSON."""
    return json.dumps([lines.plain(one) for one in kept(entries)], ensure_ascii=False, indent=1) + "\n"


def as_lines(entries: Iterable[Entry]) -> str:
    """Return entries as a record of their own, which another record can take in."""
    head = {"n": 0, "id": uuid.uuid4().hex, "at": "", "what": "begun", "book": uuid.uuid4().hex}
    rest = ({**one, "n": n} for n, one in enumerate(kept(entries), start=1))
    return b"".join(map(lines.line, (head, *rest))).decode("utf-8")


def as_xapi(entries: Iterable[Entry]) -> str:
    """Return entries as statements of xAPI 1.0.3, one a line, without pictures' images."""
    return "".join(json.dumps(statement(one), ensure_ascii=False) + "\n" for one in kept(entries))


def statement(entry: Entry) -> dict[str, Any]:
    """Return one entry as a statement of xAPI."""
    what = entry["what"]
    verb, word = _VERBS[what]
    name = text(entry, "asked") or text(entry, "title") or text(entry, "of")
    definition: dict[str, Any] = {"name": {"en": name}}
    if what in _INTERACTIONS:
        definition |= {
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": _INTERACTIONS[what],
        }
    made = {
        "id": _uuid(entry),
        "actor": _ACTOR,
        "verb": {"id": verb, "display": {"en": word}},
        "object": {
            "objectType": "Activity",
            "id": f"{_BASE}{what}:{_safe(text(entry, 'of'))}",
            "definition": definition,
        },
        "timestamp": entry["at"],
    }
    if result := _result(entry):
        made["result"] = result
    if text(entry, "lesson"):
        parent = {"objectType": "Activity", "id": f"{_BASE}lesson:{_safe(text(entry, 'lesson'))}"}
        made["context"] = {"contextActivities": {"parent": [parent]}, "platform": "ketlessons"}
    return made


def _result(entry: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if isinstance(entry.get("right"), bool):
        result["success"] = entry["right"]
    share = entry.get("share")
    if isinstance(share, (int, float)) and not isinstance(share, bool) and 0 <= share <= 1:
        result["score"] = {"scaled": share}
    response = text(entry, "source") if entry["what"] == "built" else text(entry, "said")
    return {**result, "response": response} if response else result


def _safe(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-._") else "-" for sign in name) or "none"


def _uuid(entry: Entry) -> str:
    """Return the id of an entry as a UUID; the same entry always has the same."""
    try:
        return str(uuid.UUID(entry["id"]))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, entry["id"]))
