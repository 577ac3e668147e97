"""What text does a file of the data hold, whatever a spreadsheet, an editor or git did to its bytes?

A byte order mark, UTF-16 that says so and the line ends of other systems are read past: they change no word. A file
that is not the text it should be (a workbook, a merge left half done, the stand-in for a large file) is refused.
"""

import codecs
import json
import re
from importlib.resources.abc import Traversable
from typing import Any

from .slips import TableError

#: What stands in the text where a byte was no UTF-8; the readers refuse it where they find it.
DAMAGED = "\ufffd"

_SAVE_AS = "save it as CSV UTF-8"
_RESTORE = "restore it from the repository"
_MERGE_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.MULTILINE)


def read_text(entry: Traversable, file: str) -> str:
    r"""Return the text of a file, with ``\n`` at the end of each line.

    Parameters
    ----------
    entry : Traversable
        Where it is.
    file : str
        What messages call it.

    Returns
    -------
    str
        Bytes that are not UTF-8 are each replaced by `DAMAGED`.

    Raises
    ------
    TableError
        If the file is missing, locked, empty, or something else than text.
    """
    try:
        raw = entry.read_bytes()
    except FileNotFoundError:
        raise TableError("is missing", _RESTORE, file) from None
    except OSError as refused:
        raise TableError(f"cannot be opened ({refused.strerror})", "close it in other programs", file) from None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        cure = "open it in the spreadsheet and save it as CSV UTF-8"
        raise TableError("is a workbook under another name, and no text", cure, file)
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = raw.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    if "\0" in text:
        raise TableError("is not UTF-8", _SAVE_AS, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise TableError("is empty", _RESTORE, file)
    if text.startswith("version https://git-lfs.github.com/spec/"):
        raise TableError("is the stand-in that Git LFS leaves for a large file", "fetch it with git lfs pull", file)
    if found := _MERGE_MARK.search(text):
        cure = "keep one of the two versions, and delete the lines with the marks"
        problem = f"a merge is not settled ({found[0][:7]})"
        raise TableError(problem, cure, file, line_of(text, found.start()))
    return text


def whole_text(entry: Traversable, file: str) -> str:
    """Return the text of a file that is not a table, as `read_text` does, and refuse a damaged one by its line."""
    text = read_text(entry, file)
    if DAMAGED in text:
        line = line_of(text, text.index(DAMAGED))
        raise TableError("holds a character that is not UTF-8", "type it again, and save as UTF-8", file, line)
    return text


def line_of(text: str, position: int) -> int:
    """Return the number of the line that holds this position, the first being 1."""
    return text.count("\n", 0, position) + 1


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a JSON object, and refuse a name that stands in it twice: the second would silently win."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise TableError(
            "stands twice in one pair of braces", "keep one", column=next(n for n in names if names.count(n) > 1)
        )
    return made


def parse_json(text: str, file: str) -> Any:
    """Return what a JSON text holds.

    Raises
    ------
    TableError
        If it is cut short or not JSON, with the line; if a name stands twice in one object.
    """
    try:
        return json.loads(text, object_pairs_hook=_without_doubles)
    except TableError as slip:
        raise TableError(slip.problem, slip.cure, file, column=slip.column) from None
    except json.JSONDecodeError as slip:
        cure = "look there for a comma, bracket or straight quotation mark too many or too few"
        raise TableError(f"is not JSON ({slip.msg})", cure, file, slip.lineno) from None
