"""What is met where? Misconceptions, the core concepts of pharmacology and curricula as Markdown, from the tables."""

from __future__ import annotations

from ketlessons.evidence.course.curricula import Item, items, taught
from ketlessons.evidence.course.planning import Part, parts
from ketlessons.evidence.course.teaching import core_concepts, misconceptions
from ketlessons.evidence.references import reference
from ketlessons.publish.teaching.planned import ids, round_of, table
from ketlessons.quiz.kinds.asked import Question
from ketlessons.quiz.questions import everything
from ketlessons.quiz.spacing import stands_behind

PROFESSIONS = {"medicine": "medical", "pharmacy": "pharmacy", "nursing": "nursing", "anaesthesia": "anaesthesia"}
_KINDS = {
    "concept": "Of pharmacology",
    "evidence": "Of how studies, counts, tests and rules are read",
    "slip": "Of arithmetic",
    "fact": "Of what was not known",
}
_HOW = {"built": "the equation is built", "moved": "a live figure is moved", "told": "told"}
#: Said of a cell without a row: nobody has read such an item, which is not the same as that there is none.
NONE_READ = "none read"


def _asked_in() -> dict[str, Part]:
    """Return in which part of a lesson each question is asked; a further question is in none."""
    return {name: part for part in parts().values() for name in part.questions}


def _places(asked: list[str]) -> str:
    """Return questions by the round that asks them, and further ones after these."""
    where = _asked_in()
    told = [
        f"{part.lesson} {round_of(part)}: {ids(held)}"
        for part in parts().values()
        if (held := [name for name in part.questions if name in asked])
    ]
    further = [name for name in asked if name not in where]
    return "; ".join((*told, f"further: {ids(further)}") if further else told)


def _behind(asked: Question) -> frozenset[str]:
    """Return what its wrong answers stand for, the slips of arithmetic among them that every number looks for."""
    return stands_behind(asked) | {option.misconception for option in asked.options if option.misconception}


def slips() -> str:
    """Return what goes wrong, what holds instead, and where a lesson meets it."""
    told = []
    for kind, title in _KINDS.items():
        rows = []
        for one in misconceptions().values():
            if one.kind == kind:
                asked = [name for name, question in everything().items() if one.id in _behind(question)]
                rows.append((one.believed, one.holds, _places(asked)))
        told.append(f"### {title}\n\n{table(('believed', 'what holds', 'met in'), rows)}")
    return "\n\n".join(told)


def concepts() -> str:
    """Return the core concepts: taught, asked, and what is left out with the reason."""
    rows = []
    for one in core_concepts().values():
        shown = [
            f"{part.lesson} {round_of(part)}, `{row.objective}`: {_HOW[row.how]}"
            for row in taught()
            if row.concept == one.id and (part := parts()[row.part])
        ]
        asked = [name for name, question in everything().items() if question.concept == one.id]
        rows.append((
            one.label, "; ".join(shown) or "not taught", _places(asked) or "not asked", one.left_out,
        ))  # fmt: skip
    return table(("core concept", "taught", "asked", "left out, and why"), rows)


def _met(row: Item) -> str:
    """Return an item of a curriculum, and what meets it."""
    how = "" if row.fit == "whole" else " in part"
    reported = ", *reported*" if row.status in ("secondary", "derived_reported") else ""
    return f"{row.code}, “{row.item}”{reported}: `{row.objective}`{how}"


def curricula() -> str:
    """Return what curricula ask for by core concept, what they ask for besides, and what was read of each."""
    rows = []
    for one in core_concepts().values():
        cells = [
            "; ".join(_met(row) for row in items() if (row.concept, row.profession) == (one.id, name)) or NONE_READ
            for name in PROFESSIONS
        ]
        rows.append((one.label, *cells))
    beside = [
        (PROFESSIONS[row.profession], row.body, f"{row.code}, “{row.item}”", f"`{row.objective}`")
        for row in items()
        if not row.concept
    ]
    return "\n\n".join((
        table(("core concept", *PROFESSIONS.values()), rows),
        "Items that are of none of the core concepts:",
        table(("curriculum", "by", "item", "objective that meets it"), beside),
        "What was read, and how far:",
        _read(),
    ))  # fmt: skip


def _read() -> str:
    """Return the documents, each once, with what was read of it."""
    rows = []
    seen: set[str] = set()
    for row in items():
        for key in row.sources:
            if key not in seen:
                seen.add(key)
                found = reference(key)
                title = f"[{found.title or found.journal}]({found.link})"
                rows.append((PROFESSIONS[row.profession], row.body, title, row.depth.replace("_", " "), row.note))
    return table(("curriculum", "by", "document", "depth", "what was read"), rows)
