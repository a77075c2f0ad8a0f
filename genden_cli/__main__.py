"""Run genden as ``python -m genden_cli``."""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the working directory: no code is loaded from beside the data

    from genden_cli import console

    console.run()
