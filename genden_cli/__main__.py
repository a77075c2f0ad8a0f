"""Run genden as ``python -m genden_cli``."""

from genden_cli.cli.main import run

if __name__ == "__main__":
    run()
