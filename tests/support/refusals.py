"""How every bad value is answered: with the argument's name, the value and the allowed range; and who answers so."""

import importlib
import inspect
import pkgutil

import pytest

#: What the docstring of a package says once, for all that it holds.
SAID_ONCE = ("not finite", "out of range", "not whole", "do not broadcast", "lengths differ", "among those listed")


def documented(package):
    """Yield what the modules of a package make that says what it takes: functions, classes and their methods."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, thing in vars(importlib.import_module(found.name)).items():
            thing = inspect.unwrap(thing) if callable(thing) else thing
            if name.startswith("_") or getattr(thing, "__module__", None) != found.name:
                continue
            yield from (one for one in (thing, *_methods(thing)) if "\nParameters\n" in (inspect.getdoc(one) or ""))


def _methods(thing):
    members = vars(thing).items() if inspect.isclass(thing) else ()
    return [member for name, member in members if inspect.isfunction(member) and not name.startswith("_")]


def checks_something(thing):
    """Return whether something may refuse what it is given; a plain record that checks nothing may not."""
    return not inspect.isclass(thing) or "__post_init__" in vars(thing)


def not_held(package, cases):
    """Return what takes values and is in no case: its first argument's bad values might pass unnoticed."""
    held = {getattr(inspect.unwrap(case[0]), "__func__", inspect.unwrap(case[0])) for case in cases}
    return {one.__qualname__ for one in documented(package) if checks_something(one) and one not in held}


def repeats_the_rule(thing):
    """Return whether a docstring repeats, as what it raises, what its package says once for all."""
    _, _, raises = (inspect.getdoc(thing) or "").partition("\nRaises\n")
    raises = raises.split("\n\n")[0]
    return any(words in raises for words in SAID_ONCE)


@pytest.fixture(scope="session")
def refuses():
    """Check that one bad value is answered with the argument's name, the value and the allowed range."""

    def check(function, good, name, bad, shown, allowed):
        function(**good)  # the rest of the call is fine
        with pytest.raises(ValueError) as problem:  # noqa: PT011 - the message is checked part by part below
            function(**(good | {name: bad}))
        message = str(problem.value)
        assert message.startswith(name)
        assert allowed in message
        assert shown in message.removeprefix(name).replace(allowed, "")

    return check
