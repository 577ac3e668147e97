"""What the tests of the receptor's figures share: how to ask a figure, and the Hill equation as the papers print it."""

import pytest


@pytest.fixture(scope="session")
def shown():
    """Set an explorer and return what it says: its sentence, its case, its numbers, its rows."""

    def at(explorer, **setting):
        explorer.set(**setting)
        return explorer.figure.update(**explorer.values)

    return at


@pytest.fixture(scope="session")
def by_hand():
    """Return a setting if a hand can give it: Python may also set what lies between the steps of a slider."""

    def checked(explorer, setting):
        for control in explorer.controls:
            allowed = getattr(control, "grid", None) or control.sweep()
            assert setting.get(control.name, control.value) in allowed, control.name
        return setting

    return checked


@pytest.fixture(scope="session")
def hill():
    return lambda conc_um, ic50_um, slope: conc_um**slope / (conc_um**slope + ic50_um**slope)
