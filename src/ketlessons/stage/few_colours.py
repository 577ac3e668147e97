"""How does a still copy stay small in a saved notebook? It keeps 128 colours, and nobody sees that the rest is missing.

A drawing has a few flat colours, which are kept to the last bit, and a thousand shades where an edge is smoothed. Of
these, one after another is kept that lies farthest from all that are kept already; so a thin line, which is all edge,
keeps its hue. Nothing is scattered (dithered): the edges of words stay sharp.
"""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ketlessons.stage.style import PALETTE

#: Colours of a still copy. No channel of a pixel moves by more than a tenth of its range (tested for every figure).
COLOURS = 128


def with_few_colours(picture: bytes) -> bytes:
    """Return an image file as a PNG of at most `COLOURS` colours, of the same size and resolution, on the paper.

    The bytes depend on the pixels alone: they carry no date and no version.
    """
    with Image.open(io.BytesIO(picture)) as image:
        dpi = image.info.get("dpi")
        paper = Image.new("RGBA", image.size, PALETTE["paper"].light)
        pixels = np.asarray(Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB"), np.uint32)
    codes = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    found, which, count = _colours(codes)
    kept, nearest = _chosen(found, count)
    small = Image.fromarray(nearest[which.reshape(codes.shape)].astype(np.uint8))
    small.putpalette(_channels(found[kept]).astype(np.uint8).tobytes())
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True, **({"dpi": dpi} if dpi else {}))
    return buffer.getvalue()


def _colours(
    codes: NDArray[np.integer],
) -> tuple[NDArray[np.integer], NDArray[np.intp], NDArray[np.int64]]:
    """Return each colour once, the place of each pixel's among these, and how many pixels have it."""
    # Sorting is what takes the time, and most pixels are paper: so each run of one colour is sorted as one.
    flat = codes.ravel()
    starts = np.flatnonzero(np.append(True, flat[1:] != flat[:-1]))
    lengths = np.diff(starts, append=flat.size)
    found, which = np.unique(flat[starts], return_inverse=True)
    count = np.bincount(which, weights=lengths).astype(np.int64)
    return found, np.repeat(which, lengths), count


def _channels(codes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return red, green and blue of each code, ``(codes, 3)``."""
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], -1).astype(np.int64)


def _chosen(found: NDArray[np.integer], count: NDArray[np.integer]) -> tuple[list[int], NDArray[np.intp]]:
    """Return which of the colours found are kept, and for each colour the place of the nearest one among these."""
    flat = [int(role.light[1:], 16) for role in PALETTE.values()]
    # The commonest stands first, for a picture that has no colour of the theme at all.
    kept = [int(count.argmax()), *(int(place) for place in np.flatnonzero(np.isin(found, flat)))]
    kept = list(dict.fromkeys(kept))
    colours = _channels(found)
    distances = ((colours[:, None] - colours[kept]) ** 2).sum(-1)
    nearest, far = distances.argmin(-1), distances.min(-1)
    # A shade of many pixels is seen sooner than one of few, but the farthest must not wait for long.
    weight = count**0.25
    while len(kept) < COLOURS and far.any():
        place = int((far * weight).argmax())
        to_this = ((colours - colours[place]) ** 2).sum(-1)
        nearest[to_this < far] = len(kept)
        far = np.minimum(far, to_this)
        kept.append(place)
    return kept, nearest
