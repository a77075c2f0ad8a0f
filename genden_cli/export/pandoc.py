"""Cite sources in a style of the Citation Style Language with the citation processor of pandoc.

The program is that on the ``PATH``, else that of the package pypandoc-binary. pandoc reads CSL-JSON, or a document of
one paragraph a citation, and writes it as JSON.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from genden_cli.errors import WrongUsage
from genden_cli.export.runs import Run
from genden_cli.named_tuple import NamedTuple
from genden_cli.text.sanitize import json_text, safe_link, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SECONDS: Final = 60
_READER: Final = "--from=markdown_strict+citations+all_symbols_escapable"
_MARKS: Final = {
    "Emph": "italic",
    "Underline": "italic",
    "Strong": "bold",
    "SmallCaps": "caps",
    "Superscript": "sup",
    "Subscript": "sub",
}
_SIGNS: Final = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")


class Cited(NamedTuple):
    """The text of each citation, and the entries of the bibliography by source, in the order of the style."""

    notes: tuple[tuple[Run, ...], ...]
    entries: Mapping[str, tuple[Run, ...]]


def find() -> str | None:
    """Return the path of pandoc, or None if it is not installed."""
    return shutil.which("pandoc") or packaged()


def packaged() -> str | None:
    """Return the path of the program in pypandoc-binary, or None. The package is not imported."""
    package = find_spec("pypandoc")
    for folder in (package and package.submodule_search_locations) or ():
        if found := shutil.which("pandoc", path=os.path.join(folder, "files")):
            return found
    return None


def bibliography(
    program: str, items: Sequence[Mapping[str, Any]], style: bytes, name: str
) -> Mapping[str, tuple[Run, ...]]:
    """Return the entries of CSL items, in the order of the style; raise as `cited`."""
    return _process(program, items, "--from=csljson", json_text(items), style, name).entries


def cited(
    program: str, items: Sequence[Mapping[str, Any]], citations: Iterable[tuple[str, str]], style: bytes, name: str
) -> Cited:
    """Return the citations of CSL items. A citation is the id of an item and a place in it, such as ``p. 30``.

    ``program`` is the path of pandoc, ``name`` the name of the style for messages. Raise `WrongUsage` if pandoc cannot
    use the style. A style that depends on another is refused: pandoc would fetch the other from the network.
    """
    return _process(program, items, _READER, "\n\n".join(map(_citation, citations)), style, name)


def _process(  # noqa: PLR0913, PLR0917 -- the parts of one command
    program: str, items: Sequence[Mapping[str, Any]], reader: str, text: str, style: bytes, name: str
) -> Cited:
    """Return what pandoc makes of a text."""
    if b"independent-parent" in style:
        raise WrongUsage(f"{name} depends on another style", hints=("name the style that it depends on",))
    with tempfile.TemporaryDirectory(prefix="genden-") as folder:
        csl, sources = os.path.join(folder, "style.csl"), os.path.join(folder, "items.json")
        with open(csl, "wb") as style_file:
            style_file.write(style)
        with open(sources, "w", encoding="utf-8") as items_file:
            items_file.write(json_text(items))
        given = (f"--bibliography={sources}",) if reader == _READER else ()
        command = (program, reader, "--to=json", "--citeproc", f"--csl={csl}", *given)
        return _read(_run(command, text, name))


def _citation(citation: tuple[str, str]) -> str:
    id_, place = citation
    escaped = _PUNCTUATION.sub(r"\\\1", sanitize_line(place))
    return f"[@{id_}, {{{escaped}}}]" if place else f"[@{id_}]"


def _run(command: Sequence[str], text: str, name: str) -> Any:
    """Return the document that pandoc writes."""
    import json

    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 -- no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WrongUsage(f"pandoc does not answer: {type(error).__name__}") from None
    if done.returncode:
        said = sanitize_line(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0])
        raise WrongUsage(f"pandoc cannot use the style {name}: {said}")
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise WrongUsage(f"pandoc cannot use the style {name}: it writes no document") from None


def _read(document: Any) -> Cited:
    """Return the citations and the bibliography of a document."""
    notes, entries = [], {}
    for block in document["blocks"]:
        if block["t"] == "Div":
            entries = {
                each["c"][0][0].removeprefix("ref-"): _line(_runs(each["c"][1]))
                for each in block["c"][1]
                if each["t"] == "Div"
            }
        else:
            notes.append(_line(_runs([block])))
    return Cited(tuple(notes), entries)


def _runs(nodes: Iterable[Any], marks: tuple[str, ...] = (), link: str | None = None) -> Iterator[Run]:
    """Yield the runs of inlines, or of the blocks that hold them. Text in a markup language is left out."""
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind in _SIGNS:
            yield Run(_SIGNS[kind], marks, link)
        elif kind == "Str":
            yield Run(sanitize_line(content), marks, link)
        elif kind == "Quoted":
            left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            yield from (Run(left, marks, link), *_runs(content[1], marks, link), Run(right, marks, link))
        elif kind == "Link":
            yield from _runs(content[1], marks, safe_link(content[2][0]))
        elif kind in ("Cite", "Span", "Div"):
            yield from _runs(content[1], _span_marks(content[0], marks), link)
            yield from (Run(" ", marks),) * (kind == "Div" or _is_block(content[0]))
        elif kind in _MARKS:
            yield from _runs(content, _toggled(marks, _MARKS[kind]), link)
        elif kind in ("Para", "Plain", "Note", "Strikeout"):
            yield from _runs(content, marks, link)


def _is_block(attributes: Any) -> bool:
    """Tell whether a span has a line or a column of its own."""
    classes = attributes[1] if len(attributes) > 1 and isinstance(attributes[1], list) else ()
    return any(each in ("csl-block", "csl-indent", "csl-left-margin") for each in classes)


def _span_marks(attributes: Any, marks: tuple[str, ...]) -> tuple[str, ...]:
    """Return the marks within a span: some versions write small capitals as a class."""
    classes = attributes[1] if len(attributes) > 1 and isinstance(attributes[1], list) else ()
    return _toggled(marks, "caps") if "smallcaps" in classes and "caps" not in marks else marks


def _toggled(marks: tuple[str, ...], mark: str) -> tuple[str, ...]:
    return marks if mark in marks else (*marks, mark)


def _line(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs as one line: equal neighbours joined, one space between words, none at the ends."""
    joined: list[Run] = []
    for each in runs:
        before = joined[-1].text if joined else " "
        text = re.sub(" +", " ", each.text)
        text = text[1:] if text.startswith(" ") and before.endswith(" ") else text
        if joined and joined[-1][1:] == each[1:]:
            joined[-1] = each._replace(text=before + text)
        elif text:
            joined.append(each._replace(text=text))
    if joined and joined[-1].text.endswith(" "):
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip(" "))
    return tuple(each for each in joined if each.text)
