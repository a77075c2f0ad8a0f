"""The console script. It handles Ctrl-C before anything else, so that Python prints no traceback.

The module stands beside the package, because Python runs `genden_cli/__init__.py` before any module of the package.
`_signal` is the part of `signal` that is built in. Until this module runs, Python itself handles Ctrl-C.
"""

import _signal  # type: ignore[import-not-found] # typeshed does not know it
from os import _exit

if _signal.getsignal(_signal.SIGINT) != _signal.SIG_IGN:
    _signal.signal(_signal.SIGINT, lambda number, _: _exit(128 + number))

from genden_cli.console import run

__all__ = ["run"]
