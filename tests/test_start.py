"""What a command loads: what its answer needs, and nothing else. Each import is time that every answer would take.

Every command, option and format is walked; a new one fails here until it has a line of its own. A line names groups of
modules, not modules: a module can be renamed or merged without a change here.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from conftest import FACTS
from parameters import choices, parameters
from test_diff import git

from genden_cli.cli.app import COMMANDS
from genden_cli.cli.options import DETAIL, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Group(NamedTuple):
    """Modules that load together: ``ours`` by the beginnings of their names, and ``libraries`` with all they bring."""

    ours: tuple[str, ...] = ()
    libraries: str = ""


GROUPS: Final = {
    "index": Group(("index.store", "index.callbacks", "index.seal"), "sqlite3"),
    "html": Group(
        ("export.html.",),
        "genden_cli.export.html.page encodings.unicode_escape encodings.gb2312 encodings.big5 encodings.euc_kr "
        "unicodedata importlib.readers importlib.resources._adapters",  # anyascii reads its tables as resources
    ),
    "exports": Group(("export.", "index.tables")),
    "build": Group(("index.",)),
    "records": Group(("query.records.",)),
    "names": Group(("query.names.", "text.phonetics")),
    "search": Group(("query.search.",)),
    "evidence": Group(("query.evidence.",)),
    "texts": Group(("query.text.",), "array bisect encodings.utf_8_sig"),
    "dates": Group(("dates.",), "genden_cli.dates.edtf"),
    "loader": Group(("load", "parsing.", "json_schema"), "genden_cli.load array"),
    "registry": Group(("diagnostics.problem", "diagnostics.registry")),
    "reports": Group(
        tuple(f"diagnostics.{each}" for each in ("text", "json", "github", "sarif", "excerpt", "statistics"))
    ),
    "rules": Group(("check", "rules.", "suppressions"), "graphlib bisect shlex"),
    "explanations": Group(("diagnostics.",)),
    "difference": Group(("difference.", "source.revisions", "source.commits", "source.blobs")),
    "edit": Group(("edit",), "shlex ctypes encodings.utf_8_sig"),
    "bibliography": Group(("bibliography.",)),
    "interchange": Group(("interchange.",)),
    "pages": Group(("pages.", "page.")),
    "chart": Group(("chart.",)),
    "rich": Group(("output.table", "output.layout", "output.rows"), "genden_cli.output.table"),
    "json": Group((), "json"),
    "csv": Group((), "csv"),
    "unicode": Group((), "unicodedata encodings.utf_8_sig"),
    "entities": Group((), "html.entities"),
    "parser": Group((), "html.parser"),
    "help": Group((), "textwrap shlex"),
    "hash": Group((), "hashlib"),
    "addresses": Group((), "urllib.parse"),  # before Python 3.14, Typer brings it
}
"""The groups that cost time; a module is in the first that it fits. All others are loaded by most commands."""

# Each command, called in some ways, and the groups that it may load; the formats add theirs.
ASKED: Final[dict[str, dict[str, str]]] = {
    "timeline": {
        "": "index records",
        "--claims": "index records",
        "--events --limit 1": "index records",
        "--chart --person brandt": "index records names unicode chart dates",
        "--since 1780 --until 1790 --certainly": "index records dates",
        "--place aldport --tag night --verdict unproven --reverse --limit 3": "index records search",
    },
    "person": {"brandt": "index records names", "Брандт": "index records names unicode"},
    "gaps": {"": "index records", "--limit 2": "index records"},
    "people": {"": "index records", "--limit 2": "index records"},
    "event": {"dark-night": "index records names"},
    "events": {"": "index records", "--limit 2": "index records", "--variants": "index records"},
    "claim": {
        "put-out": "index records names evidence",
        "put-out --sort date": "index records names evidence",
        "put-out --without log": "index records names evidence",
    },
    "claims": {
        "": "index records",
        "--verdict unproven --person brandt --source log --kind event --limit 1": "index records names",
        "--tag night": "index records search",
        "--missing quote": "index records",
        "--state draft --reviewed-before 1850": "index records dates",
    },
    "source": {"log": "index records names"},
    "sources": {
        "": "index records",
        "--grade A --limit 1": "index records",
        "--missing url": "index records",
        "--tree": "index records evidence",
        "--tree --claim put-out": "index records evidence names",
    },
    "compare": {"dark-night": "index records names evidence"},
    "read": {
        "pamphlet": "index records names texts",
        "text.txt --as pamphlet --missing": "index records names texts search json unicode",
    },
    "verify": {
        "pamphlet --text text.txt": "index records names texts entities parser",
        "pamphlet --text text.txt --near": "index records names texts entities parser",
    },
    "ask": {
        "did brandt put out the lamp?": "index records search",
        "Брандт storm": "index records search unicode",
    },
    "search": {
        "lamp": "index records search",
        "lamp -novel who:brandt": "index records search names",
        "lamp date:1700/1800": "index records search dates",
        "'\"the lamp\"' OR stor* --kind claim --limit 3": "index records search",
    },
    "stats": {"": "index records"},
    "diff": {
        "facts.yaml": "loader registry dates difference records hash",
        "facts.yaml facts.yaml --exit-code": "loader registry dates difference records hash",
    },
    "log": {
        "--base facts.yaml": "index records loader registry dates difference hash",
        "storm --limit 3 --base facts.yaml": "index records names evidence loader registry dates difference hash",
    },
    "check": {
        "": "loader registry dates rules reports",
        "--strict --only W2 --ignore W201": "loader registry dates rules reports explanations",
        "--statistics": "loader registry dates rules reports explanations",
        "--all": "loader registry dates rules reports",
        "--fix facts.yaml": "loader registry dates rules reports edit",
        "--explain E014": "explanations registry",
    },
    "cite": {
        "log": "index records names dates exports",
        "put-out --claim": "index records names dates exports pages",
    },
    "open": {
        "pamphlet --print": "index records names exports",
        "put-out --source pamphlet --archived --print": "index records names exports",
    },
    "export": {
        "html": "index records names evidence texts pages chart dates html exports search build",
        "html --text text.txt --as pamphlet --url https://example.org/": (
            "index records names evidence texts pages chart dates html exports search build"
        ),
        "yaml": "index records loader registry dates edit exports",
        "site facts --claim put-out --url https://example.org/": (
            "index records names evidence texts pages chart dates html exports search hash loader registry difference "
            "build"
        ),
        "markdown": "index records pages exports",
        "json": "index records json exports",
        "sqlite -o facts.db": "index records json exports loader",
        "csl": "index records dates json exports",
        "biblatex": "index records dates exports",
        "claimreview": "index records dates json pages exports",
        "timelinejs": "index records dates json entities exports",
        "mermaid": "index records exports",
        "mermaid --of sources": "index records exports",
        "mermaid --person brandt --steps 2": "index records exports names",
        "svg --person brandt --steps 2": "index records exports names pages unicode",
    },
    "import": {
        "items.json --base facts.yaml": "loader registry dates edit bibliography interchange json records hash unicode",
        "items.csv --from csv --base facts.yaml": (
            "loader registry dates edit bibliography interchange json csv records hash unicode"
        ),
        "items.json --base facts.yaml --write --update --reliability B": (
            "loader registry dates edit bibliography interchange json records hash unicode pages rules explanations"
        ),
    },
    "schema": {
        "": "loader registry dates json",
        "--base facts.yaml": "index records loader registry dates json hash addresses",
    },
    "new": {
        "new.yaml --title Lamps --bare": "loader registry dates edit",
        "new.yaml --title Lamps --empty": "loader registry dates edit",
        "new.yaml --from text.txt": "loader registry dates edit help json rules explanations hash entities parser",
    },
    "help": {"": "", "dates": "help", "keys": "help"},
    "split": {"facts.yaml parts": "loader registry dates edit unicode"},
    "keep": {},
    "edit": {
        f"{line} --base facts.yaml": "loader registry dates reports rules explanations edit help json"
        for line in (
            "put-out",
            "put-out --says S. --event inquiry --date 1788 --people brandt --kind event --tags a --verdict unproven",
            "put-out --because So. --confidence low --state draft --note N --write",
            "storm --reviewed 2026-11-20",
            "log --title T --author A --publisher P --issued 1900 --type book --url https://example.org --language nl",
            "log --reliability B --why W --read full --derived-from novel",
            "log --editor E --translator T --container-title C --volume 1 --issue 2 --page 3-4 --edition 2",
            "log --publisher-place P --accessed 2026 --archived https://example.org --archive A --archive-location B",
            "log --ids doi=10.1/2",
            "storm --evidence 1 --source log --stance silent --credibility 2 --at 'folio 1' --rests-on novel",
            "storm --evidence 1 --quote q --translation t",
            "brandt --name Ana --born 1750 --died 1800 --about A",
            "dark-night --place Aldport",
            "lamp-house --part-of aldport --coordinates 54.32,10.14",
        )
    },
    "rename": dict.fromkeys(
        (
            "claim put-out lamp-out",
            "source novel story",
            "person brandt keeper",
            "place lamp-house lighthouse --base facts.yaml",
            "event dark-night night --no-was",
            "tag lamp light --write --base facts.yaml",
        ),
        "loader registry dates edit rules explanations",
    ),
    "add": {
        **{
            f"{part} new-{part} --base facts.yaml": "loader registry dates edit"
            for part in "claim event person place source".split()
        },
        **{
            f"{line} --base facts.yaml": "loader registry dates edit help json rules reports explanations"
            for line in (
                "claim rain --says Rain. --event dark-night --people brandt --kind event --tags rain --reviewed 2026",
                "claim lit --says Lit. --date 1788 --verdict unproven --because So. --confidence low --state draft",
                "claim dim --says Dim. --note N",
                "review put-out --by Ana --on 2026-11-20",
                "evidence put-out --source log --stance silent --credibility 2 --at 'folio 1' --rests-on novel",
                "evidence put-out --source log --stance context --quote q --translation t",
                "source book --title T --author A --publisher P --type book --reliability B --why W",
                "source page --title T --url https://example.org --language nl --reliability B --derived-from log",
                "person ana --name Ana --born 1750 --died 1800 --about A",
                "event fair --title Fair --place Aldport",
                "place quay --name Quay --part-of aldport --coordinates 54.32,10.14",
                "source map --title M --issued 1900 --reliability C --read full",
                "source paper --title T --reliability C --editor E --translator T --volume 1 --issue 2",
                "source letter --title T --reliability C --publisher-place P --archive A --archive-location B",
                "source web --title T --reliability C --accessed 2026 --archived https://example.org --edition 2",
                "source report --title T --reliability C --ids doi=10.1/2 --container-title C --page 3-4",
            )
        },
    },
}

FORMATS: Final = {
    "plain": "",
    "markdown": "pages",
    "json": "json",
    "jsonl": "json",
    "csv": "csv",
    "table": "pages rich",
    "text": "unicode explanations",
    "github": "",
    "sarif": "json explanations hash unicode addresses",
}

ONE_FORMAT: Final = {"cite", "open", "export"}
"""What is written in a format of its own, whatever --format says."""

ELSEWHERE: Final = {"copies", "links", "fix", "watch", "style", "man", "picture"}
"""Options that do not end, need an extra, a copy or the network, or load every command."""

LOADED = """
import sys
from types import ModuleType
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
ran = {name: vars(module) for name, module in sys.modules.items() if type(module) is ModuleType}  # others are lazy
print(*(name for name, names in ran.items() if "__path__" not in names), file=sys.stderr)
print(*filter(None, used), file=sys.stderr)
raise SystemExit(code)
"""


class Loaded(NamedTuple):
    """Modules of others, and ours: those that were loaded, and those of which a function ran after the imports."""

    others: set[str]
    ours: set[str]
    used: set[str]

    @property
    def groups(self) -> set[str]:
        return {group for each in self.ours if (group := group_of(each))}

    @property
    def commands(self) -> set[str]:
        start = "cli.commands."
        return {each.removeprefix(start) for each in self.ours if each.startswith(start)}


def group_of(module: str) -> str:
    """Return the group of one of our modules, "" for what most commands load."""
    return next((name for name, group in GROUPS.items() if module.startswith(group.ours)), "")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder to run in, with a base whose index is kept, and a text."""
    folder = tmp_path_factory.mktemp("start")
    places = "places:\n  aldport: {name: Aldport}\n  lamp-house: {name: Lamp House, part_of: aldport}\n"
    (folder / "facts.yaml").write_text(f"{FACTS.read_text('utf-8')}\n{places}", "utf-8")
    (folder / "text.txt").write_text("One winter night she put out the lamp.\n", encoding="utf-8")
    (folder / "items.json").write_text('[{"id": "x", "type": "book", "title": "X"}]', encoding="utf-8")
    (folder / "items.csv").write_text("title,issued\nX,1901\n", encoding="utf-8")
    for base in ("", "--base facts.yaml"):
        assert "index.build" in loaded(folder, f"events {base}").ours
    for command in (["init"], ["add", "facts.yaml"], ["commit", "--message", "Begin"]):
        git(folder, *command)
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
    told = {"XDG_CACHE_HOME": str(place), "GENDEN_BASE": str(FACTS), "EDITOR": "true"} if place else {}
    command = [sys.executable, "-P", "-c", program, *arguments]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False, env=own | told | asked, cwd=place)
    assert ended.returncode in (0, 1), ended.stderr.decode()
    return ended.stderr.decode()


@cache
def brought(modules: str) -> frozenset[str]:
    """Return what is loaded once these are; to use a name is what loads a module of ours."""
    lines = "".join(f"from {each} import __doc__\n" for each in modules.split())
    return frozenset(run(f"import sys\n{lines}print(*sys.modules, file=sys.stderr)").split())


def strange(found: Loaded, groups: set[str]) -> set[str]:
    """Return what was loaded of others beside what Typer and the libraries of these groups bring."""
    libraries = " ".join(GROUPS[each].libraries for each in sorted(groups))
    known = brought(f"typer gc binascii {libraries}")
    packages = {each.partition(".")[0] for each in known} - sys.stdlib_module_names  # load their parts one by one
    return {each for each in found.others - known if each.partition(".")[0] not in packages}


def formats(command: str) -> list[str]:
    if command in ONE_FORMAT:
        return [""]
    return next((choices(command, each) for each in parameters(command) if each.name == "format"), [""])


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
        if option.param_type_name == "option" and option.name not in {*SHARED, *DETAIL, *ELSEWHERE}
        if not any(name in line.split() for name in option.opts for line in ASKED[command])
    ]
    unheard += [
        f"{command} {choice}"
        for command in COMMANDS
        for argument in parameters(command)
        if argument.param_type_name == "argument"
        for choice in choices(command, argument)
        if not any(choice in line.split() for line in ASKED[command])
    ]
    assert unheard == []


# Modules whose types and words are used, but none of whose functions need run; renames are sought only in git.
TYPES: Final = {"query.records.fetch", "query.search.fields", "query.search.terms", "difference.renames"}


@pytest.mark.parametrize(("command", "line", "needs"), [*lines()])
def test_a_warm_command_loads_only_what_it_uses(command: str, line: str, needs: str, place: Path) -> None:
    if command == "new":
        (place / "new.yaml").unlink(missing_ok=True)
    found = loaded(place, line)
    groups = set(needs.split())
    assert found.groups - groups == set()
    assert strange(found, groups) == set()
    unused = {each for each in found.ours - found.used if each.startswith(("query.", "difference."))}
    exported = {each for each in unused if each.startswith("query.search.")} if "html" in groups else set()
    if " site " in line:  # the head of the one page needs it; a base outside git has no history
        exported |= {"query.records.identity", *(each for each in unused if each.startswith("difference."))}
    assert unused - exported <= TYPES  # a page of search has its rules, not its functions
    assert found.commands == {COMMANDS[command]}


@pytest.mark.parametrize("line", ["--version", "--help", *(f"{command} --help" for command in COMMANDS)])
def test_help_loads_no_other_command_and_nothing_that_answers(line: str, place: Path) -> None:
    found = loaded(place, line)
    assert found.groups == set()
    assert strange(found, {"help", "index"} if line.split(maxsplit=1)[0] in COMMANDS else {"help"}) == set()
    assert found.commands == {COMMANDS[each] for each in line.split() if each in COMMANDS}


# Whatever stands before the last word, what answers a command is not what completes it.
TABBED: Final = (*(f"{name} " for name in COMMANDS), "", "--", "timeline --tag ", "search who:", "claims --person b")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_loads_neither_loader_nor_rich_nor_what_answers(shell: str, place: Path) -> None:
    for line in TABBED if shell == "zsh" else TABBED[:3]:
        asked = {"_GENDEN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"genden {line}"}
        found = loaded(place, "", **asked)
        assert found.groups <= {"index", "names"}, line
        assert strange(found, {"index", "help"}) == set(), line
        assert found.commands <= {COMMANDS[each] for each in line.split() if each in COMMANDS}


def test_typer_loads_only_once_an_interrupt_is_caught() -> None:
    loaded = run("import sys\nfrom genden_cli.cli.main import main\nprint(*sys.modules, file=sys.stderr)").split()
    assert not {"typer", "sqlite3", "rich", "yaml"} & set(loaded)


def test_modules_that_hardly_a_command_uses_load_when_they_are_used() -> None:
    waiting, of_all, used = run(POSTPONED).splitlines()
    assert set(waiting.split()) == set(of_all.split()) != set()
    assert used == "a module"


POSTPONED: Final = """
import sys
from types import ModuleType
from genden_cli import lazy
lazy.postpone()
import typer, rich.console, rich.table
named = [each for each in lazy.SELDOM_USED if each in sys.modules]
print(*(each for each in named if type(sys.modules[each]) is not ModuleType), file=sys.stderr)
print(*named, file=sys.stderr)
import textwrap
print(textwrap.dedent(" a") + " " + type(textwrap).__name__, file=sys.stderr)
"""
