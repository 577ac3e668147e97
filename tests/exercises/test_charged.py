"""The check of a learner's own charged share: what it says besides right. For the answers see `test_answers`."""

import math

from ketlessons import check, evidence


def right(ph, pka):
    return 1 / (1 + 10 ** (ph - pka))


def test_the_praise_holds_the_share_in_blood_and_in_the_vial():
    words = repr(check.charged(right))
    pka = evidence.value("ketamine_pka")
    assert pka == 7.5
    in_blood = math.exp(-math.log(10) * 7.4) / (math.exp(-math.log(10) * 7.4) + math.exp(-math.log(10) * pka))
    assert f"it gives {in_blood:.3f} at the pH of blood" in words
    assert "0.557" in words
    vial = evidence.fact("injection_ph")
    assert (vial.low, vial.high) == (3.5, 5.5)
    assert "at pH 3.5 to 5.5" in words
    assert "it gives 99 % or more" in words
