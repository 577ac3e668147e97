"""What a notebook shows: is it well-formed, escaped, linked, and the same every time?"""

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from ketlessons.evidence import (
    Claim,
    UnknownFact,
    UnverifiedFact,
    claims,
    claims_table,
    fact_table,
    reference,
    reference_list,
    table,
    tables,
)
from ketlessons.evidence.display import Entry, NumberedList, Table, typeset
from ketlessons.evidence.references import all_references

IDS = [row.id for name in tables() for row in table(name)]


class Walker(HTMLParser):
    """Collects tags and links, and fails on a tag that does not close."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.links, self.words = [], [], [], []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def html_of(shown):
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "text/latex"}
    return bundle["text/html"]


def test_the_walker_can_fail():
    with pytest.raises(AssertionError):
        Walker("<ol><li>one</ol>")


def test_reference_list_links_resolve_to_known_places():
    walker = Walker(html_of(reference_list(IDS)))
    assert len(walker.links) > 40
    for link in walker.links:
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S*", link), link
        assert not re.search(r"[\s<>\"{}\\]", link), link
    assert "https://doi.org/10.1016/j.neuropharm.2009.01.012" in walker.links


def test_reference_list_order_does_not_depend_on_the_question():
    forward = html_of(reference_list(IDS))
    assert forward == html_of(reference_list(reversed(IDS)))
    assert forward == html_of(reference_list([*IDS, *IDS]))
    firsts = [re.split(r"[ ,(.]", entry.text)[0].casefold() for entry in reference_list(IDS).entries]
    assert firsts == sorted(firsts)


def test_reference_list_takes_ids_and_keys():
    shown = reference_list(["ketamine_ic50_human", "mealing1999"])
    assert [entry.link_text for entry in shown.entries] == [
        "doi:10.1016/j.neuropharm.2009.01.012",
        "PMID 9862772",
    ]
    assert "https://doi.org/10.1016/j.neuropharm.2009.01.012" in str(shown)
    assert str(shown).startswith("1. Gilling KE")
    with pytest.raises(UnknownFact):
        reference_list(["nothing_of_the_kind"])
    with pytest.raises(UnverifiedFact):
        reference_list(["sigma1_ki"])


#: Marks an isotope, as in [11C]DASB, [18F]GE-179 or [(123)I]CNS-1261: these brackets belong to a title.
ISOTOPE = re.compile(r"\[\(?\d+\)?[A-Z][a-z]?\]")
#: The neutral citation of a judgment begins with its year in brackets: [2025] EWCA Crim 1359.
JUDGMENT = re.compile(r"\[\d{4}\] EW(?:CA|HC)\b")
#: Words about our reading have no place in a list of sources.
OUR_READING = re.compile(
    r"\b(?:not|was|were|page|text|file|abstract|tables?|label) read\b|\bread (?:in|only|on|as)\b"
    r"|\bfrom memory\b|\bnot confirmed\b|\brecalled\b|\bnot seen\b",
    re.I,
)


def test_a_source_is_shown_without_descriptions_and_without_a_word_on_our_reading():
    bundle = reference_list(all_references())._repr_mimebundle_()
    for kind, shown in bundle.items():
        words = re.sub(r"\s+", " ", shown.replace("\\makebox[1.5em][l]", ""))
        assert "[" not in JUDGMENT.sub("", ISOTOPE.sub("", words)), kind
        assert not (found := OUR_READING.search(words)), (kind, found)
    assert OUR_READING.search("Title not read.")
    assert OUR_READING.search("Abstract read.")
    assert "[" in ISOTOPE.sub("", "[Ketamine in people with [11C]DASB]")


def test_a_source_without_a_title_is_shown_by_what_it_has():
    assert reference("macdonald1991").text() == (
        "MacDonald JF, Bartlett MC, Mody I, et al. (1991). Journal of Physiology 432:483–508."
    )
    assert reference("zanos2023").text() == "Journal of Neuroscience 43:1038 (2023)."
    assert reference("mdsi_review").text() == "PubMed Central, PMC9540857."


def test_a_reader_is_told_of_corrections():
    shown = str(reference_list(["roth2013", "jakobsen2017", "nsa1998", "fava2018", "zhang2021"]))
    assert shown.count("Corrected") == 5
    assert "BMC Psychiatry 17:162" in shown
    assert "Corrected in PLoS ONE" in html_of(reference_list(["roth2013"]))


def test_every_reference_can_be_shown():
    walker = Walker(html_of(reference_list(all_references())))
    assert [tag for tag, _ in walker.seen].count("li") == len(all_references())


def test_claims_table_is_a_table_one_can_walk():
    walker = Walker(html_of(claims_table("02")))
    tags = [tag for tag, _ in walker.seen]
    assert tags.count("caption") == 1
    assert tags.count("th") == 4 + len(claims("02"))
    scopes = [attrs["scope"] for tag, attrs in walker.seen if tag == "th"]
    assert scopes.count("col") == 4
    assert scopes.count("row") == len(claims("02"))
    assert "uncompetitive" in "".join(walker.words)


def test_claims_table_takes_claims():
    one = claims("02")[:1]
    assert html_of(claims_table(one, "One claim")).count("<tr>") == 2
    assert "One claim" in str(claims_table(one, "One claim"))


def test_fact_table_says_status_in_words():
    shown = fact_table(["ketamine_ic50_human", "antidepressant_total_ng_ml", "model_koff_apparent"], "Numbers")
    text = "".join(Walker(html_of(shown)).words)
    assert "0.71 µM (0.68 to 0.74)" in text
    assert [row[-1] for row in shown.rows] == ["abstract", "someone's account*", "worked out from other rows"]
    assert text.rstrip().endswith("* as reported by others")
    with pytest.raises(UnverifiedFact):
        fact_table(["sigma1_ki"], "Numbers")


def test_a_legend_stands_under_a_table_with_a_mark_and_under_no_other():
    told = fact_table(["ketamine_ic50_human", "antidepressant_free_um"], "Numbers")
    assert [row[-1] for row in told.rows] == ["abstract", "worked out from other rows*"]
    forms = told._repr_mimebundle_()
    assert forms["text/html"].endswith('<p class="ketlessons-legend">* as reported by others</p>')
    assert forms["text/plain"].splitlines()[-1] == "* as reported by others"
    assert "* as reported by others" in forms["text/latex"].splitlines()[-2]
    for form in fact_table(["ketamine_ic50_human"], "Numbers")._repr_mimebundle_().values():
        assert "reported by others" not in form
        assert "*" not in form.replace("hspace*", "").replace("text*", "")
    (claim,) = claims("02")[:1]
    for status, depth, said in (("primary", "table", "table"), ("secondary", "account", "someone's account*")):
        shown = claims_table([dataclasses.replace(claim, status=status, depth=depth)])
        assert shown.rows[0][-1] == said
        assert shown.legend == ("* as reported by others" if status == "secondary" else "")


def test_a_finding_in_words_is_not_said_twice():
    shown = fact_table(["ketamine_trapped_human"], "Findings")
    assert html_of(shown).count("fully trapped") == 1


def test_all_facts_can_be_shown():
    for name in tables():
        Walker(html_of(fact_table([row.id for row in table(name)], name)))


def test_text_is_escaped():
    nasty = '<script>"&'
    claim = Claim("claim_99", nasty, "supported", nasty, (), "primary", "abstract", "99", nasty, "identity", "planned")
    for shown in (
        claims_table([claim], nasty),
        Table(nasty, (nasty, "b"), ((nasty, nasty),)),
        NumberedList((Entry(nasty, "https://example.org/?a=1&b=<", nasty, nasty),)),
    ):
        html = html_of(shown)
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        Walker(html)


def test_a_row_must_fit_its_headers():
    with pytest.raises(ValueError, match="3 cells for 2 headers"):
        Table("a", ("b", "c"), (("1", "2", "3"),))


def test_plain_text_says_what_the_html_says():
    shown = claims_table("02")
    plain = str(shown)
    for claim in claims("02"):
        assert claim.claim in plain
        assert typeset(claim.better_statement) in plain
    assert plain == shown._repr_mimebundle_()["text/plain"]


def test_citation_lines():
    assert reference("jahr1992").text() == (
        "Jahr CE (1992). High probability opening of NMDA receptor channels by L-glutamate. Science 255:470–472."
    )
    assert reference("albumin2023").text().startswith("Do the enantiomers")
    assert "et al. (2015)" in reference("salat2015").text()
