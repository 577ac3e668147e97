"""The recorder and the live figure, against geometry that can be worked out by hand.

The test page is 4 x 3 inches at 100 dots an inch and its axes run from 0 to 4 and 0 to 3 over the whole page: one unit
is 100 pixels, and a point (x, y) lies at (100 x, 300 - 100 y) from the top left corner.
"""

import io
import re
import threading
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from matplotlib import image as mpl_image
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from ketlessons.stage import marks, style
from ketlessons.stage.live_figure import LiveFigure, Reading, still
from ketlessons.stage.recorder import SvgRecorder

PT = 100 / 72


class Page:
    """A blank page of known size, and what the recorder makes of it."""

    def __init__(self, read_svg, corner=(0, 0, 1, 1)):
        self.figure = Figure(figsize=(4, 3), dpi=100, facecolor="none")
        self.axes = self.figure.add_axes(corner)
        self.axes.set_xlim(0, 4)
        self.axes.set_ylim(0, 3)
        self.axes.axis("off")
        self._read = read_svg

    def record(self, *drawn):
        LiveFigure(self.figure, {"drawn": drawn}, lambda: Reading("One."))
        recorder = SvgRecorder(400, 300, 100)
        for artist in drawn:
            artist.draw(recorder)
        return recorder.markup()

    def elements(self, *drawn):
        """All elements of what was recorded, without their namespace."""
        found = []
        for element in self._read(self.record(*drawn)).iter():
            element.tag = element.tag.split("}")[1]
            found.append(element)
        return found[1:]

    def one(self, tag, *drawn):
        (element,) = [element for element in self.elements(*drawn) if element.tag == tag]
        return element


@pytest.fixture
def page(read_svg):
    return Page(read_svg)


def numbers(data):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", data)]


def points(element):
    values = numbers(element.get("d"))
    return list(zip(values[::2], values[1::2], strict=True))


# Where things are ---------------------------------------------------------------------------------------------------


def test_a_line_lies_where_its_data_say(page):
    (line,) = page.axes.plot([1, 3, 3.5], [1, 2, 0.25], linewidth=2)
    path = page.one("path", line)
    assert re.sub(r"[\d. ]+", " ", path.get("d")).split() == ["M", "L", "L"]
    assert points(path) == [(100, 200), (300, 100), (350, 275)]
    assert path.get("fill") == "none"
    assert float(path.get("stroke-width")) == pytest.approx(2 * PT, abs=0.06)


def test_a_rectangle_is_closed_and_lies_where_its_data_say(page):
    path = page.one("path", page.axes.add_patch(Rectangle((1, 1), 2, 1, facecolor="#123456", edgecolor="none")))
    assert path.get("d").endswith("Z")
    assert set(points(path)) == {(100, 200), (300, 200), (300, 100), (100, 100)}
    assert path.get("fill") == "#123456"
    assert path.get("stroke") is None


def test_a_circle_keeps_its_bounds(page):
    path = page.one("path", page.axes.add_patch(Circle((2, 1), 0.5, facecolor="#123456")))
    xs, ys = zip(*points(path), strict=True)
    assert (min(xs), max(xs)) == pytest.approx((150, 250), abs=0.1)
    assert (min(ys), max(ys)) == pytest.approx((150, 250), abs=0.1)


def test_any_transform_agrees_with_transdata(page):
    page.axes.set_xscale("log")
    page.axes.set_xlim(0.01, 300)
    page.axes.set_ylim(-7, 11)
    x, y = np.array([0.02, 0.7, 33.0, 200.0]), np.array([-6.0, 10.0, 0.3, 5.0])
    (line,) = page.axes.plot(x, y)
    expected = page.axes.transData.transform(np.column_stack([x, y])) * (1, -1) + (0, 300)
    np.testing.assert_allclose(points(page.one("path", line)), expected, atol=0.051)


def test_a_marker_is_one_shape_placed_once_for_each_point(page):
    (dots,) = page.axes.plot([0.5, 2, 3.9], [1, 1.5, 2.9], "s", markersize=10, markeredgewidth=0)
    elements = page.elements(dots)
    uses = [e for e in elements if e.tag == "use"]
    assert [(float(u.get("x")), float(u.get("y"))) for u in uses] == [(50, 200), (200, 150), (390, 10)]
    (shape,) = [e for e in elements if e.tag == "path"]
    assert {use.get("href") for use in uses} == {f"#{shape.get('id')}"}
    xs, ys = zip(*points(shape), strict=True)
    half = 5 * PT
    assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((-half, half, -half, half), abs=0.06)


def test_a_marker_that_is_not_symmetric_stands_upright(page):
    (triangle,) = page.axes.plot([2], [1], "^", markersize=20)
    shape = page.one("path", triangle)
    # The tip of a triangle that points up has the smallest y of an SVG.
    by_height = sorted(points(shape), key=lambda point: point[1])
    assert by_height[0][0] == pytest.approx(0, abs=0.06)
    assert by_height[0][1] < 0 < by_height[-1][1]


def test_two_looks_of_one_marker_do_not_share_an_id(page):
    (one,) = page.axes.plot([1], [1], "o", color="#111111")
    (other,) = page.axes.plot([1], [1], "o", color="#222222")
    ids = {e.get("id") for e in page.elements(one, other) if e.tag == "path"}
    assert len(ids) == 2


def test_words_start_where_matplotlib_puts_them(page):
    label = page.axes.text(1, 2, "at rest", fontsize=12, ha="left", va="baseline", color="#111111")
    text = page.one("text", label)
    assert (float(text.get("x")), float(text.get("y"))) == pytest.approx((100, 100), abs=0.5)
    assert float(text.get("font-size")) == pytest.approx(12 * PT, abs=0.06)
    assert text.text == "at rest"


def test_words_aligned_right_end_where_matplotlib_ends_them(page):
    label = page.axes.text(3, 2, "a longer label", ha="right", va="baseline")
    text = page.one("text", label)
    assert float(text.get("x")) + float(text.get("textLength")) == pytest.approx(300, abs=1.5)


def test_turned_words_turn_about_their_own_start_and_counter_clockwise(page):
    label = page.axes.text(1, 1, "up", rotation=90, ha="left", va="bottom")
    text = page.one("text", label)
    angle, x, y = numbers(text.get("transform"))
    assert angle == -90
    assert (x, y) == (float(text.get("x")), float(text.get("y")))


def test_bold_and_italic_survive(page):
    label = page.axes.text(1, 1, "K", fontweight="bold", fontstyle="italic")
    text = page.one("text", label)
    assert (text.get("font-weight"), text.get("font-style")) == ("700", "italic")


@pytest.mark.parametrize("words", ["a < b & c > d", "\"quoted\" & 'single'", "</text><script>x</script>", "µM − Mg²⁺"])
def test_words_are_escaped(page, words):
    assert page.one("text", page.axes.text(1, 1, words)).text == words


def test_a_formula_becomes_outlines_at_its_place(page):
    label = page.axes.text(1, 1, r"$\frac{1}{2}$", fontsize=20, color="#111111")
    elements = page.elements(label)
    assert [e.tag for e in elements] == ["path"] * len(elements)
    places = [point for e in elements if e.get("d") for point in points(e)]
    xs, ys = zip(*places, strict=True)
    assert 95 < min(xs) < max(xs) < 140
    assert 150 < min(ys) < max(ys) < 215


# How things look ----------------------------------------------------------------------------------------------------


def test_a_clip_box_is_the_axes_box(read_svg):
    page = Page(read_svg, corner=(0.25, 0.5, 0.5, 0.25))
    (line,) = page.axes.plot([-4, 8], [1.5, 1.5])
    box = page.one("svg", line)
    assert [float(box.get(k)) for k in ("x", "y", "width", "height")] == [100, 75, 200, 75]
    # Inside the box coordinates stay those of the page.
    assert numbers(box.get("viewBox")) == [100, 75, 200, 75]


def test_without_clipping_there_is_no_box(page):
    (line,) = page.axes.plot([1, 2], [1, 2], clip_on=False)
    assert [e.tag for e in page.elements(line)] == ["path"]


def test_dashes_are_in_pixels(page):
    (line,) = page.axes.plot([1, 3], [1, 2], linewidth=2, linestyle=(0, (5, 3)))
    # Matplotlib scales a dash by the line's width.
    assert numbers(page.one("path", line).get("stroke-dasharray")) == pytest.approx([10 * PT, 6 * PT], abs=0.06)


def test_a_dash_offset_survives(page):
    (line,) = page.axes.plot([1, 3], [1, 2], linewidth=1, linestyle=(2, (4, 2)))
    assert float(page.one("path", line).get("stroke-dashoffset")) == pytest.approx(2 * PT, abs=0.06)


def test_a_solid_line_has_no_dashes(page):
    (line,) = page.axes.plot([1, 3], [1, 2])
    assert page.one("path", line).get("stroke-dasharray") is None


def test_a_half_transparent_line_stays_half_transparent(page):
    (line,) = page.axes.plot([1, 3], [1, 2], alpha=0.5)
    assert float(page.one("path", line).get("stroke-opacity")) == 0.5


def test_a_transparent_face_leaves_the_edge_opaque(page):
    box = Rectangle((1, 1), 2, 1, facecolor=(0.1, 0.2, 0.3, 0.25), edgecolor="#111111", linewidth=1)
    path = page.one("path", page.axes.add_patch(box))
    assert float(path.get("fill-opacity")) == 0.25
    assert path.get("stroke-opacity") is None


def test_alpha_of_a_patch_holds_for_face_and_edge(page):
    box = Rectangle((1, 1), 2, 1, facecolor="#123456", edgecolor="#111111", linewidth=1, alpha=0.5)
    path = page.one("path", page.axes.add_patch(box))
    assert (path.get("fill-opacity"), path.get("stroke-opacity")) == ("0.5", "0.5")


def test_alpha_of_markers_survives(page):
    (dots,) = page.axes.plot([1], [1], "o", alpha=0.5)
    assert float(page.one("path", dots).get("fill-opacity")) == 0.5


def test_alpha_of_words_survives(page):
    text = page.one("text", page.axes.text(1, 1, "faint", alpha=0.5))
    assert float(text.get("fill-opacity") or text.get("opacity") or 1) == 0.5


def test_an_invisible_artist_is_not_drawn(page):
    (line,) = page.axes.plot([1, 3], [1, 2], visible=False)
    assert page.record(line) == ""


@pytest.mark.parametrize("role", style.PALETTE)
def test_a_colour_of_the_theme_becomes_a_variable_with_its_light_value_behind(page, role):
    (line,) = page.axes.plot([1, 3], [1, 2], color=style.colour(role))
    box = page.axes.add_patch(Rectangle((1, 1), 2, 1, facecolor=style.colour(role), edgecolor="none"))
    label = page.axes.text(1, 1, "x", color=style.colour(role))
    paint = f"var(--kl-{role},{style.PALETTE[role].light})"
    assert page.one("path", line).get("stroke") == paint
    assert page.one("path", box).get("fill") == paint
    assert page.one("text", label).get("fill") == paint


def test_a_colour_outside_the_theme_stays_itself(page):
    (line,) = page.axes.plot([1, 3], [1, 2], color="#123456")
    assert page.one("path", line).get("stroke") == "#123456"


# What cannot be drawn -----------------------------------------------------------------------------------------------


def test_a_gap_in_the_data_is_a_gap_in_the_line(page):
    (line,) = page.axes.plot([0.5, 1, 1.5, 2, 2.5], [1, 2, np.nan, 2, 1])
    data = page.one("path", line).get("d")
    assert data.count("M") == 2
    assert [numbers(part) for part in data.split("M")[1:]] == [[50, 200, 100, 100], [200, 100, 250, 200]]


def test_points_without_a_number_get_no_marker(page):
    (dots,) = page.axes.plot([0.5, 1, np.nan, 2], [1, np.nan, 1, 2], "o")
    assert len([e for e in page.elements(dots) if e.tag == "use"]) == 2


@pytest.mark.parametrize("hole", [np.nan, np.inf, -np.inf])
def test_no_path_holds_what_is_not_a_number(page, hole):
    (line,) = page.axes.plot([0.5, 1, 1.5, 2], [hole, 2, hole, hole], "o-")
    markup = page.record(line)
    assert not re.search(r"nan|inf", markup)


def test_zero_on_a_logarithmic_axis_draws_nothing_wild(page):
    page.axes.set_xscale("log")
    page.axes.set_xlim(0.01, 100)
    (line,) = page.axes.plot([0, 0.1, 1], [1, 1, 2])
    assert not re.search(r"nan|inf", page.record(line))


@pytest.mark.parametrize("look", ["-", "o"])
def test_a_line_without_data_leaves_no_mark(page, look):
    (line,) = page.axes.plot([], [], look)
    assert not [e for e in page.elements(line) if e.tag in ("path", "use")]


def test_a_thousand_points_on_one_straight_line_are_simplified_but_keep_their_ends(page):
    (line,) = page.axes.plot(np.linspace(0.5, 3.5, 1000), np.linspace(0.5, 2.5, 1000))
    drawn = points(page.one("path", line))
    assert len(drawn) < 20
    assert drawn[0] == (50, 250)
    assert drawn[-1] == pytest.approx((350, 50), abs=0.2)


def test_an_image_is_refused_in_words(page):
    picture = mpl_image.AxesImage(page.axes)
    picture.set_data(np.zeros((2, 2)))
    picture.set_extent((0, 1, 0, 1))
    page.axes.add_artist(picture)
    with pytest.raises(TypeError, match=r"paths and words only.*image"):
        page.record(picture)


# The live figure ----------------------------------------------------------------------------------------------------


def toy():
    """A figure with one moving dot and a moving word; `x` is its control."""
    figure = style.figure(4, 3)
    axes = style.dress(figure.add_axes((0.15, 0.2, 0.8, 0.7)), xlabel="stays")
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 1)
    (dot,) = axes.plot([], [], "o", color=style.colour("blue"))
    word = axes.text(1, 0.5, "", color=style.colour("ink"))

    def update(*, x):
        dot.set_data([x], [0.5])
        word.set_text(f"moves to {x:g}")
        return Reading(f'x is "{x:g}" & < 11.', ("Quantity",), ((f"{x:g}",),))

    return LiveFigure(figure, {"dot": dot, "word": word}, update, "Toy")


def test_the_stage_holds_what_stands_still_and_the_frame_what_moves():
    live = toy()
    frame = live.frame({"x": 3})
    assert "stays" in live.stage()
    assert "moves" not in live.stage()
    assert "moves to 3" in frame.svg
    assert "stays" not in frame.svg


def test_the_stage_is_drawn_once_whatever_is_asked(monkeypatch):
    live = toy()
    draw, drawn = live.figure.draw, []
    monkeypatch.setattr(live.figure, "draw", lambda renderer: (drawn.append(type(renderer)), draw(renderer)))
    first = live.stage()
    for x in (1, 2, 3):
        live.frame({"x": x})
        live.svg({"x": x})
    live.png({"x": 4})
    assert live.stage() == first
    assert drawn.count(SvgRecorder) == 1


def test_a_frame_comes_back_after_another_one():
    live = toy()
    first, second = live.frame({"x": 1}), live.frame({"x": 2})
    assert first != second
    assert live.frame({"x": 1}) == first
    assert toy().frame({"x": 2}) == second


def test_a_still_copy_is_the_same_bytes_each_time_and_changes_no_frame():
    live = toy()
    frame = live.frame({"x": 1})
    png, reading = live.png({"x": 1})
    other, _ = live.png({"x": 2})
    assert png.startswith(b"\x89PNG")
    assert live.png({"x": 1})[0] == png != other
    assert reading == frame.reading
    assert live.frame({"x": 1}) == frame
    assert toy().png({"x": 1})[0] == png


def test_a_still_copy_shows_stage_and_moving_part():
    live = toy()
    png, _ = live.png({"x": 5})
    pixels = mpl_image.imread(io.BytesIO(png))
    assert pixels.shape[1] / pixels.shape[0] == pytest.approx(4 / 3, abs=0.01)
    blue = np.array([int(style.colour("blue")[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    height, width = pixels.shape[:2]
    rows, columns = np.nonzero(np.abs(pixels[..., :3] - blue).max(axis=2) < 0.02)
    # The dot at x = 5 of 10 in axes that reach from 15 % to 95 % of the width and from 20 % to 90 % of the height.
    assert columns.mean() / width == pytest.approx(0.55, abs=0.01)
    assert 1 - rows.mean() / height == pytest.approx(0.55, abs=0.01)


def test_a_still_copy_carries_no_date_and_no_version():
    png, _ = toy().png({"x": 1})
    assert not re.search(rb"tEXt|iTXt|tIME|[Mm]atplotlib", png)


def test_one_svg_document_is_well_formed_and_named_by_its_sentence():
    live = toy()
    root = ET.fromstring(live.svg({"x": 3}))
    assert root.get("aria-label") == 'x is "3" & < 11.'
    assert root.get("role") == "img"
    assert root.get("viewBox") == "0 0 400 300"
    words = "".join(root.itertext())
    assert "stays" in words
    assert "moves to 3" in words


def test_a_later_zorder_is_drawn_on_top():
    figure = style.figure(4, 3)
    axes = figure.add_axes((0, 0, 1, 1))
    low, high = axes.text(0, 0, "under", zorder=2), axes.text(0, 0, "over", zorder=5)
    svg = LiveFigure(figure, {"high": high, "low": low}, lambda: Reading("Two words.")).frame({}).svg
    assert svg.index("under") < svg.index("over")


def test_a_still_needs_no_controls_and_moves_nothing():
    figure = style.figure(4, 3)
    figure.text(0.5, 0.5, "here")
    live = still(figure, Reading("A word."), "Still")
    assert live.frame({}).svg == ""
    assert live.frame({}).reading.sentence == "A word."
    assert "here" in live.stage()


def test_what_moves_is_found_by_name_alone_or_several_at_once():
    figure = style.figure()
    a, b, c = (figure.text(0, 0, letter) for letter in "abc")
    live = LiveFigure(figure, {"first": a, "others": [b, c]}, lambda: Reading("Three letters."))
    assert live.moving["first"] is a
    assert live.artists == [a, b, c]
    assert all(artist.get_animated() for artist in (a, b, c))


# Threads ------------------------------------------------------------------------------------------------------------


def in_threads(*jobs):
    """Run jobs at the same time, and return what went wrong in them."""
    wrong, start = [], threading.Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            job()
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_two_threads_never_draw_into_one_picture():
    """JupyterLab answers sliders on a thread of their own, beside that of the cells."""
    figure = Figure(figsize=(4, 3), dpi=100)
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    dots = axes.plot([], [], "o")[0]
    words = [figure.text(0.1, 0.1 * place, "") for place in range(8)]

    def update(*, x):
        for place, word in enumerate(words):
            word.set_text(f"{place}: {x}")
        dots.set_data(range(x), range(x))
        return Reading(f"{x}.")

    live = LiveFigure(figure, {"dots": dots, "words": words}, update)
    alone = {x: live.frame({"x": x}) for x in (3, 5, 8)}
    still_alone = live.png({"x": 3})

    def frames(x):
        for _ in range(40):
            assert live.frame({"x": x}) == alone[x]

    def stills():
        for _ in range(4):
            assert live.png({"x": 3}) == still_alone

    assert in_threads(*(lambda x=x: frames(x) for x in alone), stills) == []


# A reading never says that something is no number -----------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        {"sentence": "Block is nan %."},
        {"sentence": "Ahead by 2 (−inf to 3)."},
        {"sentence": "One.", "columns": ("Trial", "NaN"), "rows": (("a", "1"),)},
        {"sentence": "One.", "columns": ("Trial", "Ratio"), "rows": (("a", "inf"),)},
    ],
)
def test_a_reading_that_would_say_nan_or_inf_is_refused(words):
    with pytest.raises(ValueError, match=r"say in words that there is no number, got .*(not-a-number|infinity)"):
        Reading(**words)


@pytest.mark.parametrize(
    "sentence", ["Nance and Infante found 3.", "The nano- and the information.", "Infinity is said."]
)
def test_words_that_begin_alike_are_words(sentence):
    assert Reading(sentence).sentence == sentence


def test_a_template_cannot_slip_one_in():
    with pytest.raises(ValueError, match="not-a-number"):
        Reading.of({"one": "{lead:signed.1} points."}, "one", {"lead": np.nan})


def test_spaces_in_a_row_are_kept_in_the_page():
    # A browser drops them, and would stretch what is left of an indented line to the width of the whole.
    figure = style.figure(4.0, 2.0)
    words = marks.words(figure, 0.1, 0.5, "Known: this,\n  and that")
    live = LiveFigure(figure, {"words": words}, lambda: Reading("This and that."))
    assert ">\u00a0\u00a0and that</text>" in live.frame({}).svg
    assert ">Known: this,</text>" in live.frame({}).svg
