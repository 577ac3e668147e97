"""How does the bank read as GIFT? Plain text that Moodle and many other programs import.

https://docs.moodle.org/en/GIFT_format. GIFT knows no order: steps are matched to their places in it.
"""

from __future__ import annotations

import re

from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked, Typed


def text(bank: list[Item]) -> str:
    """Return the bank as GIFT."""
    parts = ["// ketlessons: questions with feedback. Text: CC BY 4.0.", ""]
    lesson = None
    for item in bank:
        if item.lesson != lesson:
            lesson = item.lesson
            parts += [f"$CATEGORY: $course$/top/ketlessons/lesson {lesson}", ""]
        parts += [
            f"// [id:{item.id}] [tag:lesson {item.lesson}] [tag:{item.objective}] [tag:{item.concept}]",
            f"::{_escaped(item.id)}::{_escaped(item.prompt)} {{",
            *_answers(item),
            "}",
            "",
        ]
    return "\n".join(parts)


def _escaped(words: str) -> str:
    """Return words in which no sign has a meaning of its own."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", " ".join(words.split()))


def _answers(item: Item) -> list[str]:
    if isinstance(item, Picked):
        return _picked(item)
    if isinstance(item, Typed):
        right = [f"=%100%{item.key!r}:{item.reach!r}#{_escaped(item.feedback)}"]
        wrong = [f"=%0%{value!r}:{reach!r}#{_escaped(said)}" for value, reach, said, _ in item.wrong]
        return ["#", *right, *wrong, f"####{_escaped(item.hint)}"]
    if isinstance(item, Paired):
        pairs = [f"={_escaped(thing)} -> {_escaped(place)}" for thing, place, _ in item.pairs]
        used = {place for _, place, _ in item.pairs}
        pairs += [f"= -> {_escaped(place)}" for place in item.places if place not in used]
        return [*pairs, f"####{_escaped(' '.join(f'{t} {p}. {said}' for t, p, said in item.pairs))}"]
    assert isinstance(item, Ordered)
    steps = [f"={_escaped(step)} -> {place}" for place, (step, _) in enumerate(item.steps, start=1)]
    return [*steps, f"####{_escaped(' '.join(said for _, said in item.steps))}"]


def _picked(item: Picked) -> list[str]:
    if not item.many:
        return [f"{'=' if one.key else '~'}{_escaped(one.text)}#{_escaped(one.feedback)}" for one in item.options]
    keys = sum(option.key for option in item.options)
    right, wrong = 100 / keys, -100 / (len(item.options) - keys)
    return [
        f"~%{right if one.key else wrong:.7g}%{_escaped(one.text)}#{_escaped(one.feedback)}" for one in item.options
    ]
