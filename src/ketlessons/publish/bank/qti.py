"""How does the bank read as QTI 1.2? A zip that Canvas and other platforms import: a manifest and one assessment.

https://www.imsglobal.org/question/qtiv1p2/imsqti_asi_bindv1p2.html. Every answer that has feedback sends to it by name.
QTI 1.2 has no common form for an order: steps are given to their places in it.
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from xml.etree import ElementTree as ET

from ketlessons.publish.bank.items import Item, Ordered, Paired, Picked, Typed

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
#: The files of a zip say when they were made; the same bank is the same bytes.
_THEN = (2026, 1, 1, 0, 0, 0)


def package(bank: list[Item]) -> bytes:
    """Return the bank as a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, words in (("imsmanifest.xml", _manifest()), ("ketlessons/ketlessons.xml", assessment(bank))):
            out.writestr(zipfile.ZipInfo(name, _THEN), words, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _manifest() -> str:
    root = ET.Element("manifest", identifier="ketlessons-bank", xmlns=_MANIFEST)
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "IMS Content"
    ET.SubElement(metadata, "schemaversion").text = "1.1.3"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    resource = ET.SubElement(resources, "resource", identifier="ketlessons", type="imsqti_xmlv1p2")
    ET.SubElement(resource, "file", href="ketlessons/ketlessons.xml")
    return _written(root)


def assessment(bank: list[Item]) -> str:
    """Return the bank as one assessment, a section a lesson."""
    root = ET.Element("questestinterop", xmlns=NAMESPACE)
    held = ET.SubElement(root, "assessment", ident="ketlessons", title="ketlessons")
    section = ET.Element("section")
    for item in bank:
        name = f"lesson-{item.lesson}"
        if section.get("ident") != name:
            section = ET.SubElement(held, "section", ident=name, title=f"Lesson {item.lesson}")
        _item(section, item)
    return _written(root)


def _material(parent: ET.Element, words: str) -> None:
    text = ET.SubElement(ET.SubElement(parent, "material"), "mattext", texttype="text/html")
    text.text = f"<p>{escape(words, quote=False)}</p>"


def _item(section: ET.Element, item: Item) -> None:
    kinds = {Picked: "multiple_choice_question", Typed: "numerical_question", Paired: "matching_question",
             Ordered: "matching_question"}  # fmt: skip
    held = ET.SubElement(section, "item", ident=item.id, title=item.id)
    fields = ET.SubElement(ET.SubElement(held, "itemmetadata"), "qtimetadata")
    kind = "multiple_answers_question" if isinstance(item, Picked) and item.many else kinds[type(item)]
    for label, entry in (
        ("question_type", kind), ("points_possible", "1"), ("objective", item.objective), ("concept", item.concept)
    ):  # fmt: skip
        field = ET.SubElement(fields, "qtimetadatafield")
        ET.SubElement(field, "fieldlabel").text = label
        ET.SubElement(field, "fieldentry").text = entry
    shown = ET.SubElement(held, "presentation")
    _material(shown, item.prompt)
    judged = ET.SubElement(held, "resprocessing")
    ET.SubElement(ET.SubElement(judged, "outcomes"), "decvar", varname="SCORE", vartype="Decimal", minvalue="0",
                  maxvalue="100")  # fmt: skip
    if isinstance(item, Picked):
        told = _picked(shown, judged, item)
    elif isinstance(item, Typed):
        told = _typed(shown, judged, item)
    elif isinstance(item, Paired):
        pairs = [(f"thing-{place}", *pair) for place, pair in enumerate(item.pairs, start=1)]
        told = _paired(shown, judged, pairs, item.places)
    else:
        assert isinstance(item, Ordered)
        steps = [(f"step-{place}", step, str(place), said) for place, (step, said) in enumerate(item.steps, start=1)]
        # They are shown in the order of the alphabet, which tells nothing of the right one.
        told = _paired(shown, judged, sorted(steps, key=lambda one: one[1]), tuple(one[2] for one in steps))
    for name, words in told.items():
        feedback = ET.SubElement(ET.SubElement(held, "itemfeedback", ident=name), "flow_mat")
        _material(feedback, words)


def _choices(parent: ET.Element, ident: str, many: bool, options: list[tuple[str, str]], words: str = "") -> None:
    group = ET.SubElement(parent, "response_lid", ident=ident, rcardinality="Multiple" if many else "Single")
    if words:
        _material(group, words)
    choice = ET.SubElement(group, "render_choice", shuffle="Yes")
    for name, text in options:
        _material(ET.SubElement(choice, "response_label", ident=name), text)


def _tell(judged: ET.Element, name: str, more: bool = True) -> ET.Element:
    """Add a condition that sends to the feedback of this name; return where it is said when."""
    condition = ET.SubElement(judged, "respcondition", {"continue": "Yes" if more else "No"})
    when = ET.SubElement(condition, "conditionvar")
    ET.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)
    return when


def _score(judged: ET.Element, points: float = 100, action: str = "Set") -> ET.Element:
    """Add a condition that gives points; return where it is said when."""
    condition = ET.SubElement(judged, "respcondition", {"continue": "Yes" if action == "Add" else "No"})
    when = ET.SubElement(condition, "conditionvar")
    ET.SubElement(condition, "setvar", action=action, varname="SCORE").text = f"{points:.7g}"
    return when


def _picked(shown: ET.Element, judged: ET.Element, item: Picked) -> dict[str, str]:
    named = [(f"option-{place}", option) for place, option in enumerate(item.options, start=1)]
    _choices(shown, "answer", item.many, [(name, option.text) for name, option in named])
    for name, _ in named:
        ET.SubElement(_tell(judged, f"{name}-said"), "varequal", respident="answer").text = name
    when = _score(judged)
    if item.many:
        when = ET.SubElement(when, "and")
    for name, option in named:
        if option.key:
            ET.SubElement(when, "varequal", respident="answer").text = name
        elif item.many:
            ET.SubElement(ET.SubElement(when, "not"), "varequal", respident="answer").text = name
    return {f"{name}-said": option.feedback for name, option in named}


def _typed(shown: ET.Element, judged: ET.Element, item: Typed) -> dict[str, str]:
    number = ET.SubElement(shown, "response_str", ident="answer", rcardinality="Single")
    ET.SubElement(ET.SubElement(number, "render_fib", fibtype="Decimal"), "response_label", ident="number")
    told = {"right-said": item.feedback}
    _between(_tell(judged, "right-said"), item.key, item.reach)
    for place, (value, reach, said, _) in enumerate(item.wrong, start=1):
        told[f"wrong-{place}-said"] = said
        _between(_tell(judged, f"wrong-{place}-said"), value, reach)
    told["general_incorrect_fb"] = item.hint
    ET.SubElement(_tell(judged, "general_incorrect_fb"), "other")
    when = ET.SubElement(_score(judged), "or")
    ET.SubElement(when, "varequal", respident="answer").text = repr(item.key)
    _between(ET.SubElement(when, "and"), item.key, item.reach)
    return told


def _between(when: ET.Element, value: float, reach: float) -> None:
    ET.SubElement(when, "vargte", respident="answer").text = repr(value - reach)
    ET.SubElement(when, "varlte", respident="answer").text = repr(value + reach)


def _paired(
    shown: ET.Element, judged: ET.Element, pairs: list[tuple[str, str, str, str]], places: tuple[str, ...]
) -> dict[str, str]:
    named = {place: f"place-{number}" for number, place in enumerate(places, start=1)}
    for name, thing, _, _ in pairs:
        _choices(shown, name, False, [(ident, place) for place, ident in named.items()], thing)
    for name, _, place, _ in pairs:
        ET.SubElement(_score(judged, 100 / len(pairs), "Add"), "varequal", respident=name).text = named[place]
    for name, _, place, _ in pairs:
        ET.SubElement(_tell(judged, f"{name}-said"), "varequal", respident=name).text = named[place]
    return {f"{name}-said": said for name, _, _, said in pairs}
