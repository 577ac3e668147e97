"""How does a matplotlib picture become a few kilobytes that a page can show? As paths and words in SVG.

`SvgRecorder` is a small matplotlib renderer that writes in pixels, so a picture stays sharp at any zoom and takes its
colours from the page's theme.
"""

from __future__ import annotations

import re
import zlib
from html import escape
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Affine2DBase, Transform
from numpy.typing import ArrayLike

from ketlessons.stage import style

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.typing import ColorType

    Formula = bool | Literal["TeX"]

#: Matplotlib's own one remembers formulas as the settings had them that they were first drawn with.
_OUTLINES = TextToPath()
#: Pixels added before rounding to a tenth, far less than anybody can see.
_NUDGE = 1.3e-4


def _number(value: float) -> str:
    """Write a pixel coordinate with one decimal: a tenth of a pixel is finer than a screen."""
    return f"{value:.1f}".removesuffix(".0")


def _indented(words: str) -> str:
    """Return words whose spaces in a row stay: a browser drops them, and stretches what is left to the whole width.

    >>> _indented("  a hanging line").replace(chr(160), "_")
    '__a hanging line'
    """
    return re.sub(r"^ +| {2,}| +$", lambda spaces: "\u00a0" * len(spaces[0]), words)


class SvgRecorder(RendererBase):
    """A matplotlib renderer that records paths and words as SVG, in pixels from the top left corner."""

    def __init__(self, width_px: float, height_px: float, dpi: float):
        super().__init__()
        self.width_px, self.height_px, self.dpi = width_px, height_px, dpi
        self._markup: list[str] = []
        self._word_sizes: dict[tuple[str, int, Formula], tuple[float, float, float]] = {}

    def clear(self) -> None:
        """Forget what was recorded, but not what was measured."""
        self._markup.clear()

    # What matplotlib asks of a renderer ---------------------------------------------------------------------------

    def get_canvas_width_height(self) -> tuple[float, float]:  # noqa: D102
        return self.width_px, self.height_px

    def flipy(self) -> bool:  # noqa: D102
        return True

    def points_to_pixels(self, points: ArrayLike) -> ArrayLike:  # noqa: D102
        return np.asarray(points) * self.dpi / 72.0

    def get_text_width_height_descent(  # noqa: D102
        self, s: str, prop: FontProperties, ismath: Formula
    ) -> tuple[float, float, float]:
        # Measuring words is most of the cost of drawing them, and a moving figure says few different words.
        key = (s, hash(prop), ismath)
        if key not in self._word_sizes:
            if len(self._word_sizes) > 4096:
                self._word_sizes.clear()
            self._word_sizes[key] = super().get_text_width_height_descent(s, prop, ismath)
        return self._word_sizes[key]

    def draw_path(  # noqa: D102
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: ColorType | None = None
    ) -> None:
        # Simplifying drops points that lie within a ninth of a pixel of the line: shape kept, message shorter.
        simplify = path.should_simplify and rgbFace is None
        data = self._path_data(path.cleaned(transform=transform, remove_nans=True, simplify=simplify))
        if not data:
            return
        attributes = [f'd="{data}"', self._fill(gc, rgbFace)]
        if gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0:
            attributes.append(self._stroke(gc))
        self._add(gc, f"<path {' '.join(attributes)}/>")

    def draw_markers(  # noqa: D102
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: ColorType | None = None,
    ) -> None:
        # One shape, placed many times. Its id is made from its content, so that equal ids in a page mean equal shapes.
        outline = marker_trans.transform_path(marker_path)
        shape = self._path_data(Path(np.add(outline.vertices, (0.0, self.height_px)), outline.codes))
        look = [self._fill(gc, rgbFace)] + ([self._stroke(gc)] if gc.get_linewidth() > 0 else [])
        drawn = f'd="{shape}" {" ".join(look)}'
        name = f"kl{zlib.crc32(drawn.encode()):08x}"
        points = np.asarray(path.cleaned(transform=trans, remove_nans=True, simplify=False).vertices, float)[:-1]
        uses = "".join(
            f'<use href="#{name}" x="{_number(x)}" y="{_number(self.height_px - y)}"/>' for x, y in points.tolist()
        )
        if uses:
            self._add(gc, f'<defs><path id="{name}" {drawn}/></defs>{uses}')

    def draw_text(  # noqa: D102
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Formula = False,
        mtext: Text | None = None,
    ) -> None:
        if ismath:
            self._draw_formula(gc, x, y, s, prop, angle)
            return
        size = self._pixels(prop.get_size_in_points())
        width, _, _ = self.get_text_width_height_descent(s, prop, False)
        paint = self._paint(gc.get_rgb())
        turn = f' transform="rotate({_number(-angle)} {_number(x)} {_number(y)})"' if angle else ""
        weight = ' font-weight="700"' if _is_bold(prop.get_weight()) else ""
        slant = ' font-style="italic"' if prop.get_style() == "italic" else ""
        alpha = self._alpha(gc)
        opacity = f' fill-opacity="{alpha:.2g}"' if alpha < 1 else ""
        # textLength holds every word to the width matplotlib planned for, whatever font the reader's system has.
        self._add(
            gc,
            f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" fill="{paint}"'
            f' textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"{opacity}{weight}{slant}{turn}>'
            f"{escape(_indented(s), quote=False)}</text>",
            clip=False,
        )

    def _draw_formula(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float
    ) -> None:
        # Formulas are rare here; drawing their outlines keeps them exact without a font in the browser.
        vertices, codes = _OUTLINES.get_text_path(prop, s, ismath=True)
        scale = self._pixels(prop.get_size_in_points()) / _OUTLINES.FONT_SCALE
        place = Affine2D().scale(scale).rotate_deg(angle).translate(x, self.height_px - y)
        colour = gc.get_rgb()
        gc.set_linewidth(0.0)
        self.draw_path(gc, Path(vertices, codes), place, rgbFace=colour)

    def draw_image(  # noqa: D102
        self, gc: GraphicsContextBase, x: float, y: float, im: ArrayLike, transform: Affine2DBase | None = None
    ) -> None:
        raise TypeError("a live figure draws paths and words only; build this artist without an image")

    def _pixels(self, points: float) -> float:
        return points * self.dpi / 72.0

    # Writing SVG --------------------------------------------------------------------------------------------------

    def markup(self) -> str:
        """Return everything recorded so far."""
        return "".join(self._markup)

    def _add(self, gc: GraphicsContextBase, element: str, clip: bool = True) -> None:
        if gc.get_hatch() or gc.get_clip_path()[0] is not None:
            raise TypeError("a live figure draws neither hatches nor clip shapes; use a dash, a marker or a word")
        box = gc.get_clip_rectangle() if clip else None
        if box is None:
            self._markup.append(element)
            return
        # A nested <svg> clips to its own box and needs no id that could clash with another figure in the page.
        x0, y0, width, height = box.bounds
        frame = " ".join(_number(v) for v in (x0, self.height_px - y0 - height, width, height))
        x, y, w, h = frame.split()
        self._markup.append(f'<svg x="{x}" y="{y}" width="{w}" height="{h}" viewBox="{frame}">{element}</svg>')

    def _path_data(self, path: Path) -> str:
        # Planned coordinates often end in an exact 5; the nudge keeps the last bit of a transform from choosing a side.
        vertices = np.array(path.vertices, float)
        vertices[:, 1] = self.height_px - vertices[:, 1]
        points = np.round(vertices + _NUDGE, 1)
        if path.codes is None:
            shape = "M" + "L" * (len(points) - 1)
        else:
            # One letter a vertex, so that no loop of ours runs over the points of a long line.
            codes = np.asarray(path.codes, np.uint8)
            shape = codes.tobytes().partition(_STOP)[0].decode("latin-1").translate(_LETTERS)
            points = points[: len(shape)]
            if "Z" in shape:
                points = points[codes[: len(shape)] != Path.CLOSEPOLY]
            shape = shape.replace("CCC", "c").replace("QQ", "q")
        return "".join(map(_COMMANDS.__getitem__, shape)) % tuple(points.ravel().tolist())

    def _fill(self, gc: GraphicsContextBase, face: ColorType | None) -> str:
        rgba = (0.0, 0.0, 0.0, 0.0) if face is None else to_rgba(face)
        if rgba[3] == 0:
            return 'fill="none"'
        alpha = gc.get_alpha() if gc.get_forced_alpha() else rgba[3]
        opacity = f' fill-opacity="{alpha:.2g}"' if alpha < 1 else ""
        return f'fill="{self._paint(rgba)}"{opacity}'

    def _stroke(self, gc: GraphicsContextBase) -> str:
        parts = [f'stroke="{self._paint(gc.get_rgb())}"']
        parts.append(f'stroke-width="{_number(self._pixels(gc.get_linewidth()))}"')
        alpha = self._alpha(gc)
        if alpha < 1:
            parts.append(f'stroke-opacity="{alpha:.2g}"')
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            lengths = " ".join(_number(self._pixels(length)) for length in np.asarray(dashes).tolist())
            parts.append(f'stroke-dasharray="{lengths}"')
            if offset:
                parts.append(f'stroke-dashoffset="{_number(self._pixels(offset))}"')
        if gc.get_capstyle() != "butt":
            cap = {"projecting": "square"}.get(gc.get_capstyle(), gc.get_capstyle())
            parts.append(f'stroke-linecap="{cap}"')
        parts.append(f'stroke-linejoin="{gc.get_joinstyle()}"')
        return " ".join(parts)

    @staticmethod
    def _alpha(gc: GraphicsContextBase) -> float:
        return gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]

    @staticmethod
    def _paint(rgba: tuple[float, ...]) -> str:
        value = to_hex((rgba[0], rgba[1], rgba[2]))
        role = style.role_of(value)
        return f"var(--kl-{role},{value})" if role else value


_STOP = bytes([Path.STOP])
#: The codes of a path as the letters of SVG; a curve's code stands at each of its vertices.
_CODES = (Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY)
_LETTERS = {int(code): letter for code, letter in zip(_CODES, "MLQCZ", strict=True)}
#: What is written for each; the small letters stand for a whole curve.
_COMMANDS = {"M": "M%g %g", "L": "L%g %g", "q": "Q%g %g %g %g", "c": "C%g %g %g %g %g %g", "Z": "Z"}


def _is_bold(weight: str | int) -> bool:
    return weight in ("bold", "heavy", "black", "semibold") or (isinstance(weight, int) and weight >= 600)
