"""The check of a learner's own decay: what it says besides right and wrong. For the answers see `test_answers`."""

from ketlessons import check, evidence, published


def halves(start_ng_ml, half_life_h, time_h):
    return start_ng_ml * 0.5 ** (time_h / half_life_h)


def test_the_praise_of_a_decay_holds_published_numbers_and_the_miss_of_one_compartment():
    words = repr(check.decay(halves))
    start, half = evidence.value("idvall_recovery_ng_ml"), evidence.value("ketamine_half_life_idvall")
    assert f"From {start:.0f} ng/mL" in words
    assert f"leaves {start / 4:.0f} ng/mL" in words
    assert f"{half:.0f} min" in words
    course = published.trace("iv_infusion")
    alone = halves(float(course.cmax_ng_ml), float(course.half_life_h), 24 - float(course.tmax_h))
    assert f"would leave {alone:.0f} ng/mL" in words
    assert f"leaves {float(course.at(24.0)[0]):.1f} ng/mL" in words
    assert alone > 10 * float(course.at(24.0)[0])
