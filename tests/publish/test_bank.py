"""Does the bank of questions survive its journeys? Each file is read back by code that shares nothing with its writer.

The readers below know the formats, and neither the library nor how it writes: they return, for each id, what a platform
would hold. What comes back is compared with the questions themselves.
"""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from ketlessons.publish import bank
from ketlessons.publish.bank.items import Picked
from ketlessons.quiz.kinds.choices import Choice
from ketlessons.quiz.kinds.numbers import Number
from ketlessons.quiz.kinds.orders import Order
from ketlessons.quiz.kinds.parts import Option
from ketlessons.quiz.kinds.severals import Several
from ketlessons.quiz.kinds.sorts import Sort
from ketlessons.quiz.questions import everything

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    into = tmp_path_factory.mktemp("bank")
    bank.write(into)
    return into


def asked(kind) -> list:
    return [one for one in everything().values() if isinstance(one, kind) and one.kept]


def draws(one: Number) -> list[tuple[str, object]]:
    """Return the ids and draws that should be there: the first few seeds whose words differ."""
    seen, found = set(), []
    for seed in range(200):
        drawn = one.drawn(seed)
        if drawn.prompt not in seen and len(found) < 4:
            seen.add(drawn.prompt)
            found.append((f"{one.id}-draw-{len(found) + 1}", drawn))
    return found


def cases(one: Sort) -> list[tuple[str, str]]:
    return [(f"{one.id}-{case.id}" if one.switch else one.id, case.id) for case in one.cases]


# Readers --------------------------------------------------------------------------------------------------------------


class Words(HTMLParser):
    """The words of a piece of HTML, one string for each of its elements of a kind."""

    def __init__(self, tag: str):
        super().__init__()
        self.tag, self.depth, self.found = tag, 0, []

    def handle_starttag(self, tag, attrs):
        if tag == self.tag:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag):
        if tag == self.tag:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.found[-1] += data


def of_moodle(text: str) -> dict[str, dict]:
    """Read Moodle XML."""
    found, category = {}, ""
    for question in ET.fromstring(text):
        kind = question.get("type")
        if kind == "category":
            category = question.findtext("category/text")
            continue
        read = {
            "kind": kind,
            "category": category,
            "prompt": html.unescape(question.findtext("questiontext/text")),
            "general": html.unescape(question.findtext("generalfeedback/text") or ""),
            "tags": [tag.findtext("text") for tag in question.iterfind("tags/tag")],
            "single": question.findtext("single"),
            "unit": question.findtext("units/unit/unit_name"),
            "answers": [
                {
                    "fraction": float(answer.get("fraction")),
                    "text": html.unescape(answer.findtext("text") or ""),
                    "feedback": html.unescape(answer.findtext("feedback/text") or ""),
                    "tolerance": float(answer.findtext("tolerance") or 0),
                }
                for answer in question.iterfind("answer")
            ],
            "pairs": [
                (html.unescape(part.findtext("text") or ""), part.findtext("answer/text"))
                for part in question.iterfind("subquestion")
            ],
        }
        name = question.findtext("idnumber")
        assert question.findtext("name/text") == name
        assert name not in found
        found[name] = read
    return found


SIGNS = re.compile(r"\\([~=#{}:\\])")


def of_gift(text: str) -> dict[str, dict]:
    """Read GIFT: hide escaped signs first, so that those that are left have their meaning."""
    hidden = SIGNS.sub(lambda sign: chr(0xE000 + ord(sign.group(1))), text)

    def plain(words: str) -> str:
        return re.sub(r"[\ue000-\ue0ff]", lambda sign: chr(ord(sign.group()) - 0xE000), words.strip())

    found = {}
    for head, name, prompt, inside in re.findall(
        r"^// (\[id:[^\n]*)\n::(.*?)::(.*?)\{(.*?)^\}", hidden, flags=re.M | re.S
    ):
        numeric = inside.lstrip().startswith("#\n")
        body, _, general = inside.partition("####")
        answers = []
        for sign, weight, words, feedback in re.findall(
            r"^([=~])(?:%(-?[\d.]+)%)?([^#\n]*)(?:#(.*))?$", body, flags=re.M
        ):
            share = float(weight) if weight else 100.0 * (sign == "=")
            answers.append((share, plain(words), plain(feedback)))
        found[plain(name)] = {
            "prompt": plain(prompt), "answers": answers, "numeric": numeric, "general": plain(general),
            "id": re.search(r"\[id:([^\]]*)\]", head).group(1), "tags": re.findall(r"\[tag:([^\]]*)\]", head),
        }  # fmt: skip
    return found


def of_qti(package: bytes) -> dict[str, dict]:
    """Read the zip of QTI 1.2 by way of its manifest."""
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        manifest = ET.fromstring(held.read("imsmanifest.xml"))
        (file,) = [one.get("href") for one in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}file")]
        root = ET.fromstring(held.read(file))

    def words(element) -> str:
        return html.unescape(re.sub(r"</?p>", "", element.find(f"{QTI}material/{QTI}mattext").text))

    found = {}
    for item in root.iter(f"{QTI}item"):
        said = {one.get("ident"): words(one.find(f"{QTI}flow_mat")) for one in item.iter(f"{QTI}itemfeedback")}
        sends, scores = [], []
        for condition in item.iter(f"{QTI}respcondition"):
            when, shown = condition.find(f"{QTI}conditionvar"), condition.find(f"{QTI}displayfeedback")
            sends += [(shown.get("linkrefid"), when)] if shown is not None else []
            scores += [(condition.find(f"{QTI}setvar"), when)] if condition.find(f"{QTI}setvar") is not None else []
        found[item.get("ident")] = {
            "kind": next(
                field.findtext(f"{QTI}fieldentry")
                for field in item.iter(f"{QTI}qtimetadatafield")
                if field.findtext(f"{QTI}fieldlabel") == "question_type"
            ),
            "prompt": words(item.find(f"{QTI}presentation")),
            "groups": {
                group.get("ident"): {
                    "words": words(group) if group.find(f"{QTI}material") is not None else "",
                    "options": {one.get("ident"): words(one) for one in group.iter(f"{QTI}response_label")},
                }
                for group in item.iter(f"{QTI}response_lid")
            },
            "said": said,
            "sends": sends,
            "scores": scores,
        }
    return found


def equal_in(when, negated=False) -> list[tuple[str, str]]:
    """Return what a condition asks to be picked, and not what it asks not to be."""
    found = []
    for part in when:
        if part.tag == f"{QTI}varequal" and not negated:
            found.append((part.get("respident"), part.text))
        elif part.tag in (f"{QTI}and", f"{QTI}or"):
            found += equal_in(part)
    return found


def of_anki(text: str) -> dict[str, dict]:
    """Read Anki's text import: lines of a table, the directives first."""
    lines = text.splitlines()
    heads = dict(line[1:].split(":", 1) for line in lines if line.startswith("#"))
    assert heads["separator"] == "tab"
    assert heads["html"] == "true"
    assert (heads["guid column"], heads["deck column"], heads["tags column"]) == ("1", "4", "5")
    rows = csv.reader([line for line in lines if not line.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE)
    found = {}
    for name, front, back, deck, tags in rows:
        assert name not in found
        found[name] = {"front": front, "back": back, "deck": deck, "tags": tags.split()}
    return found


@pytest.fixture(scope="module")
def moodle(folder):
    return of_moodle((folder / "ketlessons-moodle.xml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gift(folder):
    return of_gift((folder / "ketlessons.gift").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def qti(folder):
    return of_qti((folder / "ketlessons-qti12.zip").read_bytes())


@pytest.fixture(scope="module")
def anki(folder):
    return of_anki((folder / "ketlessons-anki.txt").read_text(encoding="utf-8"))


# Tests ----------------------------------------------------------------------------------------------------------------


def expected_ids() -> set[str]:
    ids = {one.id for kind in (Choice, Several, Order) for one in asked(kind)}
    ids |= {name for one in asked(Number) for name, _ in draws(one)}
    return ids | {name for one in asked(Sort) for name, _ in cases(one)}


def test_every_id_survives_in_every_format(moodle, gift, qti, anki):
    ids = expected_ids()
    assert len(ids) > 150
    for found in (moodle, gift, qti, anki):
        assert set(found) == ids
    assert all(read["id"] == name for name, read in gift.items())


def test_what_keeps_no_answers_is_nowhere(folder, moodle):
    secret = [one for one in everything().values() if not one.kept]
    assert {one.lesson for one in secret} == {"08", "09"}
    assert sorted(bank.left_out()) == sorted(one.id for one in secret)
    for file in folder.iterdir():
        text = file.read_bytes()
        assert not any(one.id.encode() in text for one in secret), file.name
    assert not any(name.startswith("08") for name in moodle)


def test_options_keys_and_feedback_survive(moodle, gift, qti):
    for one in (*asked(Choice), *asked(Several)):
        many = isinstance(one, Several)
        keys = sum(option.key for option in one.options)
        wrong = -100 / (len(one.options) - keys) if many else 0
        held = [(100 / keys if o.key else wrong, o.text, o.feedback) for o in one.options]

        read = moodle[one.id]
        assert (read["kind"], read["single"]) == ("multichoice", "false" if many else "true")
        assert read["prompt"] == one.prompt
        assert [(a["text"], a["feedback"]) for a in read["answers"]] == [row[1:] for row in held]
        assert [a["fraction"] for a in read["answers"]] == pytest.approx([row[0] for row in held], abs=1e-4)

        assert gift[one.id]["prompt"] == " ".join(one.prompt.split())
        assert [row[1:] for row in gift[one.id]["answers"]] == [row[1:] for row in held]
        assert [row[0] for row in gift[one.id]["answers"]] == pytest.approx([row[0] for row in held], abs=1e-4)

        read = qti[one.id]
        assert read["kind"] == ("multiple_answers_question" if many else "multiple_choice_question")
        options = read["groups"]["answer"]["options"]
        assert list(options.values()) == [option.text for option in one.options]
        ((_, when),) = read["scores"]
        assert {options[name] for _, name in equal_in(when)} == {option.text for option in one.options if option.key}
        told = {options[equal_in(when)[0][1]]: read["said"][name] for name, when in read["sends"]}
        assert told == {option.text: option.feedback for option in one.options}


def test_whoever_ticks_everything_gets_nothing(moodle, gift):
    for one in asked(Several):
        assert sum(answer["fraction"] for answer in moodle[one.id]["answers"]) == pytest.approx(0, abs=1e-3)
        assert sum(share for share, _, _ in gift[one.id]["answers"]) == pytest.approx(0, abs=1e-3)


def test_numbers_tolerances_and_typical_slips_survive(moodle, gift, qti):
    for one in asked(Number):
        for name, drawn in draws(one):
            held = [(100.0, drawn.key, drawn.reach, drawn.feedback)]
            held += [(0.0, wrong.value, wrong.reach, wrong.feedback) for wrong in drawn.wrong]

            read = moodle[name]
            assert read["kind"] == "numerical"
            assert read["prompt"].startswith(drawn.prompt)
            *answers, rest = read["answers"]
            assert [(a["fraction"], float(a["text"]), a["tolerance"], a["feedback"]) for a in answers] == held
            assert (rest["text"], rest["feedback"], rest["fraction"]) == ("*", drawn.hint, 0)
            assert (read["unit"] or "") == one.units[0].text

            assert gift[name]["numeric"]
            found = [(share, *map(float, words.split(":")), told) for share, words, told in gift[name]["answers"]]
            assert found == [(*row[:3], " ".join(row[3].split())) for row in held]
            assert gift[name]["general"] == " ".join(drawn.hint.split())

            reached = {
                read: next(told for told, when in qti[name]["sends"] if met(when, read))
                for read in (drawn.key, *(wrong.value for wrong in drawn.wrong), 9.87e12)
            }
            said = qti[name]["said"]
            assert said[reached.pop(drawn.key)] == drawn.feedback
            assert said[reached.pop(9.87e12)] == drawn.hint
            assert {value: said[told] for value, told in reached.items()} == {w.value: w.feedback for w in drawn.wrong}
            ((setvar, when),) = qti[name]["scores"]
            assert setvar.text == "100"
            assert met(when, drawn.key)
            assert met(when, drawn.key + 0.99 * drawn.reach)
            assert not met(when, drawn.key + 1.01 * drawn.reach)
            assert not any(met(when, wrong.value) for wrong in drawn.wrong)


def met(when, value: float) -> bool:
    """Say whether a typed number meets a condition, as a platform works it out."""
    parts = [part for part in when if not isinstance(part.tag, str) or part.tag.startswith(QTI)]

    def one(part) -> bool:
        kind = part.tag.removeprefix(QTI)
        if kind in ("and", "or"):
            return (all if kind == "and" else any)(one(inner) for inner in part)
        if kind == "other":
            return True
        return {"vargte": value >= float(part.text or 0), "varlte": value <= float(part.text or 0),
                "varequal": value == float(part.text or "nan")}[kind]  # fmt: skip

    return all(map(one, parts))


def test_places_of_cards_survive(moodle, gift, qti):
    for one in asked(Sort):
        for name, case in cases(one):
            held = {card.text: one.place_of(card, case) for card in one.cards}
            assert {thing: place for thing, place in moodle[name]["pairs"] if thing} == held
            assert {place for _, place in moodle[name]["pairs"]} == {place.text for place in one.places}
            found = [words.split(" -> ") for _, words, _ in gift[name]["answers"]]
            assert {pair[0]: pair[1] for pair in found if len(pair) == 2 and pair[0]} == {
                " ".join(thing.split()): place for thing, place in held.items()
            }
            assert placed(qti[name]) == held
            told = {qti[name]["groups"][picked]["words"]: said for picked, said in sent(qti[name])}
            assert told == {card.text: card.feedback[case] for card in one.cards}
            for card in one.cards:
                assert card.feedback[case] in moodle[name]["general"]
                assert " ".join(card.feedback[case].split()) in gift[name]["general"]


def placed(read: dict) -> dict[str, str]:
    """Return where each thing gives points, and that they add up to all of them."""
    found = {}
    for setvar, when in read["scores"]:
        ((group, option),) = equal_in(when)
        assert setvar.get("action") == "Add"
        found[read["groups"][group]["words"]] = read["groups"][group]["options"][option]
    assert sum(float(setvar.text) for setvar, _ in read["scores"]) == pytest.approx(100, abs=1e-3)
    return found


def sent(read: dict) -> list[tuple[str, str]]:
    return [(equal_in(when)[0][0], read["said"][name]) for name, when in read["sends"]]


def test_orders_survive(moodle, gift, qti):
    for one in asked(Order):
        steps = [step.text for step in one.steps]
        read = moodle[one.id]
        assert read["kind"] == "ordering"
        assert [answer["text"] for answer in sorted(read["answers"], key=lambda a: a["fraction"])] == steps
        numbered = sorted((words.rsplit(" -> ", 1) for _, words, _ in gift[one.id]["answers"]), key=lambda p: int(p[1]))
        assert [step for step, _ in numbered] == [" ".join(step.split()) for step in steps]
        assert [step for step, _ in sorted(placed(qti[one.id]).items(), key=lambda pair: int(pair[1]))] == steps
        shown = [group["words"] for group in qti[one.id]["groups"].values()]
        assert shown == sorted(steps), "the order in which they are shown gives the answer away"


def test_tags_survive(moodle, gift, anki):
    for one in asked(Choice):
        tags = [f"lesson {one.lesson}", one.objective, one.concept]
        assert moodle[one.id]["tags"] == tags
        assert gift[one.id]["tags"] == tags
        assert anki[one.id]["tags"] == [f"lesson-{one.lesson}", one.objective, one.concept]
        assert moodle[one.id]["category"].endswith(f"/lesson {one.lesson}")
        assert anki[one.id]["deck"] == f"ketlessons::Lesson {one.lesson}"


def test_a_card_asks_on_its_front_and_answers_on_its_back(anki):
    for one in asked(Choice):
        front, back = Words("li"), Words("li")
        front.feed(anki[one.id]["front"])
        back.feed(anki[one.id]["back"])
        assert front.found == [" ".join(option.text.split()) for option in one.options]
        assert not any(" ".join(option.feedback.split()) in anki[one.id]["front"] for option in one.options)
        for option, said in zip(one.options, back.found, strict=True):
            assert said.startswith("Right:" if option.key else "Not so:")
            assert said.endswith(" ".join(option.feedback.split()))


def test_the_sheet_holds_no_key_and_the_key_every_answer(folder):
    sheet = (folder / "questions.html").read_text(encoding="utf-8")
    key = (folder / "key.html").read_text(encoding="utf-8")
    numbers = []
    for text in (sheet, key):
        words = Words("li")
        words.feed(text)
        numbers.append(re.findall(r'<ol start="(\d+)">', text))
    assert numbers[0] == numbers[1]
    for one in (*asked(Choice), *asked(Several)):
        assert html.escape(one.prompt) in sheet
        for option in one.options:
            assert html.escape(option.text) in sheet
            assert html.escape(option.feedback) not in sheet
            assert html.escape(option.feedback) in key
    for text in (sheet, key):
        assert text.startswith('<!doctype html>\n<html lang="en">')
        assert text.count("<h1>") == 1
        assert "src=" not in text
        assert "http" not in text
        assert not re.search(r"\b(nan|inf)\b", text)


def test_ids_and_bytes_stay(folder, tmp_path):
    bank.write(tmp_path)
    for file in folder.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_signs_with_a_meaning_survive():
    """No question holds all of them today; a later one may."""
    words = r"{a} = b ~ c # d: 50 % of <x> & \y -> z"
    item = Picked("x-1", "02", "o", "c", words, (Option(words, True, words), Option("b", False, "c")), False)
    read = of_gift(bank.gift.text([item]))["x-1"]
    assert read["prompt"] == words
    assert read["answers"] == [(100.0, words, words), (0.0, "b", "c")]
    read = of_moodle(bank.moodle.text([item]))["x-1"]
    assert (read["prompt"], read["answers"][0]["text"], read["answers"][0]["feedback"]) == (words, words, words)
    read = of_qti(bank.qti.package([item]))["x-1"]
    assert read["prompt"] == words
    assert read["groups"]["answer"]["options"]["option-1"] == words
    assert html.unescape(re.sub("<[^>]*>", "", of_anki(bank.anki.text([item]))["x-1"]["front"])).startswith(words)


def test_the_command_says_what_it_wrote_and_left_out(tmp_path):
    command = [sys.executable, "-m", "ketlessons.publish", "questions", str(tmp_path / "out")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.count("wrote ") == len(list((tmp_path / "out").iterdir())) == 6
    assert "Left out, because their answers are kept nowhere: 08-" in said
