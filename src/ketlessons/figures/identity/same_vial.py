"""How can one vial carry two numbers, and why is it acid? Salt and base of four labels, and the share with a charge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from ketlessons import evidence
from ketlessons.models.identity.charge import charged_share
from ketlessons.models.identity.salt import base_in_salt, salt_from_base
from ketlessons.published.identity.labels import Label, label, label_names, vial_ph
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Choice, Panel, Preset, Range, linear_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import News, Printed, printed
from ketlessons.stage.steady import steady
from ketlessons.stage.style import colour
from ketlessons.stage.words import percent

#: pH of blood, as the row `ketamine_charged_share_blood` has it.
BLOOD_PH = 7.4
_READ_AS = {"base": "base, as the label means it", "salt": "salt, a slip"}
_CHARGE = " At pH {ph:g}{place}, {charged_said} of ketamine carries a charge."
_SENTENCES = {
    "base": "{words}: the label counts the base. It lies in {label_salt:g} {unit} of hydrochloride, {factor:.3f} times "
    f"as much; the molar masses say {{by_mass:.3f}}.{_CHARGE}",
    "salt": "{words}: whoever takes {base:g} {unit} for the hydrochloride expects {slip:.3g} {unit} of base, "
    f"{{missing:percent}} less than there is.{_CHARGE}",
}
_BRIEF = (
    News("Salt", "{salt_now:g} {unit}", of="{words}"),
    News("Base", "{base_now:.3g} {unit}", of="{words}"),
    News("Charged", "{charged_said}", steady=True),
)
_HEADS = ("Quantity", "Value now")


def _share(charged: float) -> str:
    """Say a share; one that only rounding would make whole is said to be less."""
    return "over 99.9 %" if charged >= 0.9995 else percent(charged)


@dataclass(frozen=True)
class _State:
    """What the vial says at one setting."""

    label: Label
    read_as: str
    ph: float
    charged: float
    slip: float
    by_mass: float

    @classmethod
    def at(cls, product: str, read_as: str, ph: float) -> _State:
        shown = label(product)
        masses = (evidence.value("ketamine_molar_mass"), evidence.value("ketamine_hydrochloride_molar_mass"))
        slip = float(base_in_salt(shown.base, *masses))
        charged = float(charged_share(ph, evidence.value("ketamine_pka")))
        return cls(shown, read_as, ph, charged, slip, float(salt_from_base(1.0, *masses)))

    @property
    def counted(self) -> tuple[float, float]:
        """Base and salt, as the number on the label is read."""
        return (self.label.base, self.label.salt) if self.read_as == "base" else (self.slip, self.label.base)

    @property
    def place(self) -> str:
        """Say where such a pH is met, if it is met."""
        low, high = vial_ph()
        if low <= self.ph <= high:
            return f", which the US label of the injection allows ({low:g} to {high:g})"
        return ", that of blood" if self.ph == BLOOD_PH else ""

    def slots(self) -> dict[str, Any]:
        """Return what the sentence and the brief may say."""
        base, salt = self.counted
        missing = 1 - self.slip / self.label.base
        shown = self.label
        return {"words": shown.words, "unit": shown.unit, "base": shown.base, "label_salt": shown.salt,
                "factor": shown.factor, "by_mass": self.by_mass, "slip": self.slip, "missing": missing, "ph": self.ph,
                "place": self.place, "charged": self.charged, "charged_said": _share(self.charged), "base_now": base,
                "salt_now": salt}  # fmt: skip

    def rows(self) -> tuple[tuple[str, str], ...]:
        shown, (base, salt) = self.label, self.counted
        unit = shown.unit
        return (
            ("Label", shown.words),
            ("Its number is read as", _READ_AS[self.read_as]),
            ("Base", printed(f"{{:.3g}} {unit}", base)),
            ("Hydrochloride", printed(f"{{:g}} {unit}", salt)),
            ("Salt over base, by this label", printed("{:.3f}", shown.factor)),
            ("Salt over base, by molar masses", printed("{:.3f}", self.by_mass)),
            ("Base missing if the number were salt", printed("{:percent}", 1 - self.slip / shown.base)),
            ("pH", printed("{:g}", self.ph)),
            ("With a charge at this pH", Printed(_share(self.charged), self.charged)),
            ("Without a charge at this pH", printed("{:percent}", 1 - self.charged)),
        )


def _panel() -> Panel:
    values = linear_grid(2, 10, 0.1)
    return Panel(
        (
            Choice("product", "Label", tuple((name, label(name).words) for name in label_names()), "label_uk_50"),
            Choice("read_as", "Read its number as", tuple(_READ_AS.items()), "base", same=True),
            Range("ph", "pH", values, 4.5, texts=tuple(f"pH {ph:g}" for ph in values)),
        ),
        presets=(Preset("In blood", {"ph": BLOOD_PH}), Preset("Half and half", {"ph": 7.5})),
        hint="Change the label and watch the factor stay. Then drag the pH from the vial to blood.",
    )


@steady()
def same_vial() -> LiveFigure:
    """Return the live figure; controls: product, read_as, ph."""
    figure = style.figure(9.0, 4.6)
    bars = style.blank(figure.add_axes((0.012, 0.13, 0.40, 0.70)))
    bars.set_aspect("auto")
    bars.set_xlim(0, 1.22)
    bars.set_ylim(0, 1)
    axes = style.dress(figure.add_axes((0.515, 0.135, 0.465, 0.66)), xlabel="pH", ylabel="Ketamine with a charge (%)")
    axes.set_xlim(2, 10)
    axes.set_ylim(0, 103)
    low, high = vial_ph()
    axes.axvspan(low, high, facecolor=colour("orange-wash"), edgecolor="none", zorder=0)
    marks.words(axes, (low + high) / 2, 106, "in the injection\n(US label)", "orange", ha="center", va="bottom")
    marks.line(axes, "purple", 1.3, marks.DOTTED, x=[BLOOD_PH, BLOOD_PH], y=[0, 103])
    marks.words(axes, BLOOD_PH, 106, "blood\n(7.4)", "purple", ha="center", va="bottom")
    pka = evidence.value("ketamine_pka")
    grid = np.linspace(2, 10, 161)
    marks.line(axes, "blue", 2.6, x=grid, y=100 * np.asarray(charged_share(grid, pka)))
    marks.words(axes, 9.9, 88, f"half at pKa {pka:g}", "blue", ha="right")
    marks.hollow(axes, "blue", "D", 8, x=[pka], y=[50])
    drop = marks.line(axes, "ink", 1.2, (5.0, 3.0))
    dot = marks.points(axes, "ink", size=10, rim=None)
    dot_words = marks.words(axes, 2, 2, size="head", bold=True)

    head = marks.words(figure, 0.016, 0.945, size="head", bold=True)
    reading = marks.words(figure, 0.016, 0.885, ink="soft-ink")
    edge = {"edgecolor": colour("ink"), "linewidth": 1.2}
    base_bar = bars.add_patch(Rectangle((0, 0.56), 1, 0.24, facecolor=colour("blue-wash"), **edge))
    salt_base = bars.add_patch(Rectangle((0, 0.14), 1, 0.24, facecolor=colour("blue-wash"), **edge))
    salt_acid = bars.add_patch(Rectangle((1, 0.14), 0.15, 0.24, facecolor=colour("gold-wash"), **edge))
    base_words = marks.words(bars, 0, 0.86, size="text")
    salt_words = marks.words(bars, 0, 0.44, size="text")
    acid_words = marks.words(bars, 1.2, 0.06, "hydrogen chloride (HCl)", "gold", ha="right")
    marks.words(bars, 0.02, 0.68, "base")
    marks.words(bars, 0.02, 0.26, "base")
    factor = marks.words(figure, 0.016, 0.06, ink="soft-ink")

    def update(*, product: str, read_as: str, ph: float) -> Reading:
        state = _State.at(product, read_as, ph)
        shown, (base, salt) = state.label, state.counted
        # Lengths are in parts of the label's own base, so that bars of mg and of mg/mL can share one board.
        base_bar.set_width(base / shown.base)
        salt_base.set_width(base / shown.base)
        salt_acid.set_x(base / shown.base)
        salt_acid.set_width((salt - base) / shown.base)
        acid_words.set_x(min(salt / shown.base, 1.2))
        head.set_text(shown.words)
        reading.set_text(f"its number read as {_READ_AS[read_as]}")
        base_words.set_text(f"Base: {base:.3g} {shown.unit}")
        salt_words.set_text(f"Hydrochloride, the salt: {salt:g} {shown.unit}")
        factor.set_text(f"salt over base: {shown.factor:.3f} by this label, {state.by_mass:.3f} by molar masses")
        height = 100 * state.charged
        drop.set_data([ph, ph, 2], [0, height, height])
        dot.set_data([ph], [height])
        falling, low_end = ph > 7, ph > 9
        across = min(ph + 0.25, 9.9) if falling else max(ph - 0.2, 4.4)
        dot_words.set_position((across, height + (9 if low_end else 4 if falling else -9)))
        dot_words.set_ha("left" if falling and not low_end else "right")
        dot_words.set_text(_share(state.charged))
        return Reading.of(_SENTENCES, read_as, state.slots(), _HEADS, state.rows(), _BRIEF)

    moving = {
        "base": base_bar,
        "base in the salt": salt_base,
        "hydrogen chloride": salt_acid,
        "words of the bars": [base_words, salt_words, acid_words, factor],
        "heads": [head, reading],
        "drop": drop,
        "now": dot,
        "now in words": dot_words,
    }
    return LiveFigure(figure, moving, update, "One vial, two numbers", _panel())
