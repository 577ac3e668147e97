"""Still copies are small, and nobody sees it: flat colours exact, smoothed edges near, thin lines of their own hue."""

import colorsys
import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ketlessons import explore
from ketlessons.explorers.register import LIVE, STILL
from ketlessons.stage import live_figure, style
from ketlessons.stage.few_colours import COLOURS, with_few_colours

FIGURES = [*LIVE, *STILL]
ROLES = [tuple(bytes.fromhex(role.light[1:])) for role in style.PALETTE.values()]


def file_of(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


@pytest.fixture(scope="module")
def copies():
    """Each figure as it is drawn in all colours, and as it is kept."""
    drawn, found = [], {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_figure, "with_few_colours", lambda png: (drawn.append(png), with_few_colours(png))[1])
        for name in FIGURES:
            shown = getattr(explore, name)()
            found[name] = shown.figure.png(getattr(shown, "values", {}))[0]
    return dict(zip(FIGURES, zip(drawn, found.values(), strict=True), strict=True))


@pytest.mark.parametrize("name", FIGURES)
def test_no_pixel_moves_by_more_than_a_tenth_and_no_flat_colour_at_all(name, copies):
    full, kept = map(pixels, copies[name])
    assert full.shape == kept.shape
    moved = np.abs(full - kept).max(-1)
    assert moved.max() <= 25
    assert np.percentile(moved, 99.9) <= 12
    colour = full @ np.array([1 << 16, 1 << 8, 1])  # one number a pixel is compared soon
    for role in ROLES:
        assert moved[colour == int.from_bytes(role)].max(initial=0) == 0, role


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_coloured_keeps_its_hue(name, copies):
    """The hue of a clearly coloured pixel, such as a thin line, moves by a few degrees at most."""
    full, kept = map(pixels, copies[name])
    vivid = np.ptp(full, axis=-1) > 90
    for before, after in set(zip(map(tuple, full[vivid].tolist()), map(tuple, kept[vivid].tolist()), strict=True)):
        one, other = (colorsys.rgb_to_hsv(*(part / 255 for part in colour))[0] for colour in (before, after))
        assert min(abs(one - other), 1 - abs(one - other)) * 360 < 20, (before, after)


@pytest.mark.parametrize("name", FIGURES)
def test_two_of_the_kept_copies_need_less_room_than_one_in_all_colours(name, copies):
    full, kept = copies[name]
    everything = file_of(Image.open(io.BytesIO(full)), optimize=True)
    assert 2 * len(kept) < len(everything)


def test_a_copy_is_a_palette_of_the_promised_size_with_the_resolution_it_was_drawn_at(copies):
    for full, kept in copies.values():
        before, after = (Image.open(io.BytesIO(png)) for png in (full, kept))
        assert (after.mode, after.size, after.info["dpi"]) == ("P", before.size, before.info["dpi"])
        assert len(after.getcolors()) <= COLOURS == 128
        assert set(after.info) == {"dpi"}


def test_the_same_pixels_give_the_same_bytes(copies):
    full, kept = copies["block_curve"]
    again = file_of(Image.open(io.BytesIO(full)), compress_level=9, dpi=(130, 130))
    assert with_few_colours(again) == with_few_colours(full) == kept


def test_a_picture_of_few_colours_is_kept_to_the_last_bit():
    image = Image.new("RGB", (40, 30), "#123456")
    for step in range(COLOURS - 1):
        image.putpixel((step % 40, step // 40), (2 * step, 255 - step, 7))
    assert (pixels(with_few_colours(file_of(image))) == pixels(file_of(image))).all()


def test_one_pixel_of_a_colour_far_from_all_others_is_not_lost():
    shades = np.zeros((64, 64, 3), np.uint8)
    shades[..., 0] = shades[..., 1] = shades[..., 2] = np.arange(64 * 64).reshape(64, 64) // 16
    image = Image.fromarray(shades)
    ImageDraw.Draw(image).point((5, 5), "#ff0000")
    assert tuple(pixels(with_few_colours(file_of(image)))[5, 5]) == (255, 0, 0)


def test_what_is_transparent_shows_the_paper():
    image = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    image.putpixel((1, 1), (0, 0, 0, 255))
    found = pixels(with_few_colours(file_of(image)))
    assert tuple(found[0, 0]) == (255, 255, 255)
    assert tuple(found[1, 1]) == (0, 0, 0)
