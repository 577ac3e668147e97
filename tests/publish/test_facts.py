"""The page of facts, and the way to it: from a number two clicks to its paper."""

import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from ketlessons import explorers
from ketlessons.evidence import UnknownFact
from ketlessons.evidence.facts import STATUS_WORDS, USABLE
from ketlessons.evidence.reading.reader import read_rows
from ketlessons.evidence.references import all_references
from ketlessons.evidence.tracing.catalogue import catalogue
from ketlessons.evidence.tracing.drawn import drawn_by, shown
from ketlessons.explorers.fact_list import MEANS
from ketlessons.explorers.register import LIVE, STILL
from ketlessons.publish import drawn
from ketlessons.publish.pages import facts

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
#: Pictures that draw no number of the tables: structures as registers have them, cups of dots, states, and two curves.
NO_NUMBERS = {"compare_molecules", "lay_mirror_forms", "two_curves", "five_states"}


@pytest.fixture(scope="module")
def page(built):
    return (built / facts.FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def soup(page):
    return BeautifulSoup(page, "html.parser")


# ---- the record


@pytest.mark.parametrize("name", [*LIVE, *STILL])
def test_the_record_of_a_figure_is_what_it_takes(name):
    assert tuple(drawn.of_figure(name)) == drawn_by(name), "run python -m ketlessons.publish drawn notebooks data"
    assert bool(drawn_by(name)) != (name in NO_NUMBERS)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_record_of_a_lesson_is_what_its_cells_take(path):
    figures = {name: list(drawn_by(name)) for name in (*LIVE, *STILL)}
    found = drawn.of_cells(nbformat.read(path, as_version=4), figures, path.stem[:2])
    kept = {one.cell: one for one in shown() if one.lesson == path.stem}
    assert set(found) == set(kept), "run python -m ketlessons.publish drawn notebooks data"
    for cell, one in found.items():
        rows = {*one["rows"], *(row for name in one["figures"] for row in figures[name])}
        assert rows == set(kept[cell].rows), cell
        assert (one["label"], tuple(one["figures"])) == (kept[cell].label, kept[cell].figures)


def test_every_live_figure_of_a_lesson_is_in_the_record_with_its_rows():
    found = {name for one in shown() for name in one.figures}
    assert found == {*LIVE, *STILL} - NO_NUMBERS


# ---- the page


def test_every_row_that_may_be_shown_has_a_place_and_no_other(soup):
    ids = [li["id"] for li in soup.select("ul.kf-rows > li")]
    assert len(ids) == len(set(ids))
    assert set(ids) == {f"row-{one.id}" for one in catalogue()}


def test_no_unverified_row_is_in_the_page_or_its_search(page, soup):
    fact_files = ("receptor", "targets", "concentrations", "comparators", "kinetics", "traditional", "signal", "trials")
    hidden = [row for name in fact_files for row in read_rows(f"{name}.csv") if row["status"] not in USABLE]
    assert len(hidden) > 40
    names = set(re.findall(r"[a-z0-9_]+", page))
    assert not names & {row["id"] for row in hidden}
    assert "not verified" not in soup.get_text()
    assert "unverified" not in page
    assert {li["data-s"] for li in soup.select("ul.kf-rows > li")} <= set(USABLE)


def test_each_row_has_all_its_parts_and_the_link_of_each_source(soup):
    rows = {one.id: one for one in catalogue()}
    for li in soup.select("ul.kf-rows > li"):
        one = rows[li["data-id"]]
        heads = [dt.get_text() for dt in li.select("dt")]
        assert {"How checked", "Source"} <= set(heads)
        assert len({"Value", "Finding"} & set(heads)) == bool(one.value)
        assert ("Conditions" in heads) == bool(one.conditions)
        assert ("Range" in heads) == bool(one.low or one.high)
        links = [a["href"] for a in li.select('[data-p="source"] a')]
        assert links == [source.link for source in one.references if source.link], one.id
        for source in one.references:
            if source.doi:
                assert f"https://doi.org/{source.doi}" in links
            if not source.link:
                assert source.text() in li.get_text()


def test_a_derived_row_leads_to_the_rows_it_was_worked_out_from(soup):
    links = [a["href"] for a in soup.find(id="row-antidepressant_total_um").select('[data-p="parts"] a')]
    assert links == ["#row-antidepressant_total_ng_ml", "#row-ketamine_molar_mass"]


def test_every_link_within_the_page_has_its_place(soup):
    ids = {one["id"] for one in soup.select("[id]")}
    inner = {a["href"][1:] for a in soup.select('a[href^="#"]')}
    assert len(inner) > 1000
    assert inner <= ids
    assert {one.anchor for one in shown()} <= ids


def test_it_is_one_small_file_that_asks_for_nothing_and_is_the_same_each_time(page, soup):
    assert len(page.encode()) < 2_000_000
    assert facts.page() == page
    assert not soup.select("script[src], link[rel=stylesheet], img, iframe")
    assert "fetch(" not in page
    assert "XMLHttpRequest" not in page
    assert "@import" not in page


def test_without_a_script_the_list_stands_whole_and_what_needs_one_is_hidden(soup):
    assert not soup.select("ul.kf-rows [hidden], section[hidden]")
    needs = soup.select("input, select, button")
    own = [one for one in needs if one.find_parent(class_="kf")]
    assert len(own) == 7
    assert all(one.find_parent(attrs={"data-needs-script": True}).has_attr("hidden") for one in own)
    assert "JavaScript" in soup.noscript.get_text()


def test_the_filters_offer_each_topic_status_lesson_and_figure(soup):
    def offered(name):
        return {one["value"] for one in soup.select(f'[data-ask="{name}"] option')} - {""}

    assert offered("topic") == {one.table for one in catalogue()}
    assert offered("status") == {one.status for one in catalogue()}
    assert offered("lesson") == {one.lesson[:2] for one in shown()}
    assert offered("shown") == {one.anchor for one in shown()}


def test_the_legend_explains_each_word(soup):
    assert set(MEANS) == set(USABLE)
    terms = {dt.get_text() for dt in soup.select(".kf-legend dt")}
    assert terms == {STATUS_WORDS[name] for name in USABLE}


# ---- the way from a number


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_from_what_a_lesson_shows_two_clicks_lead_to_the_paper(path, soups, soup):
    mine = [one for one in shown() if one.lesson == path.stem]
    body = soups[f"{path.stem}.html"]
    assert mine
    assert len(body.select("p.from")) == len(mine)
    for one in mine:
        cell = body.find(id=f"cell-id={one.cell}")
        (first,) = cell.select("p.from a")
        assert first["href"] == f"facts.html#{one.anchor}"
        assert one.label in first.get_text()
        # Where it leads, its rows are named; with a script they alone are shown, each with the link to its paper.
        there = soup.find(attrs={"data-shown": one.anchor})
        assert {a["href"] for a in there.select("a")} == {f"#row-{row}" for row in one.rows}


# ---- in a notebook


def test_a_notebook_shows_all_rows_or_those_of_a_figure():
    every = explorers.evidence()
    assert len(every.rows) == len(catalogue())
    some = explorers.evidence("block_curve")
    assert {row.id for row in some.rows} == set(drawn_by("block_curve"))
    data = some._still()
    assert "doi.org/10.1016/j.neuropharm.2009.01.012" in data["text/html"]
    assert "0.71 µM" in data["text/plain"]
    assert "ketamine_ic50_human" in some._spec["html"]
    assert 'id="row-' not in some._spec["html"]
    assert f"{len(catalogue()):,}" in repr(every)


def test_a_figure_without_numbers_says_so():
    assert "draws no number" in explorers.evidence("five_states").caption


@pytest.mark.parametrize("wrong", ["block_curves", 3, "facts"])
def test_a_figure_that_is_not_there_is_refused(wrong):
    with pytest.raises(UnknownFact, match="no explorer"):
        explorers.evidence(wrong)


def test_sources_without_an_address_are_counted(soup):
    """A record of what is missing: whoever adds an address to references.bib lowers the number."""
    used = {key for one in catalogue() for key in one.sources}
    assert sum(not all_references()[key].link for key in used) <= 11
