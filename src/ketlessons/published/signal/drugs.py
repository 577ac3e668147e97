"""Which other drugs at NMDA receptors ask whether block is enough? The row of them, in its order."""

from __future__ import annotations

from functools import cache

from ketlessons.evidence.topics.signal import OtherDrug, other_drug

#: By what they do to the receptor, the largest trial first. A drug added to the table enters no picture unasked.
ROW = (
    "drug_lanicemine",
    "drug_esmethadone",
    "drug_arketamine",
    "drug_memantine",
    "drug_cerc301",
    "drug_onfasprodil",
    "drug_cp101606",
    "drug_mk0657",
    "drug_rapastinel",
    "drug_axs05",
    "drug_n2o",
)


@cache
def other_drugs() -> tuple[OtherDrug, ...]:
    """Return the drugs in the order of the row."""
    return tuple(other_drug(id) for id in ROW)
