"""What is offered when Tab is pressed, and that nothing a line or a base holds does more than stand there."""

from __future__ import annotations

import os
import shlex
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from hypothesis import given
from hypothesis import strategies as st
from outside import genden

from genden_cli.cli.app import COMMANDS, summary
from genden_cli.cli.completion.completers import SHELLS
from genden_cli.cli.completion.shells import CommandLine, completion_line, parse_line
from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import store, tables
from genden_cli.query.names import completion
from genden_cli.search_fields import NameList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def complete(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Complete a line on the small base, whose index is there; nothing is ever said about it."""
    monkeypatch.setenv("GENDEN_BASE", str(FACTS))
    store.connect(str(FACTS)).close()

    def run(line: str, *, to: str = "fish", **environment: str) -> list[str]:
        with monkeypatch.context() as patch:
            for name, value in {"_GENDEN_COMPLETE": f"complete_{to}", "_TYPER_COMPLETE_ARGS": line}.items():
                patch.setenv(name, value)
            for name, value in environment.items():
                patch.setenv(name, value)
            assert main([]) == Exit.DONE
        out, err = capsys.readouterr()
        assert err == ""
        return out.splitlines()

    return run


# What is offered, in whatever shell; / stands for the names of files.

OFFERED = """
genden tim                                  | timeline
genden p                                    | person people
genden --base other.yaml tim                | timeline
genden --bas                                | --base
genden --format=js                          | --format=json --format=jsonl
genden --color n                            | never
genden --color never ev                     | event events
genden -b                                   | -b
genden --base                               | --base
genden --base ''                            | /
genden --base te                            | /
genden -o te                                | /
genden timeline --output te                 | /
genden check te                             | /
genden check a.yaml te                      | /
genden verify log --text te                 | /
genden diff te                              | /
genden diff HEAD te                         | /
genden new te                               | /
genden schema -o te                         | /
genden claims > te                          | /
genden claims 2>te                          | /
genden timeline --since                     | --since
genden timeline --since ''                  |
genden timeline --limit ''                  |
genden timeline --lim                       | --limit
genden timeline --limit 3 --l               |
genden timeline --chart --cl                | --claims
genden claim x --without log --with         | --without
genden timeline --verdict un                | unproven unreviewed
genden timeline --verdict=un                | --verdict=unproven --verdict=unreviewed
genden timeline '--verdict' 'un             | unproven unreviewed
genden timeline --tag l                     | lamp
genden timeline --place L                   | Lamp_House,_Aldport
genden timeline --place=L                   | --place=Lamp_House,_Aldport
genden claims --kind o                      | office
genden claims --person m                    | marsh
genden claims --source log --kind pol       | policy
genden sources --grade ''                   | A B C D E F
genden sources --claim put                  | put-out
genden claim s                              | song-older storm
genden claim put-out ''                     |
genden person Ana ''                        |
genden read pamphlet ''                     |
genden check a.yaml ''                      | /
genden claim put-out --without l            | log lost-report
genden event da                             | dark-night
genden edit dark                            | dark-night
genden rename event dark                    | dark-night
genden rename tag wea                       | weather
genden compare da                           | dark-night
genden compare ''                           | dark-night
genden compare fo                           | founding
genden source lo                            | log lost-report
genden cite lo                              | log lost-report
genden open st                              | storm
genden open put                             | put-out
genden open put-out --source lo             | log lost-report
genden cite --style apa lo                  | log lost-report
genden verify lo                            | log lost-report
genden verify --near lo                     | log lost-report
genden read lo                              | log lost-report /
genden read --as no                         | novel
genden read -- lo                           | log lost-report /
genden person ''                            | brandt marsh ohm ohm-elder
genden person b                             | brandt
genden person Ana                           | Ana_Brandt Ana_Margarethe_Brandt
genden person "Ana M                        | Ana_Margarethe_Brandt
genden person 'Ana M                        | Ana_Margarethe_Brandt
genden person Ana\\ M                       | Ana_Margarethe_Brandt
genden person Ан                            | Анна_Брандт
genden person 安                            | 安娜·勃蘭特
genden person Ἄ                             | Ἄννα_Βράντ
genden person J.                            | J._Öhm
genden person nobody                        |
genden export b                             | biblatex
genden export mermaid --of ''               | people sources
genden check --format s                     | sarif
genden add cl                               | claim
genden help da                              | dates
genden help sea                             | search
genden help ti                              | timeline
genden search ''                            |
genden search w                             | who:
genden search who:m                         | who:marsh
genden search 'who:"Ana                     | who:"Ana_Brandt" who:"Ana_Margarethe_Brandt"
genden search lamp source:lo                | source:log source:lost-report
genden search verdict:un                    | verdict:unproven verdict:unreviewed
genden search kind:o                        | kind:office
genden search stance:s                      | stance:supports stance:silent
genden search in:c                          | in:claim
genden search tag:l                         | tag:lamp
genden search place:                        | place:Aldport place:"Lamp_House,_Aldport" place:"Town_hall"
genden search date:1                        |
genden search nothing:x                     |
genden search -w                            |
genden search --k                           | --kind
genden nothing ''                           |
genden nothing --                           |
genden compare --nothing da                 | dark-night
"""


@pytest.mark.parametrize("asked", OFFERED.strip().splitlines())
def test_line_is_completed(complete: Callable[..., list[str]], asked: str) -> None:
    line, _, wanted = asked.partition("|")
    line = line.rstrip()
    line = line.removesuffix("''").replace("\\\\", "\\") if line.endswith(" ''") else line.replace("\\\\", "\\")
    assert [each.partition("\t")[0].replace(" ", "_") for each in complete(line)] == wanted.split()


def test_every_command_is_offered_with_what_it_does(complete: Callable[..., list[str]]) -> None:
    assert complete("genden ") == [f"{name}\t{summary(name)}" for name in COMMANDS]


def test_options_are_offered_with_what_they_do(complete: Callable[..., list[str]]) -> None:
    assert complete("genden claims --") == [
        "--verdict\tOnly with this verdict; repeatable.",
        "--person\tOnly with this person: an id, any spelling, or a part of one; repeatable.",
        "--source\tOnly claims that this source speaks about; repeatable.",
        "--kind\tOnly claims of this kind; repeatable.",
        "--tag\tOnly with this tag; repeatable.",
        "--state\tOnly claims in this state; a claim without one is published; repeatable.",
        "--reviewed-before\tOnly claims that nobody has read on or after DATE.",
        "--missing\tOnly claims without evidence, without a quote of it, or without two independent sources.",
        "--limit\tShow at most N results.",
        "--base\tThe fact base, a file or a folder.",
        "--format\tHow to print the answer.",
        "--json\tShort for --format json.",
        "--output\tWrite the answer to a file.",
        "--color\tWhen to use colour; NO_COLOR turns it off.",
        "--ascii\tDraw signs and lines in ASCII.",
        "--no-pager\tPrint a long answer to the terminal without a pager.",
        "--all\tShow everything, not only what matters most.",
        "--brief\tShow only what matters most, in any format.",
        "--help\tShow this message and exit.",
    ]


def test_each_shell_is_told_in_its_own_way(complete: Callable[..., list[str]]) -> None:
    line = "genden person Ana"
    said = {shell: complete(line, to=shell) for shell in SHELLS}
    assert said == {
        "bash": ["Ana\\ Brandt", "Ana\\ Margarethe\\ Brandt"],
        "zsh": ["Ana Brandt:brandt", "Ana Margarethe Brandt:Ana Brandt"],
        "fish": ["Ana Brandt\tbrandt", "Ana Margarethe Brandt\tAna Brandt"],
        "powershell": ["'Ana Brandt'\tbrandt", "'Ana Margarethe Brandt'\tAna Brandt"],
    }
    assert complete("genden search who:ma", to="zsh") == ["who\\:marsh:Tobias Marsh"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("'genden' 'tim'", "timeline"),
        ("'genden' 'timeline' '--verdict=ref'", "--verdict=refuted"),
        ("'genden' 'event' 'dark'", "dark-night"),
        ("'genden' 'search' 'who:ma'", "who:marsh"),
        ("'genden' 'person' 'it'\\''s'", "'it''s'"),
        ("'genden' 'person' 'so’'", "'so’’ $(date)'"),
        ("'genden' 'person' '@x'", "'@x'"),
        ("'genden' 'person' 'a,b'", "'a,b'"),
    ],
)
def test_powershell_gets_values_that_it_can_insert(
    line: str, offered: str, holding: Callable[..., list[str]], complete: Callable[..., list[str]]
) -> None:
    names = '"it\'s"', '"so’ $(date)"', '"@x"', '"a,b"'
    found = holding(line, *names, to="powershell") if "person" in line else complete(line, to="powershell")
    assert [each.partition("\t")[0] for each in found] == [offered]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("genden timeline --verdict=un", ["unproven", "unreviewed"]),
        ("genden search verdict:un", ["unproven", "unreviewed"]),
        ("genden search 'who:\"Ana M", ['who:"Ana Margarethe Brandt"']),
        ("genden timeline --place='L", ["Lamp House, Aldport"]),
        ("genden timeline --place=L", ["Lamp\\ House,\\ Aldport"]),
        ('genden person "Ana M', ["Ana Margarethe Brandt"]),
    ],
)
def test_bash_completes_from_its_last_word_break_on(
    complete: Callable[..., list[str]], line: str, offered: list[str]
) -> None:
    assert complete(line, to="bash", _GENDEN_BREAKS=" \t\n\"'@><=;|&(:") == offered


def test_bash_may_ask_as_typer_has_it_ask(complete: Callable[..., list[str]]) -> None:
    def asked(words: str, at: str) -> list[str]:
        return complete("", to="bash", COMP_WORDS=words, COMP_CWORD=at)

    assert asked("genden\ntim", "1") == ["timeline"]
    assert asked("genden\nclaim\nput", "2") == ["put-out"]
    assert asked("genden\nexport", "2") == complete("genden export ", to="bash")
    assert asked("genden\nclaim\nput\n--without", "2") == ["put-out"]
    assert asked("genden tim", "many") == ["timeline"]


# Where there is nothing to offer from.


def test_base_of_the_line_is_the_one_that_is_asked(complete: Callable[..., list[str]], tmp_path: Path) -> None:
    other = tmp_path / "an other.yaml"
    other.write_text("base: {title: Another}\npeople: {somebody: {name: Some Body}}\n")
    store.connect(str(other)).close()
    quoted = shlex.quote(str(other))
    for line in (
        f"genden --base {quoted} person s",
        f"genden person --base {quoted} s",
        f"genden -b {quoted} person s",
        f"genden --base={quoted} person s",
        f"genden --base none.yaml person -b {quoted} s",
        "genden --base ~/'an other.yaml' person s",
        'genden --base "$HOME/an other.yaml" person s',
    ):
        assert complete(line, HOME=str(tmp_path)) == ["somebody\tSome Body"], line
    assert complete("genden person s", GENDEN_BASE=str(other)) == ["somebody\tSome Body"]


def test_without_an_index_nothing_is_offered_and_none_is_made(
    complete: Callable[..., list[str]], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    for base in (FACTS, tmp_path / "none.yaml", tmp_path, "\udcff", "/dev/null"):
        line = f"genden --base {shlex.quote(str(base))} person b"
        assert complete(line, XDG_CACHE_HOME=str(cache)) == []
    assert list(cache.glob("genden/*")) == []
    assert complete("genden person b", XDG_CACHE_HOME="/dev/null", HOME="/dev/null") == []


def test_index_from_before_the_facts_were_broken_still_serves(
    complete: Callable[..., list[str]], tmp_path: Path
) -> None:
    base = tmp_path / "facts.yaml"
    base.write_text("base: {title: T}\npeople: {somebody: {name: Some Body}}\n")
    store.connect(str(base)).close()
    base.write_text("people: [")
    assert complete("genden person s", GENDEN_BASE=str(base)) == ["somebody\tSome Body"]


def test_damaged_index_is_passed_over(complete: Callable[..., list[str]]) -> None:
    (kept,) = Path(os.environ["XDG_CACHE_HOME"]).glob("genden/*.db")
    for damage in (b"", b"no database", kept.read_bytes()[:5000]):
        kept.write_bytes(damage)
        assert complete("genden person b") == []


def test_shell_that_is_none_of_ours_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_GENDEN_COMPLETE", "complete_tcsh")
    assert main([]) == Exit.USAGE
    said = "genden: no completion for 'tcsh'\nthere is one for bash, zsh, fish, powershell\n"
    assert capsys.readouterr() == ("", said)


# What a base may hold.


@pytest.fixture
def holding(tmp_path: Path, complete: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Complete a line on a base that holds people of these names, as JSON."""

    def run(line: str, *names: str, **more: str) -> list[str]:
        people = "".join(f"  p{number}: {{name: {name}}}\n" for number, name in enumerate(names))
        base = tmp_path / "names.yaml"
        base.write_text(f"base: {{title: Names}}\npeople:\n{people}", encoding="utf-8")
        store.connect(str(base)).close()
        return complete(line, GENDEN_BASE=str(base), **more)

    return run


def test_what_no_key_gives_is_not_offered(holding: Callable[..., list[str]]) -> None:
    names = ('"x\u202eb"', '"x\u200bc"', '"x\u2066d"', f'"x{"y" * 300}"', "xf", '"x\u05d2\u05e0"')
    assert [each.partition("\t")[0] for each in holding("genden person x", *names)] == ["xf", "x\u05d2\u05e0"]


def test_what_would_be_taken_for_an_option_is_not_offered(holding: Callable[..., list[str]]) -> None:
    assert holding("genden person ", "-rf") == ["p0\t-rf"]
    assert all(each.startswith("--") for each in holding("genden person --", "--rf"))


def test_what_the_terminal_cannot_show_is_not_offered(tmp_path: Path) -> None:
    base = tmp_path / "names.yaml"
    base.write_text(
        "base: {title: Names}\npeople: {a: {name: x根}, b: {name: xa根}, c: {name: xb}}\n", encoding="utf-8"
    )
    store.connect(str(base)).close()
    asked = {"_GENDEN_COMPLETE": "complete_fish", "PYTHONIOENCODING": "ascii", "GENDEN_BASE": str(base)}
    for line, offered in (("genden person x", b"xb\tc\n"), ("genden person b", b"b\txaGen\n")):
        assert genden(environment={**asked, "_TYPER_COMPLETE_ARGS": line}) == (Exit.DONE, offered, b"")


def test_description_is_a_line_and_inert(holding: Callable[..., list[str]]) -> None:
    (offered,) = holding("genden person p", '"a\u202e \u2066b"')
    assert offered == "p0\ta\\u{202e} \\u{2066}b"
    (offered,) = holding("genden person p", r'"back\\slash: $(date)"', to="zsh")
    assert offered == r"p0:back\\slash: $(date)"


# A line, however odd.

SHELL_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(st.lists(SHELL_TEXT, min_size=1), SHELL_TEXT)
def test_words_are_read_as_the_shell_will_read_them(words: list[str], last: str) -> None:
    assert parse_line(f"genden {shlex.join([*words, last])}")[:2] == (tuple(words), last)


@given(SHELL_TEXT, st.sampled_from(["", '"', "'"]))
def test_what_bash_inserts_is_read_as_the_value(value: str, quote: str) -> None:
    inserted = completion_line("bash", value, "", CommandLine((), "", quote))
    closing = quote * (not inserted.endswith(quote))  # as bash adds it
    assert parse_line(f"genden {quote}{inserted}{closing} ") == CommandLine((value,), "")


@given(st.text(), st.text(), st.booleans())
def test_any_line_is_read(line: str, breaks: str, fish: bool) -> None:  # noqa: FBT001
    read = parse_line(line, breaks=breaks, fish=fish)
    assert read.word.startswith(read.before)
    assert read.quote in ("", "'", '"')


# However large the base.


@pytest.fixture(scope="module")
def large() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript((Path(store.__file__).parent / "derived.sql").read_text())
    connection.executescript(";".join(tables.statements()))
    claims = ((n, f"claim-{n:06}", f"Claim {n}.", "unreviewed", 1) for n in range(100_000))
    connection.executemany("INSERT INTO claim (n, id, says, verdict, line, file) VALUES (?, ?, ?, ?, ?, '')", claims)
    people = ((n, f"p{n:06}", f"Person {n:06}", 1) for n in range(100_000))
    connection.executemany("INSERT INTO person (n, id, name, line, file) VALUES (?, ?, ?, ?, '')", people)
    connection.execute("INSERT INTO name (person, text) SELECT id, 'Spelt ' || name FROM person")
    connection.executescript("CREATE INDEX person_name ON person (name); CREATE INDEX name_text ON name (text)")
    yield connection
    connection.close()


@pytest.mark.parametrize("what", ["claims", "people"])
@pytest.mark.parametrize("begun", ["", "c", "claim-0", "p", "P", "Spelt "])
def test_large_base_offers_no_more_than_can_be_looked_at(large: sqlite3.Connection, what: str, begun: str) -> None:
    found = completion.completions(large, NameList(what), begun)
    assert len(found) <= completion.MAX_ROWS
    assert all(text.startswith(begun) for text, _ in found)


def test_what_all_that_are_offered_have_in_common_is_what_all_that_there_are_have(large: sqlite3.Connection) -> None:
    found = [text for text, _ in completion.completions(large, NameList.CLAIMS, "claim-0")]
    assert (found[0], found[-1]) == ("claim-000000", "claim-099999")
    assert len(found) == completion.MAX_ROWS


def test_nothing_is_looked_through(large: sqlite3.Connection) -> None:
    seen: list[str] = []
    large.set_trace_callback(seen.append)
    for what in ("claims", "events", "people", "sources", "tags", "places"):
        completion.completions(large, NameList(what), "x")
    large.set_trace_callback(None)
    plans = [row[3] for statement in seen for row in large.execute(f"EXPLAIN QUERY PLAN {statement}")]
    through = [each for each in plans if each.startswith("SCAN") and "subquery" not in each]
    assert len(seen) == 8
    assert through == []
