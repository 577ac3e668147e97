"""How does a class look on one page? Votes, gain, what is hard, and what goes wrong; tables first, bars beside them.

The first vote on a prediction is hidden until half of those who voted have voted again: whoever sees what the others
think, thinks it too. Nothing on the page says who answered what, and no file's name stands on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from ketlessons.evidence.course.lessons import lessons
from ketlessons.evidence.course.teaching import misconceptions, pairs
from ketlessons.publish.classroom.counting import Estimate, discrimination, gain, gain_of_one, standardised
from ketlessons.publish.classroom.records import Class, Learner, Try
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.questions import everything

#: With fewer, a share says little and may say who it was.
FEWEST = 5

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fff; --line: #c9cdd4; --bar: #005f9e; --old: #7a828e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaee; --paper: #15181d; --line: #454c57; --bar: #6cb6f0; --old: #98a1ae; } }
body { font: 17px/1.5 system-ui, "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper);
  margin: 0 auto; padding: 1.2rem; max-width: 62rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .6rem 0 1.2rem; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; }
.bar { display: block; height: .7rem; background: var(--bar); border: 1px solid transparent; }
.first .bar { background: var(--old); } th { font-weight: 600; } .scroll { overflow-x: auto; }
@media print { body { font-size: 11pt; padding: 0; max-width: none; } tr { break-inside: avoid; }
  .bar { print-color-adjust: exact; } }
"""


def page(held: Class) -> str:
    """Return one self-contained HTML page about a class."""
    people, asked = held.learners, everything()
    used = sum(one.used for one in held.broken)
    lost = len(held.broken) - used
    counted = (
        f"{_many(len(people), 'record')} counted. {_many(lost, 'file')} could not be used, and "
        f"{_many(used, 'record')} only in part."
    )
    if len(people) < FEWEST:
        body = f"<p>With fewer than {FEWEST} records this page shows nothing: it could say who answered what.</p>"
    else:
        body = "".join((_votes(people, asked), _gains(people), _items(people, asked), _slips(people)))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>A class - ketlessons</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>A class</h1>\n"
        f"<p>{counted}</p>\n{body}</main>\n</body>\n</html>\n"
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %".replace("-", "\u2212")


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; cells may hold markup of ours, the first of a row names it."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    # A wide table scrolls on a narrow screen, so the keyboard must reach it.
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _bar(share: float) -> str:
    return f'<span class="bar" style="width:{max(0.0, 100 * share):.1f}%" aria-hidden="true"></span>'


# Votes ----------------------------------------------------------------------------------------------------------------


def _votes(people: tuple[Learner, ...], asked: dict[str, Question]) -> str:
    predictions = [one for one in asked.values() if isinstance(one, Choice) and one.kind == "predict" and one.kept]
    parts = [_vote(one, people) for one in predictions if any(one.id in learner.tries for learner in people)]
    return f"<h2>Predictions: vote, discuss, vote again</h2>\n{''.join(parts) or '<p>Nobody has predicted yet.</p>'}"


def _vote(asked: Choice, people: tuple[Learner, ...]) -> str:
    voted = [learner.tries[asked.id] for learner in people if asked.id in learner.tries]
    again = [tries for tries in voted if len(tries) > 1]
    head = f"<h3>{escape(asked.prompt)}</h3>"
    if len(voted) < FEWEST:
        return f"{head}<p>{_many(len(voted), 'vote')}: too few to show.</p>\n"
    if 2 * len(again) < len(voted):
        return (
            f"{head}<p>{_many(len(voted), 'vote')}, {len(again)} of them given again after talking. The first votes "
            "are shown once half have voted again.</p>\n"
        )
    first, second = (Counter(tries[place].answer for tries in again) for place in (0, -1))
    rows = []
    for index, option in enumerate(asked.options):
        one, other = first[index] / len(again), second[index] / len(again)
        text = escape(option.text) + (" <strong>(holds)</strong>" if option.key else "")
        rows.append((
            text, f'<span class="first">{_percent(one)}{_bar(one)}</span>', f"{_percent(other)}{_bar(other)}",
        ))  # fmt: skip
    return head + _table(f"{len(again)} who voted twice", ("Prediction", "First vote", "Second vote"), rows)


# Gain -----------------------------------------------------------------------------------------------------------------


def _between(found: Estimate, shown: str) -> str:
    value, low, high = (shown.format(one).replace("-", "\u2212") for one in (found.value, found.low, found.high))
    return f"{value} ({low} to {high})"


def _gains(people: tuple[Learner, ...]) -> str:
    """Tell the gain from the prediction of each lesson to its twin, and over all lessons."""
    titles = {lesson.number: lesson.title for lesson in lessons()}
    rows, shares = [], []
    for pair in pairs().values():
        both = [
            (before.right, after.right)
            for one in people
            if (before := one.first(pair.before)) and (after := one.first(pair.after))
        ]
        if len(both) < FEWEST:
            continue
        before, after = ([pair[place] for pair in both] for place in (0, 1))
        change = gain_of_one(before, after)
        rows.append((
            escape(f"{pair.lesson} {titles[pair.lesson]}"), str(len(both)), _percent(sum(before) / len(both)),
            _percent(sum(after) / len(both)), _between(_in_percent(change), "{:.0f}"),
        ))  # fmt: skip
    for one in people:
        done = [
            (before.right, after.right)
            for pair in pairs().values()
            if (before := one.first(pair.before)) and (after := one.first(pair.after))
        ]
        if done:
            shares.append(tuple(sum(column) / len(done) for column in zip(*done, strict=True)))
    if not rows or len(shares) < FEWEST:
        return "<h2>Before and after</h2>\n<p>Too few have answered both questions of a lesson.</p>\n"
    before, after = zip(*shares, strict=True)
    size = standardised(before, after)
    told = f"Over all lessons the gain is {_between(_in_percent(gain(before, after)), '{:.0f}')} percentage points"
    spread = f"{_between(size, '{:.2f}')} of its standard deviation (d<sub>z</sub>)" if size else "the same for all"
    return (
        "<h2>Before and after</h2>\n<p>The first answer to the prediction, and to a question on the same subject that "
        f"the lesson does not ask. {told}, {spread}. There is no class without the lessons to compare with.</p>\n"
        + _table(
            "First answers that were right",
            ("Lesson", "Learners", "Before", "After", "Gain in points (95 % interval)"),
            rows,
        )
    )


def _in_percent(found: Estimate) -> Estimate:
    return Estimate(100 * found.value, 100 * found.low, 100 * found.high)


# What is hard, and what goes wrong ------------------------------------------------------------------------------------


def _items(people: tuple[Learner, ...], asked: dict[str, Question]) -> str:
    shares = [_all_first(one) for one in people]
    rows = []
    for name, one in asked.items():
        here = [(first.right, _rest(share, name)) for share in shares if (first := share.get(name))]
        if len(here) < FEWEST:
            continue
        told = [pair for pair in here if pair[1] is not None]
        tells = discrimination([right for right, _ in told], [rest for _, rest in told if rest is not None])
        share = sum(right for right, _ in here) / len(here)
        rows.append((share, (
            escape(name), escape(one.prompt), str(len(here)), f"{_percent(share)}{_bar(share)}",
            "\u2013" if tells is None else f"{tells:.2f}".replace("-", "\u2212"),
        )))  # fmt: skip
    if not rows:
        return ""
    rows.sort(key=lambda row: row[0])
    heads = ("Question", "Words", "Learners", "Right at first", "Goes with the rest")
    return (
        "<h2>Questions, the hardest first</h2>\n<p>The last column is the correlation with the share right in all "
        "other questions. Near 0 or below, look at the question before you look at the class.</p>\n"
        + _table("First answers", heads, [row for _, row in rows])
    )


def _all_first(one: Learner) -> dict[str, Try]:
    return {name: tries[0] for name, tries in one.tries.items()}


def _rest(share: dict[str, Try], name: str) -> float | None:
    others = [first.right for other, first in share.items() if other != name]
    return sum(others) / len(others) if others else None


def _slips(people: tuple[Learner, ...]) -> str:
    """Tell how many learners gave at least one first answer that stands for each misconception."""
    known = misconceptions()
    held = Counter(
        slip
        for one in people
        for slip in {slip for tries in one.tries.values() for slip in tries[0].misconceptions if slip in known}
    )
    rows = [
        (escape(known[slip].believed), escape(known[slip].holds), f"{count} of {len(people)}")
        for slip, count in sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    if not rows:
        return ""
    return "<h2>What goes wrong</h2>\n" + _table(
        "Learners whose first answer stood for it at least once", ("Believed", "What holds", "Learners"), rows
    )
