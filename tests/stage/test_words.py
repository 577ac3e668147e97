"""Numbers in words: rounded once, never to an untruth, at every edge where the form changes."""

import re

import pytest

from ketlessons.stage.words import clock, concentration, lower, number, percent, span, upper


@pytest.mark.parametrize(
    ("fraction", "words"),
    [
        (0, "0 %"),
        (1e-9, "under 0.1 %"),
        (0.00099, "under 0.1 %"),
        (0.001, "0.1 %"),
        (0.0094, "0.9 %"),
        (0.09949, "9.9 %"),
        (0.09951, "10 %"),
        (0.1, "10 %"),
        (0.554, "55 %"),
        (0.99, "99 %"),
        (0.9951, "99.5 %"),
        (0.99949, "99.9 %"),
        (0.9996, "100 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_said_in_percent(fraction, words):
    assert percent(fraction) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.02, "0.02"),
        (0.0949, "0.09"),
        (0.9949, "0.99"),
        (0.9951, "1.0"),
        (9.949, "9.9"),
        (9.951, "10"),
        (99.95, "100"),
        (161.6, "162"),
        (1e4, "10000"),
    ],
)
def test_a_number_keeps_the_digits_that_mean_something(value, words):
    assert number(value) == words
    assert concentration(value) == f"{words} ng/mL"


@pytest.mark.parametrize("value", [1e-12, 1e-4, 0.0049])
def test_a_little_is_never_said_to_be_nothing(value):
    """Neither as a number nor as a concentration nor as a share: there is a difference between little and nothing."""
    for words in (number(value), concentration(value), percent(value / 100)):
        assert float(re.search(r"\d+(\.\d+)?", words).group()) > 0, words


def test_nearly_nothing_is_said_to_be_that():
    assert concentration(0.0099) == "under 0.01 ng/mL"
    assert concentration(0.0101) == "0.01 ng/mL"
    assert concentration(0) == "0 ng/mL"


@pytest.mark.parametrize(
    ("time_h", "words"),
    [
        (0, "0 min"),
        (1 / 12, "5 min"),
        (2 / 3, "40 min"),
        (1, "60 min"),
        (2, "120 min"),
        (2.5, "2.5 h"),
        (3, "3 h"),
        (9.949, "9.9 h"),
        (9.951, "10 h"),
        (24, "24 h"),
        (36, "36 h"),
        (48, "2 days"),
        (60, "2.5 days"),
        (312, "13 days"),
        (336, "14 days"),
        (2400, "100 days"),
    ],
)
def test_a_time_is_said_in_the_unit_a_person_would_use(time_h, words):
    assert clock(time_h) == words


def test_no_number_needs_an_exponent():
    for value in (1e-6 * 1.15**step for step in range(200)):
        for words in (number(value), concentration(value), clock(min(value, 1e4)), percent(min(value, 1.0))):
            assert re.fullmatch(r"(under )?\d+(\.\d{1,2})?( %| ng/mL| min| h| days)?", words), (value, words)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("15 %", "41 %", "15 to 41 %"),
        ("117 ng/mL", "211 ng/mL", "117 to 211 ng/mL"),
        ("4.9 %", "17 %", "4.9 to 17 %"),
        ("under 0.1 %", "0.3 %", "under 0.1 % to 0.3 %"),
        ("under 0.01 ng/mL", "0.12 ng/mL", "under 0.01 ng/mL to 0.12 ng/mL"),
        ("40 min", "3 h", "40 min to 3 h"),
        # Two ends that round to the same are one number.
        ("41 %", "41 %", "41 %"),
        ("under 0.1 %", "under 0.1 %", "under 0.1 %"),
    ],
)
def test_a_range_says_its_unit_once_and_its_ends_when_they_differ(low, high, words):
    assert span(low, high) == words


def test_first_letters_change_and_nothing_else():
    assert upper("ketamine, 0.5 mg/kg") == "Ketamine, 0.5 mg/kg"
    assert lower("Vein, 20 mg of S") == "vein, 20 mg of S"
    for change in (upper, lower):
        assert change("") == ""
        assert change("40 min") == "40 min"
