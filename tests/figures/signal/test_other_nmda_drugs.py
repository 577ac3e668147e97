"""What the row of other NMDA drugs says and draws, against the rows as their file holds them."""

import itertools

import pytest

from ketlessons.evidence.reading.slips import forget
from ketlessons.published.signal.drugs import ROW, other_drugs

ACTIONS = {"all": {"channel", "GluN2B", "modulator", "several"}, "channel": {"channel"}, "GluN2B": {"GluN2B"},
           "others": {"modulator", "several"}}  # fmt: skip
MARK = {"yes": "in favour", "no": "not in favour", "mixed": "in part", "short": "in part"}


def kept(rows, action, read):
    return [row for row in rows if row["action"] in ACTIONS[action] and not (read and row["status"] == "secondary")]


def test_every_drug_of_the_table_stands_in_the_row_once(rows_of):
    assert sorted(ROW) == sorted(row["id"] for row in rows_of("other_drugs.csv"))


@pytest.mark.parametrize(("action", "read"), itertools.product(ACTIONS, (False, True)))
def test_each_mark_lies_at_its_people_and_has_the_shape_of_its_result(figure, rows_of, action, read):
    rows = rows_of("other_drugs.csv")
    told = figure.update(drug=1, action=action, read=read)
    for mark in set(MARK.values()):
        wanted = sorted(int(row["people"]) for row in kept(rows, action, read) if MARK[row["better"]] == mark)
        assert sorted(figure.moving[mark].get_xdata()) == wanted, mark
    in_table = [row for row in told.rows if "not kept" not in row[0]]
    assert len(in_table) == len(kept(rows, action, read)) >= 2
    assert len(figure.moving["left out"].get_xdata()) == len(rows) - len(in_table)


def test_of_the_channel_blockers_none_was_in_favour(figure):
    told = figure.update(drug=1, action="channel", read=False)
    assert "Of the four kept, none had a main measure in favour, one in part or for a day, three not." in told.sentence


def test_all_eleven_together(figure):
    told = figure.update(drug=1, action="all", read=False)
    told_of = "Of the eleven kept, three had a main measure in favour, three in part or for a day, five not."
    assert told_of in told.sentence


def test_what_is_only_reported_says_so(figure, rows_of):
    by_id = {row["id"]: row for row in rows_of("other_drugs.csv")}
    for place, id in enumerate(ROW, 1):
        told = figure.update(drug=place, action="all", read=False)
        assert ("(as reported)" in told.sentence) == (by_id[id]["status"] == "secondary"), id
        assert ("*" in figure.moving["names"][place - 1].get_text()) == (by_id[id]["status"] == "secondary")
        assert by_id[id]["result"] in told.sentence
        assert "how many channels were held" in told.sentence


def test_the_one_that_is_licensed_is_said_to_be_so_as_reported(figure):
    told = figure.update(drug=ROW.index("drug_axs05") + 1, action="all", read=False)
    assert "Licensed for depression in the US, as reported." in told.sentence
    for place, id in enumerate(ROW, 1):
        if id != "drug_axs05":
            assert "Not licensed" in figure.update(drug=place, action="all", read=False).sentence


def test_a_modulator_is_no_blocker_and_the_interval_of_80_percent_is_named(figure):
    rapastinel = figure.update(drug=ROW.index("drug_rapastinel") + 1, action="all", read=False).sentence
    assert "modulates the receptor and does not block it" in rapastinel
    assert "80 % interval" in figure.update(drug=ROW.index("drug_cp101606") + 1, action="all", read=False).sentence


def test_a_drug_that_is_not_kept_is_said_not_to_be(figure):
    told = figure.update(drug=1, action="GluN2B", read=False)
    assert told.case == "left out"
    assert "It is not among the 4 blockers of GluN2B kept now." in told.sentence
    assert told.rows[0][0].endswith("(told of now, not kept)")
    others = figure.update(drug=1, action="others", read=False)
    assert "It is not among the 3 drugs that act otherwise kept now." in others.sentence


def test_the_drug_that_is_told_of_comes_first_in_the_table(figure, rows_of):
    by_id = {row["id"]: row for row in rows_of("other_drugs.csv")}
    for place, id in enumerate(ROW, 1):
        rows = figure.update(drug=place, action="all", read=False).rows
        assert rows[0][0].startswith(by_id[id]["drug"])
        assert [row[0].endswith("(told of now)") for row in rows] == [True, *[False] * (len(rows) - 1)]


def test_rows_that_were_read_anew_are_the_same_rows(figure):
    """A figure outlives the tables it was made from: who reads them again has equal rows, and not the same ones."""
    before = figure.update(drug=2, action="all", read=False).rows
    forget()
    other_drugs.cache_clear()
    assert figure.update(drug=2, action="all", read=False).rows == before


def test_what_is_said_above_the_row_never_reaches_into_it(figure):
    renderer = figure.figure.canvas.get_renderer()
    for place in range(1, len(ROW) + 1):
        figure.update(drug=place, action="all", read=False)
        what, first = (figure.moving[name] for name in ("what", "names"))
        assert what.get_window_extent(renderer).y0 > first[0].get_window_extent(renderer).y1, ROW[place - 1]
