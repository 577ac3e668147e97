"""What does every figure look like? One palette for light and dark, one type size, one empty stage.

A colour is named by its *role*. Matplotlib draws with the light value; the live canvas replaces that value by a CSS
variable of the same role, so a page can change its theme without asking the kernel for a new picture. Every role keeps
its contrast with the paper; none carries a meaning alone: a word, a dash, a marker or a shape says the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Role:
    """One colour with its value on light and on dark paper."""

    light: str
    dark: str


#: Every colour a figure may use. Contrast against the paper of the same theme is tested (text 4.5, marks 3).
PALETTE: dict[str, Role] = {
    "paper": Role("#ffffff", "#16191e"),
    "ink": Role("#1b1e23", "#f1f3f5"),
    "soft-ink": Role("#4b525c", "#c3c9d1"),
    "grid": Role("#e2e5e9", "#343a43"),
    "panel": Role("#f4f6f8", "#20252c"),
    "blue": Role("#005f9e", "#6cbcf5"),
    "blue-wash": Role("#cfe4f4", "#173a54"),
    "orange": Role("#b3450b", "#ffa264"),
    "orange-wash": Role("#fbdfcc", "#54301a"),
    "green": Role("#00694f", "#4ed3ab"),
    "green-wash": Role("#cdebe2", "#12443a"),
    "purple": Role("#7b3f92", "#d9a5ec"),
    "purple-wash": Role("#ead9f0", "#452a51"),
    "gold": Role("#7a5a00", "#eec645"),
    "gold-wash": Role("#f5e6b8", "#4a3c10"),
    "membrane": Role("#e9dcc0", "#57492d"),
    "membrane-edge": Role("#8a754a", "#b59e6c"),
    "protein": Role("#c9cdd4", "#4c545f"),
    "protein-edge": Role("#626a75", "#98a1ad"),
}

#: Type size in points. With a stage of 7.6 inches at 100 dots an inch this stays readable on a projector.
TEXT_PT = 10.5
SMALL_PT = 9.5
DPI = 100


def colour(role: str) -> str:
    """Return the light value of a role, which is what matplotlib draws with.

    Raises
    ------
    ValueError
        If the role is not in `PALETTE`.
    """
    try:
        return PALETTE[role].light
    except KeyError:
        raise ValueError(f"role: {role!r} is not a colour role; allowed: {', '.join(PALETTE)}") from None


def role_of(hex_colour: str) -> str | None:
    """Return the role that has this light value, or None for a colour that is in no theme."""
    return _ROLE_BY_LIGHT.get(hex_colour.lower())


_ROLE_BY_LIGHT = {role.light: name for name, role in PALETTE.items()}


def theme_css(selector: str = ".kl") -> str:
    """Return the CSS that gives each role its value under JupyterLab's themes and in a plain page."""
    light = "".join(f"--kl-{name}:{role.light};" for name, role in PALETTE.items())
    dark = "".join(f"--kl-{name}:{role.dark};" for name, role in PALETTE.items())
    return (
        f"{selector}{{color-scheme:light;{light}}}\n"
        f'body[data-jp-theme-light="false"] {selector}{{color-scheme:dark;{dark}}}\n'
        "@media (prefers-color-scheme:dark){"
        f"body:not([data-jp-theme-light]) {selector}{{color-scheme:dark;{dark}}}}}\n"
    )


def figure(width_in: float = 7.6, height_in: float = 4.2) -> Figure:
    """Return an empty figure with the project's paper and resolution; it belongs to no pyplot state."""
    return Figure(figsize=(width_in, height_in), dpi=DPI, facecolor=colour("paper"))


def dress(axes: Axes, *, xlabel: str = "", ylabel: str = "", grid: bool = True) -> Axes:
    """Give axes the project's look: quiet spines, readable ticks, a grid that stays behind the data."""
    axes.set_facecolor(colour("paper"))
    axes.set_xlabel(xlabel, fontsize=TEXT_PT, color=colour("ink"))
    axes.set_ylabel(ylabel, fontsize=TEXT_PT, color=colour("ink"))
    axes.tick_params(labelsize=SMALL_PT, colors=colour("soft-ink"), labelcolor=colour("ink"))
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(colour("soft-ink"))
    axes.set_axisbelow(True)
    if grid:
        axes.grid(True, color=colour("grid"), linewidth=0.9)
    return axes


def blank(axes: Axes) -> Axes:
    """Turn axes into a drawing board: no frame, no ticks, equal steps in both directions."""
    axes.set_axis_off()
    axes.set_aspect("equal")
    return axes
