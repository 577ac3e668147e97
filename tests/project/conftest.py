"""The programs that make calls are no part of the package: their folder, for the tests that import them."""

import sys
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
