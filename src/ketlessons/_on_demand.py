"""How does a package offer many names and load only what is asked for?

A lesson uses a few explorers and a few models out of many. A package that names the module of each of its public names
loads that module when the name is first used: `from package import name`, `package.name`, `dir` and completion work as
if everything had been loaded at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from sys import modules
from types import MappingProxyType, ModuleType
from typing import Any


class _Package(ModuleType):
    """A package in which a public name stays what it is when a module of the same name is loaded.

    Python makes a module that is loaded an attribute of its package: `evidence.uses` would be the function until
    somebody imports the module `ketlessons.evidence.topics.uses`, and the module from then on.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.__dict__["_on_demand"] or value is not modules.get(f"{self.__name__}.{name}"):
            super().__setattr__(name, value)


def homes_of(package: str, left: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return, for names that a package offers no longer, what to write to have them from the modules that hold them.

    >>> homes_of("package", {"wing.module": ("name",)})
    {'name': 'write from package.wing.module import name'}
    """
    return {name: f"write from {package}.{home} import {name}" for home, names in left.items() for name in names}


def on_demand(
    package: str,
    homes: Mapping[str, Iterable[str]],
    moved: Mapping[str, str] = MappingProxyType({}),
    within: str = "",
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a package.

    Parameters
    ----------
    package : str
        The package's `__name__`.
    homes : mapping of str to iterable of str
        Modules of this package, such as "wing.module", and the public names that each holds. A module of another
        package cannot be named, so the direction of imports stays where `lint-imports` sees it: in the modules
        themselves. A public name may be that of a module; then it means what the module holds, as always.
    moved : mapping of str to str, optional
        Names that were public here once, and in words what to do now.
    within : str, optional
        The package whose modules are named, where it is not the one that offers the names; `lint-imports` sees this
        import among those for who checks types.

    Returns
    -------
    tuple of two functions
        To be called `__getattr__` and `__dir__` in the package. The first raises AttributeError for any other name, and
        says of one that has moved what to do.
    """
    home_of = {name: home for home, names in homes.items() for name in names}
    if not home_of.keys().isdisjoint(homes):
        modules[package].__dict__["_on_demand"] = home_of
        modules[package].__class__ = _Package

    def load(name: str) -> Any:
        if name not in home_of:
            now = f"; {moved[name]}" if name in moved else ""
            # With both, Python proposes a name that is alike, as it does where all are there.
            wrong = f"module {package!r} has no attribute {name!r}{now}"
            raise AttributeError(wrong, name=name, obj=modules[package])
        found = getattr(import_module(f"{within or package}.{home_of[name]}"), name)
        # From now on the name is an ordinary one, and this function is not called for it again.
        setattr(modules[package], name, found)
        return found

    def listed() -> list[str]:
        return sorted({*vars(modules[package]), *home_of})

    return load, listed
