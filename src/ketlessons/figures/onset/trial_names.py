"""What is a trial called, and what did each of its arms get?"""

from __future__ import annotations

from typing import NamedTuple


class Trial(NamedTuple):
    """What a trial is called, and what each of its arms got."""

    name: str
    gave: str
    drug: str
    control: str

    @property
    def label(self) -> str:
        """Say its name, and what it gave where the name does not."""
        return f"{self.name}: {self.gave}" if self.gave else self.name


def _sprayed(name: str, gave: str, beside: str = "") -> Trial:
    return Trial(name, f"spray{gave}", f"esketamine{beside}", f"placebo spray{beside}")


#: The trials of which both arms can be shown, by the name that `published.arms` knows. The arms of poolings against
#: saline and against midazolam are not among them: lesson 06 asks a learner to predict those.
TRIALS = {
    "transform2": _sprayed("TRANSFORM-2", ", new antidepressant", " and a new antidepressant"),
    "aspire2": _sprayed("ASPIRE II", " with usual care", " and usual care"),
    "daly": _sprayed("Daly 2018", " of 84 mg"),
    "chen": _sprayed("Chen 2023", ", new antidepressant", " and a new antidepressant"),
    "takahashi": _sprayed("Takahashi 2021", " of 84 mg"),
    "singh": Trial("Singh 2016", "infusions twice a week", "ketamine by vein", "saline"),
    "murrough": Trial("Murrough 2013", "one infusion", "ketamine by vein", "midazolam"),
    "lii": Trial("Lii 2023", "under anaesthesia", "ketamine", "saline, both under anaesthesia"),
}
