"""What a command loads: what its answer needs, and nothing else. Each import is time that every answer would take.

Every command, option and format is walked; a new one fails here until it has a line of its own.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from conftest import FACTS

from genden_cli.cli.app import COMMANDS, app
from genden_cli.cli.options import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX = "sqlite3"
DATES = "genden_cli.dates.edtf"
LOADER = "genden_cli.load genden_cli.text.edit_distance"
TABLE = "genden_cli.output.table"
HTML = "genden_cli.export.html.page"

# Each command, asked in some ways, and the modules that may be loaded for it, with what these bring, beside Typer.
ASKED: Final[dict[str, dict[str, str]]] = {
    "timeline": {
        "": INDEX,
        "--claims": INDEX,
        "--chart --person brandt": f"{INDEX} unicodedata",
        "--since 1780 --until 1790": f"{INDEX} {DATES}",
        "--place aldport --tag night --verdict unproven --reverse --limit 3": INDEX,
    },
    "person": {"brandt": INDEX, "Брандт": f"{INDEX} unicodedata"},
    "people": {"": INDEX, "--limit 2": INDEX},
    "event": {"dark-night": INDEX},
    "events": {"": INDEX, "--limit 2": INDEX, "--variants": INDEX},
    "claim": {"put-out": INDEX, "put-out --without log": INDEX},
    "claims": {"": INDEX, "--verdict unproven --person brandt --source log --kind event --tag night --limit 1": INDEX},
    "source": {"log": INDEX},
    "sources": {"": INDEX, "--grade A --limit 1": INDEX, "--tree": INDEX, "--tree --claim put-out": INDEX},
    "compare": {"dark-night": INDEX},
    "read": {
        "pamphlet": INDEX,
        "text.txt --as pamphlet --missing": f"{INDEX} array bisect json unicodedata encodings.utf_8_sig",
    },
    "verify": {
        "pamphlet --text text.txt": f"{INDEX} array bisect encodings.utf_8_sig",
        "pamphlet --text text.txt --near": f"{INDEX} array bisect encodings.utf_8_sig",
    },
    "search": {
        "lamp": INDEX,
        "lamp -novel who:brandt": INDEX,
        "lamp date:1700/1800": f"{INDEX} {DATES}",
        "'\"the lamp\"' OR stor* --kind claim --limit 3": INDEX,
    },
    "stats": {"": INDEX},
    "diff": {"facts.yaml": LOADER, "facts.yaml facts.yaml --exit-code": LOADER},
    "check": {
        "": f"{LOADER} graphlib bisect",
        "--strict --only W2 --ignore W201": f"{LOADER} graphlib bisect",
        "--explain E014": "",
    },
    "cite": {"log": f"{INDEX} {DATES}"},
    "open": {"pamphlet --print": INDEX, "put-out --source pamphlet --archived --print": INDEX},
    "export": {
        "html": f"{INDEX} {HTML} encodings.unicode_escape",
        "markdown": INDEX,
        "json": f"{INDEX} json",
        "sqlite -o facts.db": f"{INDEX} json genden_cli.schema",
        "csl": f"{INDEX} {DATES} json",
        "biblatex": f"{INDEX} {DATES}",
        "claimreview": f"{INDEX} json",
        "timelinejs": f"{INDEX} {DATES} json html html.entities",
        "mermaid": INDEX,
        "mermaid --of sources": INDEX,
    },
    "schema": {"": "genden_cli.schema json"},
    "new": {"new.yaml --title Lamps": f"{LOADER} json shlex"},
    "help": {"": "", "dates": "textwrap", "keys": "textwrap"},
    "add": {f"{part} new-{part} --base facts.yaml": f"{LOADER} shlex" for part in "claim event person source".split()},
}

FORMATS: Final = {
    "plain": "",
    "markdown": "",
    "json": "json",
    "jsonl": "json",
    "csv": "csv",
    "table": TABLE,
    "text": "unicodedata encodings.utf_8_sig",
    "github": "",
    "sarif": "json",
}
ONE_FORMAT: Final = {"cite", "open", "export"}
"""What is written in a format of its own, whatever --format says."""

ELSEWHERE: Final = {"watch", "style"}
"""Options that do not end, or ask for an extra."""

# Ours that are there for the words, shapes and types in them: nothing in them has to run to be used.
GIVEN: Final = set(
    "errors words provenance model schema paths source.text_file query.records.fetch query.search.fields".split()
)
GIVEN |= set("schema.values schema.sources schema.people schema.claims".split())
GIVEN |= set("field_types diagnostics.keys query.records.claims query.records.timeline text.edit_distance".split())
GIVEN |= set("search_fields text.english text.sanitize output.stream output.settings page.blocks".split())
GIVEN |= set("cli.completion.completers cli.options cli.arguments cli.names".split())
# They come as a whole: the loader with its dates, and for a person the pages with what pages are made of.
WHOLE: Final = {
    "load": ("dates.", "parsing.", "text."),
    "dates.edtf": ("dates.",),
    "json_schema": ("dates.", "parsing."),
    "export.sqlite": ("dates.", "parsing."),
    "output.table": ("output.layout",),
    "query.text.verify": ("text.tolerance",),
    "text.tolerance": ("text.edit_distance",),
    "pages.chart": ("page.cells", "page.widths"),
    "edit": ("source.base_file",),
    "pages.parts": ("pages.", "page.cells", "page.widths"),
}
COMMON: Final = set("app main options completion.completers arguments index_commands names".split())
"""Below `cli`: what commands share."""

LOADED = """
import sys
importing, used = 0, set()

def see(frame, event, _):
    global importing
    code = frame.f_code
    if code.co_name == "<module>":
        importing += (event == "call") - (event == "return")
    elif event == "call" and not importing and code.co_flags & 1:  # a function, and no body of a class
        used.add(frame.f_globals.get("__name__"))

from genden_cli.cli.main import main
sys.setprofile(see)
code = main(sys.argv[1:])
sys.setprofile(None)
print(*(name for name, module in sys.modules.items() if not hasattr(module, "__path__")), file=sys.stderr)
print(*filter(None, used), file=sys.stderr)
raise SystemExit(code)
"""


class Loaded(NamedTuple):
    """Modules of others, and ours: those that were loaded, and those of which a function ran after the imports."""

    others: set[str]
    ours: set[str]
    used: set[str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder to run in, with a base whose index is kept, and a text."""
    folder = tmp_path_factory.mktemp("start")
    shutil.copy(FACTS, folder / "facts.yaml")
    (folder / "text.txt").write_text("One winter night she put out the lamp.\n", encoding="utf-8")
    assert "index.build" in loaded(folder, "events").ours
    return folder


def loaded(place: Path, line: str, **asked: str) -> Loaded:
    ended = run(LOADED, *shlex.split(line), place=place, **asked)
    modules, used = (set(each.split()) for each in ended.splitlines()[-2:])
    ours, own = (
        {each.removeprefix("genden_cli.") for each in names if each.startswith("genden_cli.")}
        for names in (modules, used)
    )
    others = {each for each in modules if not each.startswith(("genden_cli", "__main__", "_"))}
    return Loaded(others, ours, own)


def run(program: str, *arguments: str, place: Path | None = None, **asked: str) -> str:
    own = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    told = {"XDG_CACHE_HOME": str(place), "GENDEN_BASE": str(FACTS)} if place else {}
    command = [sys.executable, "-c", program, *arguments]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False, env=own | told | asked, cwd=place)
    assert ended.returncode in (0, 1), ended.stderr.decode()
    return ended.stderr.decode()


@cache
def brought(modules: str) -> frozenset[str]:
    """Return what is loaded once these are."""
    names = ", ".join(modules.split())
    return frozenset(run(f"import sys, {names}\nprint(*sys.modules, file=sys.stderr)").split())


def strange(found: Loaded, needs: str) -> set[str]:
    """Return what was loaded of others beside what Typer and these modules bring."""
    known = brought(f"typer gc binascii __future__ {needs}")
    libraries = {each.partition(".")[0] for each in known} - sys.stdlib_module_names  # load their parts one by one
    return {each for each in found.others - known if each.partition(".")[0] not in libraries}


def parameters(command: str) -> list[Any]:
    return list(app_commands()[command].params)


@cache
def app_commands() -> Any:
    import typer  # noqa: PLC0415 -- only to look at our commands

    return typer.main.get_command(app).commands  # type: ignore[attr-defined]


def formats(command: str) -> list[str]:
    if command in ONE_FORMAT:
        return [""]
    return next((list(each.type.choices) for each in parameters(command) if each.name == "format"), [""])


def lines() -> Iterator[Any]:
    """Yield each way to ask: the first of a command in every format, the others for a program and for a person."""
    for command in COMMANDS:
        known = formats(command)
        for n, (line, needs) in enumerate(ASKED.get(command, {}).items()):
            for form in known if n == 0 else [each for each in known if each in ("", "plain", "table", "text")]:
                full = f"{command} {line}" + (f" --format {form}" if form else "")
                yield pytest.param(command, full, f"{needs} {FORMATS.get(form, '')}", id=full)


def test_every_command_option_and_choice_is_asked() -> None:
    assert set(ASKED) == set(COMMANDS)
    unheard = [
        f"{command} {option.opts[-1]}"
        for command in COMMANDS
        for option in parameters(command)
        if option.param_type_name == "option" and option.name not in {*SHARED, *ELSEWHERE}
        if not any(name in line.split() for name in option.opts for line in ASKED[command])
    ]
    unheard += [
        f"{command} {choice}"
        for command in COMMANDS
        for argument in parameters(command)
        if argument.param_type_name == "argument"
        for choice in getattr(argument.type, "choices", ())
        if not any(choice in line.split() for line in ASKED[command])
    ]
    assert unheard == []


@pytest.mark.parametrize(("command", "line", "needs"), [*lines()])
def test_a_warm_command_loads_only_what_it_uses(command: str, line: str, needs: str, place: Path) -> None:
    if command == "new":
        (place / "new.yaml").unlink(missing_ok=True)
    found = loaded(place, line)
    assert strange(found, needs) == set()
    whole = tuple(part for module, parts in WHOLE.items() if module in found.ours for part in parts)
    idle = found.ours - found.used - GIVEN
    assert {each for each in idle if not each.startswith(whole)} == set()
    commands = {each.removeprefix("cli.").removeprefix("commands.") for each in found.ours if each.startswith("cli.")}
    assert commands - COMMON == {COMMANDS[command]}


@pytest.mark.parametrize("line", ["--version", "--help", *(f"{command} --help" for command in COMMANDS)])
def test_help_loads_no_other_command_and_nothing_that_answers(line: str, place: Path) -> None:
    found = loaded(place, line)
    needs = INDEX if "cli.index_commands" in found.ours else "textwrap shlex"
    assert strange(found, needs) == set()
    commands = {each.removeprefix("cli.").removeprefix("commands.") for each in found.ours if each.startswith("cli.")}
    assert commands - COMMON == {COMMANDS[each] for each in line.split() if each in COMMANDS}
    assert {each for each in found.ours if each.startswith(("query.", "pages.", "export.", "load", "model"))} == set()


# Whatever stands before the last word, what answers a command is not what completes it.
QUERIES: Final = {"query.records.fetch", "query.names.resolve", "query.names.exact", "query.names.completion"}
TABBED: Final = (*(f"{name} " for name in COMMANDS), "", "--", "timeline --tag ", "search who:", "claims --person b")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_neither_loader_nor_rich_nor_what_answers(shell: str, place: Path) -> None:
    for line in TABBED if shell == "zsh" else TABBED[:3]:
        asked = {"_GENDEN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"genden {line}"}
        found = loaded(place, "", **asked)
        assert strange(found, "sqlite3 shlex") == set(), line
        assert {each for each in found.ours if each.startswith("query.")} <= QUERIES, line
        assert not any(each.startswith(("pages", "export.", "load", "dates", "parsing")) for each in found.ours), line
