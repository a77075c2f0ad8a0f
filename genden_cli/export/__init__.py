"""The whole fact base in the formats of other tools, one module a format.

To add a format, write a module in this package with a function ``export(connection, target)``, and add a line to
`FORMATS`. The function must

* sanitize every text of the base (`genden_cli.text.sanitize`) and escape it as the format demands. No text may break
  the file or act on its reader;
* stream: read one record at a time and write as it goes. A format that needs the whole base says so in its module;
* write with `Target.write`. It protects the fact base, reports errors of disks and pipes, and keeps an old file if the
  export fails. A format that is not text is ``binary`` and replaces `Target.path` itself, with `source.replace`.
"""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.stream import opened
from genden_cli.source import inputs
from genden_cli.text.command_line import quoted
from genden_cli.text.english import join_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping


class Exporter(NamedTuple):
    """The properties of a format that the command needs.

    ``parts`` are the choices of ``--of``; the first is the default. A ``binary`` format needs the option ``-o``. Files
    usually have the ``ending``. ``options`` are the options that few formats take. A format that is ``files`` writes
    into a folder. Its ``module`` has the name of the format, unless another is given.
    """

    ending: str
    parts: tuple[str, ...] = ()
    binary: bool = False
    options: tuple[str, ...] = ()
    files: bool = False
    module: str = ""


FORMATS: Final = {
    "html": Exporter(".html", options=("claim", "url", "text", "picture"), module="html.page"),
    "site": Exporter("", options=("claim", "url"), files=True, module="site.site"),
    "markdown": Exporter(".md"),
    "json": Exporter(".json"),
    "yaml": Exporter(".yaml"),
    "sqlite": Exporter(".db", binary=True),
    "csl": Exporter(".json"),
    "biblatex": Exporter(".bib"),
    "claimreview": Exporter(".json", options=("url",)),
    "timelinejs": Exporter(".json", options=("url",)),
    "mermaid": Exporter(".mmd", parts=("people", "sources"), options=("person", "steps")),
    "svg": Exporter(".svg", options=("person", "steps")),
}
"""The formats by name."""

PARTS: Final = tuple(dict.fromkeys(part for each in FORMATS.values() for part in each.parts))
"""The parts of a base that can be exported alone, by some format."""


_AT_ONCE: Final = 100
"""The number of chunks that are written at once."""

STEPS: Final = 2
"""The usual number of relations from a person to the last people in a picture."""


class ExaminedText(NamedTuple):
    """The text of an examined document."""

    source: str
    text: str


class Target(NamedTuple):
    """The target of an export; ``path`` is None for standard output, and ``part`` is "" for the whole base.

    ``base_file`` is the fact base: no export overwrites it. ``claims`` are the ids of the claims to export, all if
    there are none. ``url`` is the address at which a page is published, ``text`` the text that it shows with notes,
    ``picture`` the file of the picture that a link to it shows. ``person`` is the id of the person around whom a
    picture of people is drawn, with all who are at most ``steps`` relations away.
    """

    path: str | None
    base_file: str
    part: str = ""
    pager: bool = False
    claims: tuple[str, ...] = ()
    url: str | None = None
    text: ExaminedText | None = None
    picture: str | None = None
    person: str | None = None
    steps: int = STEPS

    def write(self, chunks: Iterable[str]) -> None:
        """Write text as it comes."""
        with opened(self.path, never=self.base_file, pager=self.pager) as out:
            left = iter(chunks)
            while some := list(islice(left, _AT_ONCE)):
                out("".join(some))


def parts_help() -> str:
    """Return the choices of ``--of``, format by format, for a help text."""
    with_parts = {name: each.parts for name, each in FORMATS.items() if each.parts}
    return "; ".join(f"{name}: {', '.join(parts)}" for name, parts in with_parts.items())


def target(  # noqa: PLR0913 -- the options of the command
    name: str,
    part: str | None,
    *,
    folder: str | None = None,
    output: str | None,
    base_file: str,
    terminal: bool = False,
) -> Target:
    """Return the target of an export; raise `WrongUsage` if the format lacks the part, or needs a file or a folder.

    On a ``terminal`` each format needs a file; ``-o -`` prints it all the same.
    """
    exporter = FORMATS[name]
    if exporter.files or folder is not None:
        return Target(_folder(name, folder, output), base_file)
    if part is not None and part not in exporter.parts:
        able = " and ".join(each for each, other in FORMATS.items() if part in other.parts)
        raise WrongUsage(f"--of {part}: only {able} can export a part of the base")
    if exporter.binary and output in (None, inputs.STDIN):
        raise WrongUsage("a database cannot be printed", hints=("name a file with -o",))
    if terminal and output is None:
        hints = (f"name a file: genden export {name} -o facts{exporter.ending}", "-o - prints it all the same")
        raise WrongUsage(f"an export in {name} is too long for a terminal", hints=hints)
    return Target(output, base_file, part or next(iter(exporter.parts), ""))


def check_options(name: str, given: Mapping[str, object]) -> None:
    """Raise `WrongUsage` for an option with a value that the format does not take."""
    for option, value in given.items():
        if value and option not in FORMATS[name].options:
            able = join_words([each for each, other in FORMATS.items() if option in other.options])
            raise WrongUsage(f"--{option}: only {able} can use it")


def _folder(name: str, folder: str | None, output: str | None) -> str:
    """Return the folder of an export into several files; raise `WrongUsage` if there is none, or it is no use."""
    if not FORMATS[name].files:
        able = " and ".join(each for each, other in FORMATS.items() if other.files)
        hints = (f"name the file with -o: genden export {name} -o {quoted(folder or '')}",)
        raise WrongUsage(f"{name} is one file; only {able} writes a folder", hints=hints)
    if output is not None:
        raise WrongUsage(f"{name} writes a folder, not a file", hints=(f"genden export {name} FOLDER",))
    if not folder:
        raise WrongUsage(f"{name} needs a folder", hints=(f"genden export {name} FOLDER",))
    return folder


def export(name: str, connection: sqlite3.Connection, to: Target) -> None:
    """Write the fact base in a format. Raise `Unwritable` if writing fails."""
    import_module(f"{__name__}.{FORMATS[name].module or name}").export(connection, to)
