"""How is a row of each table told? One function a table: which columns are its value, and which its conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..course.curricula import Item
from ..course.teaching import Concept
from ..facts import Fact, number_text
from ..topics.findings import Finding
from ..topics.harms import Effect, Harm
from ..topics.laws import Law
from ..topics.ledger import TOPICS, Claim
from ..topics.onset import EffectPoint, Event, TimePoint, Trial
from ..topics.regimens import Regimen
from ..topics.schedules import Schedule
from ..topics.services import Service
from ..topics.signal import Arrow, Hypothesis, OtherDrug, places
from ..topics.surveys import SurveyPoint
from ..topics.uses import Use


@dataclass(frozen=True)
class Words:
    """The parts of a row that each table holds in columns of its own; see `catalogue.Told`."""

    what: str
    value: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    conditions: tuple[str, ...] = ()


_MEASURES = {
    "mean_change": ("mean change of the rating", "points"),
    "mean_score": ("mean rating", "points"),
    "mean_diff": ("difference of mean ratings", "points"),
    "smd": ("standardised mean difference", "SD"),
    "response_pct": ("people who responded", "%"),
    "remission_pct": ("people in remission", "%"),
    "no_relapse_pct": ("people without a relapse", "%"),
    "relapse_pct": ("people with a relapse", "%"),
    "risk_ratio": ("risk ratio", ""),
    "odds_ratio": ("odds ratio", ""),
    "number_needed": ("number needed to treat", "people"),
}
_SERIES = {
    "young_england_wales": "people aged 16 to 24 in England and Wales who used ketamine in the past year",
    "adults_england_wales": "people aged 16 to 59 in England and Wales who used ketamine in the past year",
    "pupils_england": "pupils in England who had used ketamine",
    "children_in_treatment": "children in treatment in England who came with ketamine as a problem",
    "adults_usa": "people aged 18 or older in the USA who used ketamine in the past year",
    "all_usa": "people aged 12 or older in the USA who used ketamine in the past year",
    "all_australia": "people aged 14 or older in Australia who used ketamine in the past year",
    "twenties_australia": "people in their twenties in Australia who used ketamine in the past year",
    "thirties_australia": "people in their thirties in Australia who used ketamine in the past year",
}
_ROUTES = {
    "iv": "into a vein",
    "im": "into a muscle",
    "nasal": "nasal spray",
    "sublingual": "under the tongue",
    "oral": "swallowed",
}
_DRUGS = {"racemate": "racemic ketamine", "s_ketamine": "esketamine"}
_HARM_UNITS = {
    "percent": "%",
    "per_1000": "of 1,000",
    "people": "people",
    "odds_ratio": "(odds ratio)",
    "rate_ratio": "times",
    "fold": "times",
}
_SIGNS = {
    "raises": "raises",
    "lowers": "lowers",
    "needed": "is needed for",
    "not needed": "is not needed for",
    "no change": "does not change",
    "unclear": "has no clear effect on",
}


def _number(value: float | None) -> str:
    return "" if value is None else number_text(value)


def _after(words: str, said: str) -> str:
    """Return words with what they are about, or nothing where nothing is known."""
    return f"{words} {said}" if said else ""


def _people(number: int | None, words: str = "people") -> str:
    return "" if number is None else f"{number:,} {words}"


def _fact(row: Fact) -> Words:
    return Words(
        row.quantity,
        _number(row.value),
        row.pretty_unit,
        _number(row.low),
        _number(row.high),
        (row.conditions,),
    )


def _harm(row: Harm) -> Words:
    of = _people(row.people)
    counts = f"{row.events:,} of {of}" if row.events is not None and of else _after("of", of)
    where = ", ".join(filter(None, (row.whom, row.place, row.years)))
    found = f"found by: {row.recruited}"
    return Words(
        f"{row.harm}: {row.counted}",
        _number(row.value),
        _HARM_UNITS[row.unit],
        _number(row.low),
        _number(row.high),
        (counts, row.group, where, found, _after("the range is", row.spread)),
    )


def _effect(row: Effect) -> Words:
    return Words(
        f"{row.effect} ({row.term}-term, {row.system})",
        row.known,
        conditions=(
            _after("depends on how often it is used:", row.depends),
            _after("recovers:", row.recovers),
            f"certainty: {row.certainty}, {row.why}",
            "dependence on use, recovery and certainty are judgements of these lessons",
        ),
    )


def _finding(row: Finding) -> Words:
    with_it = f"{row.events:,} of {row.total:,} people with esketamine spray"
    without = f"{row.events_control:,} of {row.total_control:,} with its control"
    judged = tuple(
        f"{name}: {word}"
        for name, word in (
            *(("risk of bias", row.bias), ("inconsistency", row.inconsistency), ("indirectness", row.indirectness)),
            *(("imprecision", row.imprecision), ("selective reporting", row.reporting)),
        )
        if word
    )
    said = ("what lowers the certainty, as these lessons judge it: " + ", ".join(judged),) if judged else ()
    return Words(f"{row.outcome}, counted in two arms", f"{with_it}, {without}", conditions=(row.setting, *said))


def _survey(row: SurveyPoint) -> Words:
    of = _people(row.total, "asked")
    counts = f"{row.count:,} of {of}" if row.count is not None and of else _after("of", of)
    if row.percent is None:
        return Words(_SERIES[row.series], _people(row.count), conditions=(row.survey, _after("of", of), row.method))
    return Words(_SERIES[row.series], _number(row.percent), "%", conditions=(row.survey, counts, row.method))


def _time_point(row: TimePoint) -> Words:
    measure, unit = _MEASURES[row.measure]
    whose = f"{row.treatment} against {row.control}" if row.arm == "difference" else row.treatment
    counted = f"{row.events:,} of {row.n:,} people" if row.events is not None and row.n else _people(row.n)
    scale = {"none": "", "mixed": "several scales"}.get(row.scale, row.scale)
    ever = "at any time up to then" if row.when == "ever" else ""
    return Words(
        f"{row.trial}: {measure}, {whose}",
        _number(row.value),
        unit,
        _number(row.low),
        _number(row.high),
        (
            *(row.time_label, row.time_aside, ever, scale, row.population, counted, row.counted),
            *("rated at the peak of the acute effects" if row.felt else "", _after("the range is a", row.interval)),
            _after("masking, as these lessons judge it:", row.masking),
        ),
    )


def _trial(row: Trial) -> Words:
    met = {"yes": "the primary outcome was met", "no": "the primary outcome was not met", "mixed": "mixed"}
    return Words(
        f"{row.trial}: {row.treatment} against {row.comparator}",
        row.result or met.get(row.met, ""),
        conditions=(
            *(_after("outcome:", f"{row.outcome}, {row.outcome_time}".strip(", ")), met.get(row.met, "")),
            *(row.also, row.remark, row.design, row.blinding, row.population),
            *(_people(row.n_randomised, "randomised"), _people(row.n_analysed, "analysed"), row.registry),
        ),
    )


def _effect_point(row: EffectPoint) -> Words:
    return Words(
        f"{row.label}: standardised mean difference, positive for benefit",
        _number(row.smd),
        "SD",
        _number(row.low),
        _number(row.high),
        (
            *(row.time_label, f"given {row.given}", f"against {row.control}", _people(row.n)),
            *("rated at the peak of the acute effects" if row.felt else "", "the range is a 95 % interval"),
            _after("masking, as these lessons judge it:", row.masking),
        ),
    )


def _event(row: Event) -> Words:
    decided = ": ".join(filter(None, (row.use, row.decision)))
    return Words(row.event, row.date, conditions=(row.region, decided))


def _use(row: Use) -> Words:
    return Words(f"{row.use} ({row.region})", row.sort_as, conditions=(row.substance, row.evidence))


def _claim(row: Claim) -> Words:
    return Words(
        f"An article says: {row.claim}", row.verdict, conditions=(f"better: {row.better_statement}", TOPICS[row.topic])
    )


def _arrow(row: Arrow) -> Words:
    names = {place.id: place.label for place in places()}
    return Words(
        f"{names[row.start]} {_SIGNS[row.sign]} {names[row.end]}",
        conditions=(f"seen in: {', '.join(row.kinds)}", row.condition),
    )


def _hypothesis(row: Hypothesis) -> Words:
    certainty = ", ".join(filter(None, (row.certainty, row.aside)))
    return Words(
        f"{row.label}: {row.told}",
        certainty,
        conditions=(
            *(f"for: {row.evidence_for}", f"against: {row.evidence_against}", f"in people: {row.human_test}"),
            f"what would show it wrong: {row.falsifier}",
        ),
    )


def _other_drug(row: OtherDrug) -> Words:
    licence = "licensed by accounts of the label" if row.licensed == "reported" else "not licensed for depression"
    return Words(
        f"{row.drug}, which {row.acts}, in depression",
        row.result,
        conditions=(f"{row.people:,} people", f"against {row.against}", row.when, licence),
    )


def _regimen(row: Regimen) -> Words:
    return Words(row.label, conditions=(_DRUGS[row.drug], _ROUTES[row.route], f"from a {row.setting}; not advice"))


def _schedule(row: Schedule) -> Words:
    visits = f"{row.times} visits" if row.times > 1 else "one visit"
    return Words(row.label, conditions=(visits, f"from a {row.setting}; not advice"))


def _law(row: Law) -> Words:
    longest = f"at most {row.max_years} years in prison" if row.max_years else ""
    since = f"since {row.date}" if row.state == "in force" else f"passed {row.date}; start not confirmed"
    return Words(
        f"{row.country}: {row.topic}",
        row.says,
        conditions=(row.instrument, since, longest, f"looked up {row.checked_on}; laws change"),
    )


def _service(row: Service) -> Words:
    return Words(
        f"{row.name}: {row.purpose} ({row.country})",
        row.contact,
        conditions=(
            *(row.hours, f"ages: {row.ages}", f"seen on {row.seen_on}", f"looked up {row.checked_on}"),
            "numbers and hours change: check on the day",
        ),
    )


def _concept(row: Concept) -> Words:
    about = row.about if row.part == "both" else f"{row.about.removesuffix('.')} (pharmaco{row.part})"
    return Words(f"A core concept of pharmacology, as educators chose it: {row.label}", conditions=(about,))


def _item(row: Item) -> Words:
    return Words(f"An item of a curriculum: {row.item}", conditions=(f"{row.body}, {row.code}", row.profession))


#: How a row of each kind is told.
TELLERS: dict[type, Callable[[Any], Words]] = {
    Fact: _fact,
    Harm: _harm,
    Effect: _effect,
    Finding: _finding,
    SurveyPoint: _survey,
    TimePoint: _time_point,
    Trial: _trial,
    EffectPoint: _effect_point,
    Event: _event,
    Use: _use,
    Claim: _claim,
    Arrow: _arrow,
    Hypothesis: _hypothesis,
    OtherDrug: _other_drug,
    Regimen: _regimen,
    Schedule: _schedule,
    Law: _law,
    Service: _service,
    Concept: _concept,
    Item: _item,
}
