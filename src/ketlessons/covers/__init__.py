"""What does a lesson say at a glance? One picture for each written lesson, drawn from numbers of the models and tables.

`COVERS` names the file that draws the cover of a lesson. A file here is one picture: it takes its numbers by name, and
returns a `Cover` with an alt text that says them.
"""

from __future__ import annotations

from collections.abc import Callable

from .card import Cover
from .care_first import care_first
from .dose_to_brain import dose_to_brain
from .five_cases import five_cases
from .hours_and_weeks import hours_and_weeks
from .many_controls import many_controls
from .mirror_forms import mirror_forms
from .of_whom import of_whom
from .plugged_channel import plugged_channel
from .the_gap import the_gap
from .the_way import the_way

#: What draws the cover of each lesson, by the lesson's number.
COVERS: dict[str, Callable[[], Cover]] = {
    "00": the_way,
    "01": mirror_forms,
    "02": plugged_channel,
    "03": the_gap,
    "04": dose_to_brain,
    "05": hours_and_weeks,
    "06": many_controls,
    "07": of_whom,
    "08": care_first,
    "09": five_cases,
}

__all__ = ["COVERS", "Cover"]
