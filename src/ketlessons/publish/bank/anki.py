"""How does the bank read for Anki? Its own text import: one line a card, its id first, so that a new import renews it.

https://docs.ankiweb.net/importing/text-files.html. A card is turned over, not answered: its back holds the answer, and
what is said of each wrong one.
"""

from __future__ import annotations

from html import escape

from ketlessons.publish.bank.answers import Look, answered, listed
from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked

_HEAD = ("#separator:tab", "#html:true", "#notetype:Basic", "#columns:id\tFront\tBack\tDeck\tTags", "#guid column:1",
         "#deck column:4", "#tags column:5")  # fmt: skip


def text(bank: list[Item]) -> str:
    """Return the bank as a file for Anki."""
    return "\n".join([*_HEAD, *(_line(item) for item in bank)]) + "\n"


def _line(item: Item) -> str:
    tags = " ".join(word for word in (f"lesson-{item.lesson}", item.objective, item.concept) if word)
    return "\t".join((item.id, _front(item), answered(item, _LOOK), f"ketlessons::Lesson {item.lesson}", tags))


def _words(words: str) -> str:
    return escape(" ".join(words.split()))


_LOOK = Look(_words, bold="b", stop=":", options="ol")


def _front(item: Item) -> str:
    if isinstance(item, Picked):
        more = listed("ol", [_words(option.text) for option in item.options])
    elif isinstance(item, Paired):
        more = listed("ul", sorted(_words(thing) for thing, _, _ in item.pairs))
        more += f"<p>{_words('Places: ' + '; '.join(item.places))}</p>"
    elif isinstance(item, Ordered):
        more = listed("ul", sorted(_words(step) for step, _ in item.steps))
        more += f"<p>{_words(f'From {item.first} to {item.last}.')}</p>"
    else:
        more = ""
    return f"<p>{_words(item.prompt)}</p>{more}"
