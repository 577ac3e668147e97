"""How does the bank of questions reach a learning platform, a deck of cards, or paper? One file a format.

`python -m ketlessons.publish questions FOLDER` writes them all. Ids stay from one release to the next, so that a
platform that is given a newer file knows which question is which. Questions whose answers are kept nowhere (lesson 08)
are left out: each of these places keeps what is answered.
"""

from __future__ import annotations

import pathlib

from ketlessons.publish.bank import anki, gift, moodle, qti, sheet
from ketlessons.publish.bank.items import Item, items, left_out

__all__ = ["Item", "items", "left_out", "write"]


def write(into: pathlib.Path) -> list[pathlib.Path]:
    """Write the bank in every format; return the files written.

    Parameters
    ----------
    into
        A folder; it is made if it is not there, and files of these names are replaced.
    """
    into.mkdir(parents=True, exist_ok=True)
    bank = items()
    texts = {
        "ketlessons-moodle.xml": moodle.text(bank),
        "ketlessons.gift": gift.text(bank),
        "ketlessons-anki.txt": anki.text(bank),
        "questions.html": sheet.questions(bank),
        "key.html": sheet.key(bank),
    }
    written = []
    for name, text in texts.items():
        file = into / name
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
    package = into / "ketlessons-qti12.zip"
    package.write_bytes(qti.package(bank))
    return [*written, package]
