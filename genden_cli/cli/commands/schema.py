"""``genden schema``."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.output.stream import opened
from genden_cli.text.sanitize import json_text


def schema(
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", autocompletion=completers.files, help="Write the schema to a file."
        ),
    ] = None,
) -> None:
    """Print the format of a fact base as JSON Schema (draft-07), for editors that complete and check YAML.

    An editor uses the schema if the first line of a fact base is # yaml-language-server: $schema=FILE.
    """
    from genden_cli.json_schema import json_schema  # noqa: PLC0415 -- brings the loader with it

    with opened(output, never="") as out:
        out(json_text(json_schema(), indent=2) + "\n")
