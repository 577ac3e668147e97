"""How do I put a thought or a picture into my record? What I answer and build goes there by itself."""

from __future__ import annotations

from typing import Any

from ketlessons import record
from ketlessons.my_record.showing import OFF, STOPPED, Told


def reflect(words: str, asked: str = "", lesson: str = "", of: str = "reflection") -> Told:
    """Put a thought into the record.

    Parameters
    ----------
    words : str
        The thought. Of dots alone nothing is kept.
    asked : str
        What it answers.
    lesson : str
        The number of the lesson it belongs to.
    of : str
        By which name it is found again: a later thought of the same name takes its place on a page to hand in.

    Raises
    ------
    ValueError
        If there are no words.
    """
    if not isinstance(words, str) or not words.strip():
        raise ValueError("words: there are none to keep; write some between the quotation marks")
    if not words.strip(" .…\t\r\n"):  # as a lesson hands it out; whoever runs all cells has not said anything yet
        return Told("Nothing is kept: write your words in place of the dots, and run this cell again.")
    return _added("reflection", lesson, of=of, asked=asked, said=words)


def keep_picture(shown: Any, said: str = "", lesson: str = "") -> Told:
    """Put the picture of a figure into the record, as it stands now.

    Parameters
    ----------
    shown
        An explorer, such as `explore.block_curve()` gave, or a still figure.
    said : str
        What you see in it; by default the sentence under it.
    lesson : str
        The number of the lesson it belongs to.

    Raises
    ------
    ValueError
        If it has no picture.
    """
    bundle = getattr(shown, "_still", getattr(shown, "_repr_mimebundle_", dict))()
    png = bundle.get("image/png", "")
    if not png:
        raise ValueError(f"shown: {type(shown).__name__} has no picture; give an explorer or a still figure")
    title = getattr(getattr(shown, "figure", shown), "title", type(shown).__name__)
    return _added("picture", lesson, of=title, title=title, said=said or bundle.get("text/plain", ""), png=png)


def _added(what: str, lesson: str, **fields: Any) -> Told:
    if lesson in record.KEEPS_NOTHING:
        return Told(f"Nothing of lesson {lesson} is kept.")
    if record.journal().place is None:
        return Told(OFF)
    if record.journal().stopped:
        return Told(STOPPED)
    unsaved = record.add(what, lesson, **fields)
    return Told(" ".join(filter(None, (unsaved or "It is in your record.", record.news()))))
