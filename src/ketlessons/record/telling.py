"""In which words is a learner told what became of the record? Short ones, that say what to do, and no path."""

from __future__ import annotations

import errno
import os

_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the folder can only be read",
    errno.EACCES: "the folder or the file may not be written to",
    errno.EPERM: "the folder or the file may not be written to",
    errno.EISDIR: "a folder has its name",
    errno.ENOTDIR: "a file has the name of its folder",
    errno.EFBIG: "the system allows no larger file",
}

#: Of which errors there is no more room.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)

GONE = "The file of your record is not there any more: it was moved or removed. What you answer now begins a new one."
OTHER = "Another record lies where yours was. From now on answers go into that one."
TORN = "The end of your record is damaged: what was added last may be lost."


def why(refused: OSError) -> str:
    """Say why a file could not be read or written."""
    return _PLAIN.get(refused.errno or 0) or refused.strerror or os.strerror(errno.EIO)


def entries(many: int) -> str:
    """Count entries.

    >>> entries(1), entries(2)
    ('1 entry', '2 entries')
    """
    return "1 entry" if many == 1 else f"{many} entries"


def lost(many: int) -> str:
    """Say that entries are lost."""
    return f"The file of your record was damaged: {entries(many)} of it cannot be read any more."


def newer(many: int) -> str:
    """Say that there are lines of another form."""
    come = "comes" if many == 1 else "come"
    return f"{entries(many)} of your record {come} from a newer ketlessons, and cannot be shown here."


def put_back(many: int) -> str:
    """Say that entries were written again."""
    return f"{entries(many)} had gone from the file of your record, and {'was' if many == 1 else 'were'} put back."


def late(many: int) -> str:
    """Say that what waited is written."""
    return f"{entries(many)} that could not be saved before {'is' if many == 1 else 'are'} in your record now."


def unread(refused: OSError) -> str:
    """Say that a record cannot be read."""
    return f"Your record cannot be read ({why(refused)})."


def unsaved(refused: OSError, waiting: int) -> str:
    """Say that an entry is not saved, and what that means."""
    rest = f" {entries(waiting)} wait: the next one that can be saved takes them along." if waiting > 1 else ""
    return f"This is not saved in your record ({why(refused)}). It counts as long as this kernel runs.{rest}"


def broken(error: Exception) -> str:
    """Say that the record itself has failed."""
    return f"This is not saved in your record ({type(error).__name__}). It counts as long as this kernel runs."
