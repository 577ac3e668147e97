"""Which names may students have? A name becomes an account of the system, a folder and a part of an address.

So a name is lower-case letters of English, digits and single hyphens between them, begins with a letter, and leaves
room for the prefix of its account. All accounts have the prefix: no name is that of an account which was there before.
"""

from __future__ import annotations

import re

#: useradd takes 32 characters at most; the longest prefix is 8.
LONGEST = 24
NAME = re.compile(r"[a-z](?:-?[a-z0-9])*")
PREFIX = re.compile(r"[a-z][a-z0-9]{0,6}-")
RULE = (
    f"A name has 2 to {LONGEST} characters: small letters without accents, digits, and hyphens between them, "
    "such as anna-b or group3."
)


def is_name(name: str) -> bool:
    """Return whether a student or a teacher may be called so."""
    return 2 <= len(name) <= LONGEST and NAME.fullmatch(name) is not None


def checked(name: str) -> str:
    """Return a name that may be used.

    Raises
    ------
    ValueError
        If nobody may be called so.
    """
    if not is_name(name):
        raise ValueError(f"{name!r} cannot be a name here. {RULE}")
    return name


def account(name: str, prefix: str) -> str:
    """Return the account of the system under which a student's programs run.

    Raises
    ------
    ValueError
        If the name or the prefix does not fit.
    """
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!r} cannot begin accounts: 1 to 7 small letters and digits, and a hyphen")
    return prefix + checked(name)


def proxy_account(prefix: str) -> str:
    """Return the account of the proxy. It has no hyphen, so no student's account is called so."""
    return prefix.rstrip("-") + "proxy"
