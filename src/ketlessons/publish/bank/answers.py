"""What is right, and what is said of each answer? A list for the back of a card, or for a key on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked, Typed


@dataclass(frozen=True)
class Look:
    """How a list of answers is written.

    Parameters
    ----------
    words
        How words become HTML.
    bold
        The element of what is right.
    stop
        What stands behind a verdict.
    options
        The element of a list of options.
    """

    words: Callable[[str], str]
    bold: str
    stop: str
    options: str


def listed(element: str, parts: list[str], boxes: bool = False) -> str:
    """Return parts as a list, with boxes to tick or without."""
    return f"<{element}{' class=boxes' if boxes else ''}>{''.join(f'<li>{part}</li>' for part in parts)}</{element}>"


def answered(item: Item, look: Look) -> str:
    """Return what is right of an item, and what is said of each answer."""
    words = look.words

    def bold(text: str) -> str:
        return f"<{look.bold}>{text}</{look.bold}>"

    if isinstance(item, Picked):
        told = [
            f"{bold(verdict + look.stop)} {words(option.text)} {words(option.feedback)}"
            for option in item.options
            for verdict in ["Right" if option.key else "Not so"]
        ]
        return listed(look.options, told)
    if isinstance(item, Typed):
        wrong = [f"{value:.4g}: {words(said)}" for value, _, said, _ in item.wrong]
        right = f"<p>{bold(f'{item.key:.4g} {words(item.unit)}')} {words(item.feedback)}</p>"
        return right + (listed("ul", wrong) if wrong else "")
    if isinstance(item, Paired):
        return listed(
            "ul", [f"{words(thing)} {bold(f'{words(place)}.')} {words(said)}" for thing, place, said in item.pairs]
        )
    assert isinstance(item, Ordered)
    return listed("ol", [f"{words(step)} {words(said)}" for step, said in item.steps])
