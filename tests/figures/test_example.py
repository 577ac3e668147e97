"""Does the figure that the guide for contributors shows work as it stands there?"""

from pathlib import Path

from ketlessons.explorers import Explorer

GUIDE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"
#: Where the guide says its names come from.
IMPORTS = """
from ketlessons.models import fraction_blocked
from ketlessons.published import compound
from ketlessons.stage import marks, style
from ketlessons.stage.controls import Panel, Range, log_grid
from ketlessons.stage.live_figure import LiveFigure, Reading
from ketlessons.stage.saying import printed
from ketlessons.stage.steady import steady
"""


def test_the_figure_of_the_guide_draws_and_says_both_of_its_cases():
    _, rest = GUIDE.read_text(encoding="utf-8").split("## How to write a figure", 1)
    code = rest.split("```python", 1)[1].split("```", 1)[0]
    names = {}
    exec(IMPORTS + code, names)
    shown = Explorer(names["block_now"]())
    assert shown.sentence == "At 1 µM, 57 % of the current is removed."
    assert shown.table[1][1].value == shown.figure.moving["block now"].get_ydata()[0] / 100
    assert shown.set(conc_um=0).sentence == "Without ketamine the whole current flows."
