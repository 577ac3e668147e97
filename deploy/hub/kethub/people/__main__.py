"""Who has an account? Called by the commands of root, with the environment of the release: names in, passwords out."""

from __future__ import annotations

import secrets
import sys

import bcrypt
from nativeauthenticator.orm import UserInfo
from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session

from kethub import names
from kethub.places import Places

#: Without those that look like others on paper.
LETTERS = "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY3479"
LENGTH = 12


def password() -> str:
    """Return a password that nobody guesses, in three groups of letters that can be read out."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, LENGTH, 4))


def renew(places: Places, whom: list[str]) -> list[tuple[str, str]]:
    """Give each a new password and approval, and an account if there is none; return names and passwords.

    A database that the hub has not made yet is left to the hub: one that holds only accounts looks to it like an old
    one that wants an upgrade.
    """
    engine = create_engine(f"sqlite:///{places.database}", connect_args={"timeout": 30})
    if not places.database.exists() or not inspect(engine).has_table("users"):
        raise ValueError("the hub has not run yet: start it once, then give passwords")
    UserInfo.__table__.create(engine, checkfirst=True)
    drawn = [(name, password()) for name in map(names.checked, dict.fromkeys(whom))]
    with Session(engine) as session:
        for name, word in drawn:
            held = bcrypt.hashpw(word.encode(), bcrypt.gensalt())
            found = UserInfo.find(session, name)
            if found is None:
                session.add(UserInfo(username=name, password=held, is_authorized=True))
            else:
                found.password, found.is_authorized = held, True
        session.commit()
    return drawn


def forget(places: Places, name: str) -> bool:
    """Take somebody's account away, also one that was never used; return whether there was one."""
    engine = create_engine(f"sqlite:///{places.database}", connect_args={"timeout": 30})
    if not places.database.exists() or not inspect(engine).has_table(UserInfo.__tablename__):
        return False
    with Session(engine) as session:
        found = UserInfo.find(session, names.checked(name))
        if found is not None:
            session.delete(found)
            session.commit()
        return found is not None


if __name__ == "__main__":
    try:
        if sys.argv[1:2] == ["--forget"]:
            sys.exit(0 if forget(Places.here(), sys.argv[2]) else 3)
        for name, word in renew(Places.here(), sys.argv[1:]):
            print(f"{name}\t{word}")
    except ValueError as error:
        sys.exit(str(error))
