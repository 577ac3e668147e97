"""Receptors and drugs, and how their block is measured: see `tests/support/receptors.py`."""

from receptors import build, fitted_tau, four, offset, onset_tau, remaining, scheme, ten  # noqa: F401
