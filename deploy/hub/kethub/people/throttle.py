"""How often may somebody try a password? Five times at once, then after a wait that doubles with each further failure.

Counted are failures for a name from one address; for a name from anywhere, with more tries, so that nobody can lock a
classmate out with five; and from one address for any name, with more again, as a whole school may share an address.
Time is that of a clock which nobody sets.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FREE = {"both": 5, "name": 50, "address": 200}
FIRST_WAIT_S, LONGEST_WAIT_S = 30.0, 600.0
FORGOTTEN_S = 3600.0


def asked_from(forwarded: str, behind_https: bool) -> str:
    """Return the address that somebody asks from, as the proxy saw it, and not as a browser may claim.

    The proxy adds the address it sees at the end. What stands before that, or in other headers, anybody may have
    written; only where another web server of this machine stands before the proxy, the last but one is that server's.
    """
    said = [one.strip() for one in forwarded.split(",")]
    return said[-2] if behind_https and len(said) > 1 else said[-1]


class Throttle:
    """Counts failed log-ins, and says how long to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._failures: dict[tuple[str, str, str], tuple[int, float]] = {}

    @staticmethod
    def _keys(name: str, address: str) -> list[tuple[str, str, str]]:
        return [("both", name, address), ("name", name, ""), ("address", "", address)]

    def wait_s(self, name: str, address: str) -> float:
        """Return for how many seconds no password is looked at; 0 if it is looked at now."""
        now, longest = self._clock(), 0.0
        for key in self._keys(name, address):
            count, last = self._failures.get(key, (0, now))
            over = count - FREE[key[0]]
            if over >= 0:
                wait = min(FIRST_WAIT_S * 2 ** min(over, 10), LONGEST_WAIT_S)
                longest = max(longest, last + wait - now)
        return longest

    def failed(self, name: str, address: str) -> None:
        """Count a failure."""
        now = self._clock()
        self._failures = {key: held for key, held in self._failures.items() if now - held[1] < FORGOTTEN_S}
        for key in self._keys(name, address):
            self._failures[key] = (self._failures.get(key, (0, now))[0] + 1, now)

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of a name from an address. Those from elsewhere stay."""
        self._failures.pop(("both", name, address), None)
