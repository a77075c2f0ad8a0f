"""The console script. It sets the signal handlers before it loads anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import signals
from genden_cli.cli import main

if TYPE_CHECKING:
    from typing import Never

signals.end_process_on_signals()


def run() -> Never:
    """Run the program."""
    main.run()
