"""Can a name of a student ever be that of another account, a path, or an option of a program?"""

import pytest
from kethub import names


@pytest.mark.parametrize("name", ["anna", "anna-b", "group3", "a1", "a" * 24, "x-1-y"])
def test_names_for_a_class(name):
    assert names.checked(name) == name
    assert names.account(name, "kl-") == f"kl-{name}"


@pytest.mark.parametrize(
    "name",
    ["", "a", "a" * 25, "Anna", "änna", "anna b", "anna/b", "../anna", "..", ".anna", "-anna", "anna-", "anna--b",
     "1anna", "anna\n", "anna\0", "anna;id", "$(id)", "anna.b", "anna_b", "root:x", "аnna", "anna\u200b"],
)  # fmt: skip
def test_what_no_student_may_be_called(name):
    with pytest.raises(ValueError, match="cannot be a name"):
        names.account(name, "kl-")


@pytest.mark.parametrize("prefix", ["", "kl", "-", "KL-", "kl-x-", "longerthan-", "k/-", "1k-"])
def test_accounts_always_have_a_prefix_with_a_hyphen(prefix):
    with pytest.raises(ValueError, match="cannot begin accounts"):
        names.account("anna", prefix)


def test_an_account_fits_what_linux_takes_and_the_proxy_is_no_student():
    assert len(names.account("a" * names.LONGEST, "kettles-")) == 32
    assert "-" not in names.proxy_account("kl-")
    assert "-" in names.account("proxy", "kl-")
