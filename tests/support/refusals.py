"""How every bad value is answered: with the argument's name, the value and the allowed range."""

import pytest


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
