"""How does a lesson read on paper? A handout to write on, and the same with the answers in it.

Both are one page of HTML, which `printing` makes into a PDF. What gives an answer away is written by `_Answers` alone:
the handout for students is made without it, so that no answer can hide in its text, its names or its alt texts.
"""

from __future__ import annotations

from html import escape

from bs4 import BeautifulSoup

from ketlessons.publish.kit.pieces import (
    Asked,
    Build,
    Folded,
    Heading,
    Picture,
    Piece,
    Printed,
    Revealed,
    Script,
    Table,
    Tasks,
    Thought,
    Words,
    for_home,
    in_class,
)
from ketlessons.publish.kit.questions import LETTERS, Told, told
from ketlessons.publish.kit.sheet import LICENCE, page

_HOME, _TAKE_AWAY = "At home: ", "Take away"
#: Heights of boxes to write in, by the name of their class: a line, some lines, a sketch.
_LINE, _LINES, _MANY = "write", "write some", "write many"


def handout(script: Script, *, answers: bool) -> str:
    """Return the handout of a lesson as one self-contained page, to write on or with its answers."""
    sheet = _Answers() if answers else _Blank()
    class_part = "".join(sheet.shown(one) for one in in_class(script))
    home = "".join(sheet.shown(one) for one in for_home(script))
    home = f'<section class="home">\n<h2>At home</h2>\n{home}</section>\n' if home else ""
    name = f"{script.numbered}: {'handout with answers' if answers else 'handout'}"
    body = (
        f"<main>\n{sheet.top}{class_part}{home}"
        "<footer><p>Every number has its row and its source: in the notebook "
        f"<code>{escape(script.name)}.ipynb</code>, under <em>Sources</em>. {LICENCE}</p></footer>\n</main>"
    )
    return page(name, body, style="handouts.css", running=name)


class _Blank:
    """What is printed for students."""

    top = '<p class="who"><span>Name</span> <span>Date</span></p>\n'

    def shown(self, one: Piece) -> str:
        """Return one piece of the lesson as HTML."""
        what = one.what
        if isinstance(what, Heading):
            return self._heading(what)
        if isinstance(what, Words):
            return self._words(what, one.under)
        if isinstance(what, Picture):
            return picture(what)
        if isinstance(what, Tasks):
            return self._tasks(what, 4 if one.home else 3)
        if isinstance(what, Asked | Revealed):
            return self._question(told(what.question), revealed=isinstance(what, Revealed))
        if isinstance(what, Table):
            return table(what.html)
        if isinstance(what, Printed):
            return f"<pre>{escape(what.text)}</pre>\n"
        if isinstance(what, Build):
            return f"<pre>{escape(what.code)}</pre>\n{self._after_build()}"
        if isinstance(what, Folded):
            return self._folded(what)
        assert isinstance(what, Thought), f"no place on paper for a {type(what).__name__}"
        return box(_LINES)

    def _words(self, what: Words, under: str) -> str:
        # What a lesson takes away answers its questions; whoever fills the sheet in says it first.
        return f"<p>Three sentences of your own.</p>\n{box(_MANY)}" if under == _TAKE_AWAY else f"{what.html}\n"

    def _heading(self, what: Heading) -> str:
        words = what.html.removeprefix(_HOME)
        return f"<h{what.level}>{words[:1].upper()}{words[1:]}</h{what.level}>\n"

    def _tasks(self, what: Tasks, level: int) -> str:
        items = "".join(f"<li>{task}{self._answer_to(what, place)}</li>\n" for place, task in enumerate(what.tasks))
        return (
            f'<h{level}>Tasks: {escape(what.name)}</h{level}>\n<div class="intro">{"".join(what.intro)}</div>\n'
            f'<ol class="tasks">\n{items}</ol>\n{self._other_answers(what)}'
        )

    def _question(self, found: Told, *, revealed: bool) -> str:
        if revealed:
            return f'<div class="question"><p><strong>Your prediction, again.</strong> {escape(found.prompt)}</p>' + (
                f"{self._met_again(found)}</div>\n"
            )
        asks = f"<p><strong>{found.head}.</strong> {escape(found.prompt)}</p>"
        return f'<div class="question">{asks}{self._to_answer(found)}</div>\n'

    def _to_answer(self, found: Told) -> str:
        note = f"<p>{escape(found.note)}</p>" if found.note else ""
        if found.places:
            cases = list(found.places[0][1])
            heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in ("Card", *cases))
            rows = "".join(
                f'<tr><th scope="row">{escape(card)}</th>{"<td>&nbsp;</td>" * len(cases)}</tr>'
                for card, _ in found.places
            )
            return f'{note}<table class="cards"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        letters = [f"<strong>{letter}</strong> " for letter in LETTERS] if found.lettered else [""] * len(found.listed)
        items = "".join(f"<li>{mark}{escape(one)}</li>" for mark, one in zip(letters, found.listed, strict=False))
        listed = f'<ul class="boxes">{items}</ul>' if items else box(_LINE)
        why = f"<p>Why?</p>{box(_LINE)}" if found.head == "Predict" else ""
        return f"{note}{listed}{why}"

    def _met_again(self, found: Told) -> str:
        return f"<p>What did you say, and what do you say now?</p>{box(_LINES)}"

    def _answer_to(self, what: Tasks, place: int) -> str:
        return box(_LINES)

    def _other_answers(self, what: Tasks) -> str:
        return ""

    def _after_build(self) -> str:
        return box(_MANY)

    def _folded(self, what: Folded) -> str:
        # A hint and a solution belong to what is built, which has its box; what should have been seen has none yet.
        return "" if what.line in ("Hint", "Solution") else box(_MANY)


class _Answers(_Blank):
    """What is printed for the teacher: the same, with an answer at the place of each box."""

    top = '<p class="who teacher">With answers</p>\n'

    def _words(self, what: Words, under: str) -> str:
        return f"{what.html}\n"

    def _to_answer(self, found: Told) -> str:
        if found.head == "Predict":  # answered where it is met again
            return super()._to_answer(found)
        return answered(found)

    def _met_again(self, found: Told) -> str:
        return answered(found)

    def _answer_to(self, what: Tasks, place: int) -> str:
        return f'<div class="answer">{what.answers[place]}</div>' if what.paired else ""

    def _other_answers(self, what: Tasks) -> str:
        return other_answers(what)

    def _after_build(self) -> str:
        return ""

    def _folded(self, what: Folded) -> str:
        return f'<div class="answer"><p><strong>{escape(what.line)}</strong></p>{what.html}</div>\n'


def other_answers(what: Tasks) -> str:
    """Return answers that belong to no task alone, as HTML."""
    rest = what.more if what.paired else "".join(f"<p>{one}</p>" for one in what.answers) + what.more
    return f'<div class="answer">{rest}</div>' if rest else ""


def answered(found: Told) -> str:
    """Return what each answer of a question is worth, as HTML."""
    if found.places:
        note = f"<p>{escape(found.note)}</p>"
        items = "".join(f"<li><strong>{escape(mark)}.</strong> {escape(said)}</li>" for _, mark, said in found.whole)
        return f'{note}<div class="answer"><ul>{items}</ul></div>'
    note = f"<p>{escape(found.note)}</p>" if found.note else ""
    listed = "" if found.lettered else "".join(f"<li>{escape(one)}</li>" for one in found.listed)
    asked = f"<ul>{listed}</ul>" if listed else ""
    items = "".join(
        f"<li><strong>{escape(f'{letter} {mark}'.strip())}:</strong> {escape(said)}</li>"
        for letter, mark, said in found.whole
    )
    return f'{note}{asked}<div class="answer"><ul>{items}</ul></div>'


def box(kind: str) -> str:
    """Return a box to write in. A reader of the PDF is told nothing of it: the words before it say what to write."""
    return f'<div class="{kind}"></div>'


def picture(what: Picture) -> str:
    """Return a still picture with its caption and what it lists."""
    image = f'<img src="{what.src}" alt="{escape(what.alt)}" width="{what.width}" height="{what.height}">'
    if not what.caption:
        return f'<p class="cover">{image}</p>\n'
    listed = "".join(f"<li>{escape(one)}</li>" for one in what.listed)
    parts = f"<ul>{listed}</ul>" if listed else ""
    name = escape(what.alt.removeprefix("Picture: "))
    # Not as a figure of HTML, which a browser would tag in the PDF as a second figure, one without an alt text.
    caption = f'<p class="caption"><strong>{name}.</strong> {escape(what.caption)}</p>'
    return f'<div class="figure">{image}{caption}</div>{parts}\n'


def table(html: str) -> str:
    """Return a table of a cell without the looks it has in a notebook."""
    soup = BeautifulSoup(html, "html.parser")
    for one in soup.find_all(style=True):
        del one["style"]
    for one in soup.find_all("a"):
        one.unwrap()
    return f"{soup}\n"
