"""Which slides does one piece of a lesson become? A picture, tasks, a question, a table, or prose that has room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Tag

from ketlessons.publish.kit.pieces import (
    Asked,
    Build,
    Folded,
    Picture,
    Piece,
    Printed,
    Revealed,
    Table,
    Tasks,
    Thought,
    plain,
)
from ketlessons.publish.kit.questions import Told, told
from ketlessons.quiz.kinds.asked import Question

#: How many words stand on one slide before the next begins: prose; a table; tasks with their answers; a question with
#: what is said of each answer; and the parts of a picture below it.
MOST_WORDS, MOST_IN_TABLE, MOST_IN_TASKS, MOST_IN_QUESTION, MOST_PARTS = 120, 110, 120, 190, 30
CONTINUED = " (continued)"


@dataclass(frozen=True)
class Slide:
    """One slide: its heading as HTML, what it shows at once, what waits for a step, and how it is laid out."""

    heading: str
    body: str
    step: str = ""
    kind: str = "words"


def slides_of(what: object, heading: str, pieces: list[Piece]) -> Iterator[Slide]:
    """Return the slides of anything that is no prose."""
    if isinstance(what, Picture):
        listed = "".join(f"<li>{escape(one)}</li>" for one in what.listed)
        parts = f"<ul>{listed}</ul>" if listed else ""
        figure = f"<figure>{image_of(what)}<figcaption>{escape(what.caption)}</figcaption></figure>"
        name, apart = escape(what.alt.removeprefix("Picture: ")), count(listed) > MOST_PARTS
        yield Slide(name, figure + ("" if apart else parts), kind="picture")
        if apart:
            yield Slide(f"{name}, in words", parts)
    elif isinstance(what, Tasks):
        yield from _tasks(what)
    elif isinstance(what, Asked):
        yield from _question(what.question, revealed=False)
    elif isinstance(what, Revealed):
        yield from _question(what.question, revealed=True)
    elif isinstance(what, Table):
        before, after = _beside(what.html)
        parts = [(one, "words") for one in before] + [(one, "table") for one in _tables(what.html, MOST_IN_TABLE)]
        for place, (part, kind) in enumerate([*parts, *((one, "words") for one in after)]):
            yield Slide(heading + (CONTINUED if place else ""), part, kind=kind)
    elif isinstance(what, Printed):
        yield Slide(heading + CONTINUED, f'<pre tabindex="0">{escape(what.text)}</pre>')
    elif isinstance(what, Build):
        folds = _folds_of(what, pieces)
        code = f'<pre tabindex="0" class="code">{escape(what.code)}</pre>'
        yield Slide(heading + CONTINUED, code, _folded(one for one in folds if one.line == "Hint"))
        if solution := [one for one in folds if one.line != "Hint"]:
            yield Slide(f"{heading}: a solution", "<p>First compare with your neighbour.</p>", _folded(solution))
    elif isinstance(what, Thought):
        yield Slide(heading + CONTINUED, "<p>One sentence of your own.</p>")
    else:
        assert isinstance(what, Folded), f"no slide for a {type(what).__name__}"


def _folds_of(build: Build, pieces: list[Piece]) -> list[Folded]:
    """Return the hint and the solution that follow what is to be built."""
    after = pieces[next(i for i, one in enumerate(pieces) if one.what is build) + 1 :]
    found: list[Folded] = []
    for one in after:
        if not isinstance(one.what, Folded):
            break
        found.append(one.what)
    return found


def _folded(folds: Iterable[Folded]) -> str:
    return "".join(
        f'<div class="answer"><p><strong>{escape(one.line)}</strong></p>{one.html}</div>'.replace(
            "<pre", '<pre tabindex="0"'
        )
        for one in folds
    )


def _tasks(what: Tasks) -> Iterator[Slide]:
    """Return tasks in parts that leave room for their answers, which wait for a step."""
    both = [count(task, what.answers[i] if what.paired else "") for i, task in enumerate(what.tasks)]
    for number, places in enumerate(groups(both, MOST_IN_TASKS)):
        first = places[0] + 1
        listed = "".join(f"<li>{what.tasks[place]}</li>" for place in places)
        intro = "" if number else "".join(what.intro)
        step = ""
        if what.paired:
            answers = "".join(f"<li>{what.answers[place]}</li>" for place in places)
            step = f'<div class="answer"><p><strong>Seen</strong></p><ol start="{first}">{answers}</ol></div>'
        heading = f"Tasks: {escape(what.name)}{CONTINUED if number else ''}"
        yield Slide(heading, f'{intro}<ol start="{first}">{listed}</ol>', step, kind="tasks")
    rest = what.more if what.paired else "".join(f"<p>{one}</p>" for one in what.answers) + what.more
    if rest:
        yield Slide(f"Seen: {escape(what.name)}", "<p>What did you see?</p>", f'<div class="answer">{rest}</div>')


def _question(question: Question, *, revealed: bool) -> Iterator[Slide]:
    """Return the slides of a question. What was predicted is answered where the prediction is met again."""
    found = told(question)
    head = "Your prediction, again" if revealed else found.head
    asks = f'<p class="prompt">{escape(found.prompt)}</p>{_listed(found)}'
    step = "" if found.head == "Predict" and not revealed else _answers(found)
    many = count(asks, step) > MOST_IN_QUESTION
    if many and step:  # options with all that is said of them need a slide of their own
        yield Slide(head, asks, kind="question")
        yield Slide(f"{head}: answer", f'<p class="prompt small">{escape(found.prompt)}</p>', step, kind="question")
    else:
        yield Slide(head, asks, step, kind="question")


def _listed(found: Told) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in found.listed)
    note = f"<p>{escape(found.note)}</p>" if found.note else ""
    return f'<ol type="A">{items}</ol>{note}' if found.lettered else f"<ul>{items}</ul>{note}"


def _answers(found: Told) -> str:
    if found.places:
        heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in ("Card", *found.places[0][1]))
        rows = "".join(
            f'<tr><th scope="row">{escape(card)}</th>{"".join(f"<td>{escape(one)}</td>" for one in put.values())}</tr>'
            for card, put in found.places
        )
        return f'<div class="answer"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    listed = "".join(
        f"<li><strong>{escape(letter)}{': ' if letter else ''}{escape(mark)}.</strong> {escape(said)}</li>"
        for letter, mark, said in found.short
    )
    return f'<div class="answer"><ul class="marks">{listed}</ul></div>'


def _beside(html: str) -> tuple[list[str], list[str]]:
    """Return what a cell says before its table and after it, such as whom to call at once, each as parts of slides."""
    soup = BeautifulSoup(html, "html.parser")
    for one in soup.find_all("a", href=lambda href: href and not href.startswith("https:")):
        one.unwrap()
    table = next(one for one in soup.find_all(True, recursive=False) if one.name == "table" or one.find("table"))
    sides = [
        [str(one) for one in found if isinstance(one, Tag)] for found in (table.previous_siblings, table.next_siblings)
    ]
    before, after = list(reversed(sides[0])), sides[1]
    joins = [["".join(side[i] for i in group) for group in groups([count(one) for one in side], MOST_WORDS)]
             for side in (before, after)]  # fmt: skip
    return joins[0], joins[1]


def _tables(html: str, most: int) -> list[str]:
    """Return a table in parts of so many words, each with its head and its caption."""
    soup = BeautifulSoup(html, "html.parser")
    table = soup.table
    assert table is not None
    for one in table.find_all(style=True):
        del one["style"]
    for one in table.find_all("a", href=lambda href: href and not href.startswith("https:")):
        one.unwrap()
    caption = str(table.caption) if table.caption else ""
    head = str(table.thead) if table.thead else ""
    for cell in table.select("thead th"):
        cell["scope"] = "col"
    rows = [str(row) for row in table.select("tbody tr")]
    parts = groups([count(row) for row in rows], most)
    return [f"<table>{caption}{head}<tbody>{''.join(rows[i] for i in group)}</tbody></table>" for group in parts]


# Words that have room -------------------------------------------------------------------------------------------------


def blocks_of(html: str) -> list[str]:
    """Return a block as pieces that may stand on slides of their own: a long list or table in parts."""
    soup = BeautifulSoup(html, "html.parser")
    block = soup.find(True)
    if not isinstance(block, Tag) or count(html) <= MOST_WORDS // 2:
        return [html]
    if block.name == "table":
        return _tables(html, MOST_WORDS)
    if block.name not in ("ul", "ol"):
        return [html]
    items = block.find_all("li", recursive=False)
    start = int(str(block.get("start", 1)))
    return [
        f"<{block.name}{f' start={start + place}' if block.name == 'ol' else ''}>{item}</{block.name}>"
        for place, item in enumerate(items)
    ]


def joined(blocks: list[str]) -> str:
    """Join blocks; neighbours that were items of one list are one list again."""
    text = "".join(blocks)
    for name in ("ul", "ol"):
        opened = f"<{name}"
        parts = text.split(f"</{name}>{opened}")
        text = parts[0] + "".join(part[part.index(">") + 1 :] for part in parts[1:])
    return text


def count(*html: str) -> int:
    """Return how many words stand in some HTML."""
    return sum(len(plain(one).split()) for one in html)


def groups(counts: list[int], most: int) -> list[list[int]]:
    """Return neighbours in as few groups of at most so many words as there can be, the fullest as empty as can be."""

    def filled(cap: int) -> list[list[int]]:
        found: list[list[int]] = []
        for place, words in enumerate(counts):
            if not found or sum(counts[i] for i in found[-1]) + words > cap:
                found.append([])
            found[-1].append(place)
        return found

    fewest = len(filled(most))
    return next(
        (found for cap in range(max(counts, default=0), most) if len(found := filled(cap)) <= fewest), filled(most)
    )


def image_of(one: Picture) -> str:
    """Return a picture as HTML, with its alt text."""
    return f'<img src="{one.src}" alt="{escape(one.alt)}" width="{one.width}" height="{one.height}">'
