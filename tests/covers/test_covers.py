"""Does each cover say its lesson at a glance, with the numbers of the tables, in few words, and always the same?"""

import csv
import io
import math
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

from ketlessons import evidence
from ketlessons.covers import COVERS
from ketlessons.covers.card import SIZE_IN, SMALL_PX, WIDTH_PX
from ketlessons.evidence.course.lessons import lessons
from ketlessons.models.receptor import block, magnesium
from ketlessons.quiz import questions
from ketlessons.stage import style

MOST_WORDS = 12
#: The size of a page's small print. At 480 pixels nothing in a cover is smaller.
LEAST_PX = 12.0


@pytest.fixture(scope="module", params=COVERS)
def number(request):
    return request.param


@pytest.fixture(scope="module")
def cover(number):
    return COVERS[number]()


def shown(cover):
    return [text for text in cover.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def pixels(cover, width):
    return np.asarray(Image.open(io.BytesIO(cover.png(width))).convert("L"), float)


def test_each_written_lesson_has_a_cover_and_no_other_has():
    assert set(COVERS) == {row.number for row in lessons() if row.written}


def test_at_most_a_dozen_words_and_a_description_with_numbers(cover):
    assert 1 <= len(cover.words()) <= MOST_WORDS, cover.words()
    assert 150 < len(cover.alt) < 700
    assert re.search(r"\d", cover.alt)
    assert not re.search(r"[\[\]|\n{}]", cover.alt), "it stands between brackets, and in a table"
    assert not re.search(r"\b(nan|inf)\b", cover.alt)


def test_the_same_bytes_each_time_and_of_the_promised_size(number, cover):
    for width in (WIDTH_PX, SMALL_PX):
        first = cover.png(width)
        assert first == COVERS[number]().png(width)
        with Image.open(io.BytesIO(first)) as image:
            assert image.size == (width, round(width * SIZE_IN[1] / SIZE_IN[0]))
    assert len(cover.png(WIDTH_PX)) < 40_000


def test_words_are_readable_at_480_pixels_and_stay_on_the_card(cover):
    renderer = FigureCanvasAgg(cover.figure).get_renderer()
    width, height = cover.figure.bbox.width, cover.figure.bbox.height
    boxes = []
    for text in shown(cover):
        assert text.get_fontsize() / 72 * SMALL_PX / SIZE_IN[0] >= LEAST_PX, text.get_text()
        box = text.get_window_extent(renderer)
        assert box.x0 > 4, text.get_text()
        assert box.y0 > 4, text.get_text()
        assert box.x1 < width - 4, text.get_text()
        assert box.y1 < height - 4, text.get_text()
        assert not any(box.overlaps(other) for other in boxes), f"{text.get_text()} lies on other words"
        boxes.append(box)


def test_it_brings_its_own_quiet_paper(cover):
    """The card is the same in a light and in a dark theme: nothing of it is transparent, and its rim is drawn."""
    with Image.open(io.BytesIO(cover.png())) as image:
        assert "transparency" not in image.info
        picture = image.convert("RGB")
    corner, inside = picture.getpixel((0, 0)), picture.getpixel((8, 8))
    assert "#{:02x}{:02x}{:02x}".format(*inside) == style.colour("panel")
    assert corner != inside


def luminance(hex_colour):
    channels = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_stand_out_from_the_card(cover):
    from matplotlib.colors import to_hex

    card = luminance(style.colour("panel"))
    for text in shown(cover):
        ink = to_hex(text.get_color())
        if ink == style.colour("paper"):
            continue  # on a bar of a colour that is tested against the paper
        assert (card + 0.05) / (luminance(ink) + 0.05) >= 4.5, text.get_text()


def test_it_is_still_there_in_grey(cover):
    """Shapes and dashes carry it: without colour a good part of the picture still differs from the card."""
    grey = pixels(cover, SMALL_PX)
    card = 255 * luminance(style.colour("panel")) ** (1 / 2.2)
    assert (np.abs(grey - card) > 60).mean() > 0.03


# What the descriptions say, computed another way ---------------------------------------------------


def test_02_says_what_passes():
    alt = COVERS["02"]().alt
    ic50, hill = evidence.value("ketamine_ic50_human"), evidence.value("ketamine_hill_human")
    with_ketamine = 100 / (1 + (1.0 / ic50) ** hill)
    half, slope = evidence.value("mg_half_block_0mv"), evidence.value("mg_slope")
    with_mg = 100 / (1 + 1.0 / half * math.exp(slope * 70.0))
    assert f"no magnesium: {with_ketamine:.0f} %" in alt
    assert f"pore: {with_mg:.0f} %" in alt
    assert block.fraction_blocked(1.0, ic50, hill) == pytest.approx(1 - with_ketamine / 100)
    assert magnesium.magnesium_unblocked(-70, 0, half, slope) == 1


def test_03_says_how_many_arrows_end_where_and_that_none_crosses():
    """Counted from the file itself: species, ends and signs of the arrows."""
    with (evidence.data_path() / "arrows.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    alt = COVERS["03"]().alt
    for name, kinds, end in (("rodents", {"mice", "rats", "rodents"}, "behaviour"), ("people", {"people"}, "mood")):
        seen = [row for row in rows if kinds & set(row["species"].split(";"))]
        at = [row for row in seen if row["end"] == f"place_{end}"]
        assert f"In {name} {len(seen)} " in alt
        assert f" {len(at)} " in alt.split(f"In {name} ")[1].split(".")[0], name
    signs = [row["sign"] for row in rows if row["end"] == "place_mood"]
    assert all(f"{signs.count(sign)} {sign}" in alt for sign in set(signs))
    assert not [row for row in rows if row["start"] == "place_behaviour"]
    assert "No arrow crosses the wall" in alt


def test_04_says_what_arrives_and_a_span_for_the_brain():
    alt = COVERS["04"]().alt
    assert f"{100 * evidence.value('f_nasal_popk_84'):.0f} %" in alt or "51 %" in alt
    spans = [(float(low), float(high)) for low, high in re.findall(r"(\d+) to (\d+) %", alt)]
    assert len(spans) == 2
    assert all(low < high for low, high in spans)
    assert "estimated, not measured" in alt


def test_05_says_sizes_days_and_what_is_dashed():
    alt = COVERS["05"]().alt
    for ids, control in (
        (("point_cochrane2021_saline_24h", "point_wilkinson2019_saline_24h"), "saline alone"),
        (("point_cochrane2021_24h", "point_wilkinson2019_midazolam_24h"), "midazolam"),
    ):
        # With the decimals of its paper: Cochrane prints two, Wilkinson one.
        one, other = (evidence.effect_point(id).smd for id in ids)
        assert f"{one:.2f} and {other:.1f} against {control}" in alt
    assert f"{evidence.effect_point('point_kishimoto2016_24h').smd:.2f} SD" in alt
    assert f"{evidence.effect_point('point_pills_8wk').smd:.2f} SD against placebo pills" in alt
    assert f"solid to day {evidence.value('ketamine_effect_3d_diazgranados'):.0f}" in alt
    assert f"by day {evidence.fact('ketamine_effect_lost').high:.0f}" in alt
    assert "33 % of their lead after 1 week" in alt, "about a third"


def test_06_says_each_difference_and_names_no_control():
    cover = COVERS["06"]()
    values = re.findall(r"(\d\.\d+) \((\d\.\d+) to (\d\.\d+)\)", cover.alt)
    # Two decimals where a paper prints two, also for 1.00; one where it prints one.
    assert {("1.00", "0.73", "1.28"), ("1.8", "1.4", "2.2"), ("0.7", "0.4", "0.9")} <= set(values)
    drawn = [tuple(map(float, one)) for one in values]
    known = {(p.smd, p.low, p.high) for p in evidence.effect_points() if p.time_h == 24 and p.given == "once"}
    assert len(drawn) == len(set(drawn)) >= 4
    assert set(drawn) <= known
    said = (cover.alt + " ".join(cover.words())).lower()
    for word in ("saline", "midazolam"):
        assert word not in said, "the prediction of the lesson asks for it"
    key = next(option for option in questions()["06-predict-control"].options if option.key)
    assert key.text.lower() not in said


def test_00_says_each_written_lesson_with_its_minutes_and_how_many_are_planned():
    alt = COVERS["00"]().alt
    for row in lessons():
        assert (f"{row.number} {row.title} ({row.minutes} min)" in alt) == row.written
    planned = sum(not row.written for row in lessons())
    assert (f"{planned} more are planned" in alt) == (planned > 0)
    assert ("planned" in alt) == (planned > 0)


def test_the_cover_of_the_harms_counts_one_finding_of_three_groups() -> None:
    alt = COVERS["07"]().alt
    for row in ("chu2008_kidney", "yee2017_kidney", "sturgess2023_kidney"):
        seen = evidence.harm(row)
        assert f"{seen.value:.0f} of 100 ({seen.events} of {seen.people})" in alt
    assert "who use ketamine and were seen in a clinic" in alt
