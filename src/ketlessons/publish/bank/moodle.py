"""How does the bank read for Moodle? Its own XML: one category a lesson, `idnumber` the id, feedback for every answer.

https://docs.moodle.org/en/Moodle_XML_format. The type `ordering` is part of Moodle from 4.4 on; before, it is a plugin.
"""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked, Typed


def text(bank: list[Item]) -> str:
    """Return the bank as Moodle XML."""
    quiz = ET.Element("quiz")
    lesson = None
    for item in bank:
        if item.lesson != lesson:
            lesson = item.lesson
            category = ET.SubElement(quiz, "question", type="category")
            ET.SubElement(ET.SubElement(category, "category"), "text").text = f"$course$/top/ketlessons/lesson {lesson}"
        _question(quiz, item)
    ET.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(quiz, encoding="unicode") + "\n"


def _said(parent: ET.Element, tag: str, words: str) -> ET.Element:
    """Add words; Moodle reads them as HTML."""
    element = ET.SubElement(parent, tag, format="html")
    ET.SubElement(element, "text").text = escape(words, quote=False)
    return element


def _answer(parent: ET.Element, percent: float, words: str, feedback: str) -> ET.Element:
    element = ET.SubElement(parent, "answer", fraction=f"{percent:.7g}", format="html")
    ET.SubElement(element, "text").text = escape(words, quote=False)
    _said(element, "feedback", feedback)
    return element


def _question(quiz: ET.Element, item: Item) -> None:
    kinds = {Picked: "multichoice", Typed: "numerical", Paired: "matching", Ordered: "ordering"}
    question = ET.SubElement(quiz, "question", type=kinds[type(item)])
    ET.SubElement(ET.SubElement(question, "name"), "text").text = item.id
    _said(question, "questiontext", item.prompt)
    told = ""
    if isinstance(item, Typed):
        told = item.feedback
    elif isinstance(item, Paired):
        told = " ".join(f"{thing} {place}. {feedback}" for thing, place, feedback in item.pairs)
    elif isinstance(item, Ordered):
        told = " ".join(feedback for _, feedback in item.steps)
    _said(question, "generalfeedback", told)
    ET.SubElement(question, "defaultgrade").text = "1"
    ET.SubElement(question, "penalty").text = "0.3333333"
    ET.SubElement(question, "hidden").text = "0"
    ET.SubElement(question, "idnumber").text = item.id
    if isinstance(item, Picked):
        _picked(question, item)
    elif isinstance(item, Typed):
        _typed(question, item)
    elif isinstance(item, Paired):
        _paired(question, item)
    elif isinstance(item, Ordered):
        _ordered(question, item)
    tags = ET.SubElement(question, "tags")
    for words in (f"lesson {item.lesson}", item.objective, item.concept):
        ET.SubElement(ET.SubElement(tags, "tag"), "text").text = words


def _picked(question: ET.Element, item: Picked) -> None:
    ET.SubElement(question, "single").text = "false" if item.many else "true"
    ET.SubElement(question, "shuffleanswers").text = "true"
    ET.SubElement(question, "answernumbering").text = "none"
    keys = sum(option.key for option in item.options)
    # Whoever ticks everything gets nothing: a wrong tick takes away what a right one gives.
    wrong = -100 / (len(item.options) - keys) if item.many else 0
    for option in item.options:
        _answer(question, 100 / keys if option.key else wrong, option.text, option.feedback)


def _typed(question: ET.Element, item: Typed) -> None:
    right = _answer(question, 100, repr(item.key), item.feedback)
    ET.SubElement(right, "tolerance").text = repr(item.reach)
    for value, reach, feedback, _ in item.wrong:
        wrong = _answer(question, 0, repr(value), feedback)
        ET.SubElement(wrong, "tolerance").text = repr(reach)
    _answer(question, 0, "*", item.hint)
    if item.unit:
        unit = ET.SubElement(ET.SubElement(question, "units"), "unit")
        ET.SubElement(unit, "multiplier").text = "1"
        ET.SubElement(unit, "unit_name").text = item.unit
    # 3: no unit is marked; the question says which one the number has.
    ET.SubElement(question, "unitgradingtype").text = "0"
    ET.SubElement(question, "unitpenalty").text = "0"
    ET.SubElement(question, "showunits").text = "3"


def _paired(question: ET.Element, item: Paired) -> None:
    ET.SubElement(question, "shuffleanswers").text = "true"
    for thing, place, _ in item.pairs:
        part = _said(question, "subquestion", thing)
        ET.SubElement(ET.SubElement(part, "answer"), "text").text = place
    for place in item.places:
        if place not in {right for _, right, _ in item.pairs}:  # a place for nothing is a choice all the same
            part = _said(question, "subquestion", "")
            ET.SubElement(ET.SubElement(part, "answer"), "text").text = place


def _ordered(question: ET.Element, item: Ordered) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"), ("numberingstyle", "none"),
        ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"), ("showgrading", "SHOW"),
    ):  # fmt: skip
        ET.SubElement(question, name).text = value
    for place, (step, _) in enumerate(item.steps, start=1):
        answer = ET.SubElement(question, "answer", fraction=f"{place}.0000000", format="html")
        ET.SubElement(answer, "text").text = escape(step, quote=False)
