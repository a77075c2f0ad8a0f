"""Lazy imports: a module of this package runs when one of its names is first used, not when it is imported.

``from genden_cli.query.records import claims`` costs next to nothing; the first ``claims.something`` loads the module.
``from genden_cli.words import VERDICTS`` uses a name, so it loads the module at once. So write all imports at the top
of the file. Import a module that few commands need as a module, not a name from it. Import a slow library only in such
modules.

The mechanism is `importlib.util.LazyLoader`. It is limited to this package, and in the console script to some modules
of Python: other libraries are not written for it. The finder looks only where a module of this package must be. That is
faster than the usual search along ``sys.path``.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import LazyLoader, spec_from_file_location
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

_OURS: Final = f"{__package__}."

SELDOM_USED: Final = frozenset({"bz2", "ipaddress", "locale", "lzma", "textwrap"})
"""Modules of Python that Typer, Rich and what these import name, and that hardly a command uses."""


class ModuleLoader(SourceFileLoader):
    """Loads a module from its source file, as usual; ``__file__`` is set when the module runs, and not before."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        module.__file__ = self.path
        super().exec_module(module)


class LazyFinder:
    """Finds the modules of this package and defers their execution; packages and ``__main__`` run at once."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        """Return where a module of this package is, or None for what the usual finders have to look for."""
        del target
        if not path or not name.startswith(_OURS) or name == f"{_OURS}__main__":
            return None
        place = os.path.join(path[0], name.rpartition(".")[2])
        file = f"{place}.py"
        if os.path.exists(file):
            return ModuleSpec(name, LazyLoader(ModuleLoader(name, file)), origin=file)
        file = os.path.join(place, "__init__.py")
        if os.path.exists(file):
            return spec_from_file_location(name, file, submodule_search_locations=[place])
        return None


class SeldomUsedFinder:
    """Finds the modules of `SELDOM_USED`, as Python does, and defers their execution."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where such a module is; None for any other module."""
        spec = PathFinder.find_spec(name, path, target) if name in SELDOM_USED else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def install() -> None:
    """Make the imports of this package lazy from here on."""
    sys.meta_path.insert(0, LazyFinder)  # a class serves as a finder, as `PathFinder` does


def postpone() -> None:
    """From here on, load the modules of `SELDOM_USED` when they are first used, not when a library imports them."""
    sys.meta_path.insert(0, SeldomUsedFinder)
