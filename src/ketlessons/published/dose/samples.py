"""Which levels were published after which regimen, and when: the one list that figures and misses take them from."""

from __future__ import annotations

from typing import NamedTuple

from ketlessons.evidence import regimen


class Sample(NamedTuple):
    """A published level: evidence row, regimen, and minutes since its start."""

    row: str
    regimen: str
    minute: float


# Peaks of the nasal study have no time of their own, so they stand where that study's set has its own. Peaks of the six
# patients stand at their own mean times: rows oral_tmax_chong and sublingual_tmax_chong.
_SAMPLES = (
    Sample("antidepressant_total_ng_ml", "iv_infusion", 40.0),
    Sample("infusion_40min_mean_lenze", "iv_infusion", 40.0),
    *(Sample(f"iv_half_{minute}min", "iv_half", float(minute)) for minute in (5, 10, 15, 30)),
    Sample("conc_s_arterial_after_50", "iv_s_infusion", 20.0),
    Sample("conc_s_arterial_after_100", "iv_s_infusion", 20.0),
    Sample("im_half_cmax", "im_half", 30.0),
    Sample("nasal_cmax_28", "nasal_28", 36.0),
    Sample("nasal_cmax_56", "nasal_56", 41.0),
    Sample("nasal_cmax_84", "nasal_84", 44.0),
    Sample("oral_cmax_chong", "oral_25", 57.6),
    Sample("sublingual_cmax_chong", "sublingual_25", 45.6),
    Sample("conc_bolus_5min_label", "iv_bolus_label", 5.0),
    Sample("conc_im_15min_label", "im_label", 15.0),
)


def samples(regimen_id: str) -> tuple[Sample, ...]:
    """Return the levels that were published after a regimen.

    Parameters
    ----------
    regimen_id : str
        A regimen of the evidence table.

    Returns
    -------
    tuple of Sample
        By time; empty where none is in the tables.

    Raises
    ------
    UnknownFact
        If there is no such regimen.

    Examples
    --------
    >>> [sample.minute for sample in samples("iv_half")]
    [5.0, 10.0, 15.0, 30.0]
    """
    id = regimen(regimen_id).id
    return tuple(sample for sample in _SAMPLES if sample.regimen == id)


def sample(row: str) -> Sample:
    """Return the one sample of a row."""
    (found,) = (sample for sample in _SAMPLES if sample.row == row)
    return found
