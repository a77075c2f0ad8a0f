"""Print a source in a style of the Citation Style Language with the citation processor of pandoc."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any, Final

from genden_cli.errors import WrongUsage
from genden_cli.text.sanitize import json_text, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS: Final = 60
_NOTE: Final = re.compile(r"\[1\]\s*")


def find() -> str | None:
    """Return the path of pandoc, or None if it is not installed."""
    return shutil.which("pandoc")


def reference(program: str, item: Mapping[str, Any], style: bytes, name: str) -> str:
    """Return the entry of a bibliography for a CSL item, or the note if the style has no entry for it.

    ``program`` is the path of pandoc, ``name`` the name of the style for messages. Raise `WrongUsage` if pandoc cannot
    use the style. A style that depends on another is refused: pandoc would fetch the other from the network.
    """
    if b"independent-parent" in style:
        raise WrongUsage(f"{name} depends on another style", hints=("name the style that it depends on",))
    with tempfile.TemporaryDirectory(prefix="genden-") as folder:
        csl, sources = os.path.join(folder, "style.csl"), os.path.join(folder, "item.json")
        with open(csl, "wb") as file:
            file.write(style)
        with open(sources, "w", encoding="utf-8") as text:
            text.write(json_text([item]))
        entry = _run(program, name, "--from=csljson", f"--csl={csl}", sources)
        if entry:
            return entry
        cited = (f"--csl={csl}", f"--bibliography={sources}", "--metadata=suppress-bibliography")
        return _NOTE.sub("", _run(program, name, "--from=markdown", *cited, text=f"[@{item['id']}]"))


def _run(program: str, name: str, *options: str, text: str = "") -> str:
    """Return what pandoc prints."""
    command = [program, "--to=plain", "--wrap=none", "--citeproc", *options]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 -- no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WrongUsage(f"pandoc does not answer: {type(error).__name__}") from None
    if done.returncode:
        said = sanitize_line(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
        raise WrongUsage(f"pandoc cannot use the style {name}: {said}")
    return " ".join(done.stdout.decode("utf-8", "replace").split())
