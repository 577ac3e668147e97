"""Which findings are shown together in the lesson on what follows the block? Rows of the table ``signal`` and its like.

A row that is added to a table stands in no lesson until it is named here.
"""

from __future__ import annotations

from types import MappingProxyType

from ketlessons.models import checks

#: What is shown together.
GROUPS = MappingProxyType(
    {
        "cells": (
            "sig_interneuron_fall",
            "sig_gaba_glun2b",
            "sig_sst_suppressed",
            "sig_pv_not_needed",
            "sig_direct_glun2b",
            "sig_switch",
            "sig_monkey_lower_ei",
        ),
        "glutamate": (
            "sig_glu_rat_up",
            "sig_glu_rat_none",
            "sig_glu_rat_down",
            "sig_13c_glutamine",
            "sig_mrs_milak_glx",
            "sig_mrs_milak_gaba",
            "sig_mrs_rowland",
            "sig_mrs_stone",
            "sig_mrs_kraguljac",
            "sig_jelen_glx",
            "sig_mrs_taylor",
            "sig_mrs_bojesen",
            "sig_mrs_pcc_3h",
            "sig_mrs_7t_24h",
            "sig_lamotrigine_symptoms",
            "sig_lamotrigine_patients",
        ),
        "dopamine": (
            "sig_da_cortex",
            "sig_da_striatum",
            "sig_da_accumbens",
            "sig_da_d1_mice",
            "sig_da_breier",
            "sig_da_vollenweider_vs",
            "sig_da_aalto",
        ),
        "synapses": (
            "sig_rapa_24h",
            "sig_rapa_resp",
            "sig_rapa_resp_pbo",
            "sig_rapa_rem",
            "sig_rapa_rem_pbo",
            "sig_spines_later",
            "sig_sv2a_human",
        ),
        "opioids": (
            "mu_opioid_ki",
            "kappa_opioid_ki",
            "sig_opi_williams_n",
            "sig_opi_williams_resp",
            "sig_opi_reply",
            "sig_opi_jelen_madrs",
            "sig_opi_jelen_size",
            "sig_opi_yoon2019",
            "sig_opi_yoon2025",
            "sig_opi_mice_no",
            "sig_opi_rat_sex",
            "sig_opi_rat_held",
        ),
        "monoamines": (
            "sig_sert_human",
            "sig_sert_human_high",
            "sig_sert_monkey",
            "sig_pcpa_rat",
            "sig_pcpa_fsl",
            "sig_5ht1b_human",
        ),
        "older drugs": (
            "sert_first_dose_4h",
            "sert_minimum_dose",
            "sig_harmer_hv",
            "sig_harmer_mdd",
            "sig_desens_critique",
            "sig_moncrieff_n",
            "sig_sert_scans_pooled",
            "sig_moncrieff_5hiaa",
            "sig_jauhar",
        ),
    }
)


def followed(*groups: str) -> tuple[str, ...]:
    """Return the names of the rows of some groups, or of all.

    Parameters
    ----------
    *groups : {"cells", "glutamate", "dopamine", "synapses", "opioids", "monoamines", "older drugs"}
        Which; none for all of them.

    Returns
    -------
    tuple of str
        To be given to `evidence.fact_table`.

    Examples
    --------
    >>> followed("synapses")[0], len(followed()) == sum(map(len, GROUPS.values()))
    ('sig_rapa_24h', True)
    """
    return tuple(id for one in checks.checked_choices("groups", groups, tuple(GROUPS)) for id in GROUPS[one])
