"""What every test of bad input asks: see `tests/support/refusals.py`."""

from refusals import refuses  # noqa: F401
