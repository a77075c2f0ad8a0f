"""The process as a whole: streams, signals, the environment, and every error as its exit code and one message."""

from __future__ import annotations

import inspect
import os
import re
import signal
import subprocess
import sys
from functools import cache
from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import typer
from conftest import FACTS
from outside import GENDEN, USUAL, Ended, genden, started

from genden_cli import __version__
from genden_cli.cli.app import COMMANDS, summary
from genden_cli.cli.main import main
from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = ("-b", FACTS)
FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Give a base whose answers fill every pipe."""
    path = tmp_path / "long.yaml"
    claims = "".join(f"  c{number}: {{says: {number} {'word ' * 60}}}\n" for number in range(1500))
    path.write_text(f"base: {{title: Long}}\nclaims:\n{claims}")
    return path


# Streams.


@pytest.mark.slow
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1), (0, 1, 2)])
def test_closed_streams_are_no_hindrance(tmp_path: Path, closed: tuple[int, ...]) -> None:
    answer = tmp_path / "answer"
    close = " ".join(f"{number}>&-" for number in closed)
    script = f'"$@" {close}'
    command = ["sh", "-c", script, "sh", *GENDEN, *map(str, SMALL), "timeline", "--format", "plain"]
    first = subprocess.run(command, capture_output=True, timeout=60, check=False)
    second = subprocess.run([*command, "-o", str(answer)], capture_output=True, timeout=60, check=False)
    assert (first.returncode, first.stderr) == (Exit.DONE, b"")
    assert (second.returncode, second.stdout, second.stderr) == (Exit.DONE, b"", b"")
    assert bool(first.stdout) == (1 not in closed)
    assert answer.read_bytes() == genden(*SMALL, "timeline", "--format", "plain").out


@pytest.mark.slow
@FULL
@pytest.mark.parametrize("asked", [*(("timeline", "--format", each) for each in FORMATS), ("--help",), ("--version",)])
def test_full_disk_behind_stdout_is_said_once(asked: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        ended = genden(*SMALL, *asked, stdout=full)
    message = b"genden: cannot write the answer: no space left on device\n"
    assert (ended.code, ended.err) == (Exit.BASE, message)


@pytest.mark.slow
@FULL
@pytest.mark.parametrize(
    ("asked", "code"), [("events", 0), ("claims --kind policy", 1), ("claim none", 2), ("nothing", 2)]
)
def test_full_disk_behind_stderr_leaves_the_exit_code(asked: str, code: int) -> None:
    with open("/dev/full", "wb") as full:
        assert genden(*SMALL, *asked.split(), stderr=full).code == code


ALL = ("claims", "--limit", "1000000")


@pytest.mark.slow
@pytest.mark.parametrize("asked", [*((*ALL, "--format", each) for each in FORMATS), ("--help",)])
def test_reader_who_leaves_is_no_error(long: Path, asked: tuple[str, ...]) -> None:
    command = [*GENDEN, "-b", str(long), *asked]
    with started(*command) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == Exit.DONE


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["timeline", "--help", "--version", "person nobody"])
def test_reader_who_was_never_there_is_no_error(asked: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as nobody:
        ended = genden(*SMALL, *asked.split(), stdout=nobody)
    known = asked != "person nobody"
    assert (ended.code, ended.err == b"") == ((Exit.DONE, True) if known else (Exit.USAGE, False))


@pytest.mark.parametrize("asked", [ALL, (*ALL, "--format", "json")])
def test_interrupt_ends_with_130_and_no_word(long: Path, asked: tuple[str, ...]) -> None:
    command = [*GENDEN, "-b", str(long), *asked]
    with started(*command) as process:
        assert process.stdout
        process.stdout.read(1)  # now it writes, and must wait for us to read on
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (Exit.INTERRUPTED, b"")


@pytest.mark.slow
@pytest.mark.parametrize("shown", FORMATS)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_encoding_of_the_terminal_is_no_hindrance(shown: str, encoding: str) -> None:
    asked = ("person", "brandt", "--format", shown)
    ended = genden(*SMALL, *asked, environment={"PYTHONIOENCODING": encoding})
    assert (ended.code, ended.err) == (Exit.DONE, b"")
    if shown == "table":
        assert ended.out.decode(encoding)
    else:
        assert ended.out == usual(*asked).out


def test_reader_who_leaves_at_an_interrupt_changes_nothing(long: Path) -> None:
    command = [*GENDEN, "-b", str(long), "claims", "--format", "json"]
    with started(*command) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == Exit.INTERRUPTED


SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "1"},
    {"LC_ALL": "no_SUCH.locale"},
    {"NO_COLOR": "1"},
    {"TERM": "dumb"},
    {"TERM": "no such terminal"},
    {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"},
    {"GITHUB_ACTIONS": "true", "CI": "true"},
    {"JPY_PARENT_PID": "1", "DATABRICKS_RUNTIME_VERSION": "1"},
    {"TYPER_USE_RICH": "0"},
    {"LINES": "1"},
    {"COLUMNS": "0"},
    {"COLUMNS": "-1"},
    {"COLUMNS": "many"},
)


@cache
def usual(*asked: str) -> Ended:
    return genden(*SMALL, *asked, environment={"LC_ALL": "C.UTF-8"})


@pytest.mark.slow
@pytest.mark.parametrize("environment", SURROUNDINGS, ids=str)
@pytest.mark.parametrize("asked", ["timeline", "timeline --format json"])
def test_surroundings_do_not_change_an_answer(environment: dict[str, str], asked: str) -> None:
    assert genden(*SMALL, *asked.split(), environment=environment) == usual(*asked.split())


@pytest.mark.slow
@pytest.mark.parametrize("columns", ["1", "19", "2000", "99999999999999999999"])
def test_any_width_gives_an_answer(columns: str) -> None:
    ended = genden(*SMALL, "timeline", environment={"COLUMNS": columns})
    assert (ended.code, ended.err) == (Exit.DONE, b"")
    assert "1780" in ended.out.decode()


# Where the answer goes.


def test_output_goes_to_a_file_and_nowhere_else(tmp_path: Path) -> None:
    ended = genden(*SMALL, "events", "--format", "csv", "-o", tmp_path / "a b.csv")
    assert ended == (Exit.DONE, b"", b"")
    assert (tmp_path / "a b.csv").read_bytes() == usual("events", "--format", "csv").out


def test_output_may_be_standard_output_by_name() -> None:
    assert genden(*SMALL, "events", "-o", "/dev/stdout") == genden(*SMALL, "events")


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    base = tmp_path / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    itself = genden("-b", base, "events", "-o", base)
    assert itself.err.decode().splitlines() == [
        f"genden: {base} is the fact base itself",
        "name another file with -o",
    ]
    assert base.read_bytes() == FACTS.read_bytes()
    folder = genden("-b", base, "events", "-o", tmp_path)
    assert folder.err.decode() == f"genden: cannot write {tmp_path}: is a directory\n"
    assert (itself.code, folder.code) == (Exit.BASE, Exit.BASE)


def test_question_that_cannot_be_answered_leaves_the_file_alone(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    answer.write_text("before")
    assert genden(*SMALL, "person", "nobody", "-o", answer).code == Exit.USAGE
    assert answer.read_text() == "before"


# What is asked.


def told(ended_err: bytes) -> list[str]:
    return ended_err.decode().splitlines()


@pytest.mark.parametrize(
    ("asked", "message", "help_"),
    [
        ("nothing", "No such command 'nothing'.", "genden"),
        ("--nothing", "no such option: --nothing", "genden"),
        ("timeline --nothing", "no such option: --nothing", "genden timeline"),
        ("timeline nothing", "timeline takes options alone, not 'nothing'", "genden timeline"),
        ("timeline --format pdf", "Invalid value for '--format': 'pdf' is not one of", "genden timeline"),
        ("--format pdf timeline", "Invalid value for '--format': 'pdf' is not one of", "genden"),
        ("timeline --color sometimes", "Invalid value for '--color'", "genden timeline"),
        ("timeline --verdict true", "Invalid value for '--verdict'", "genden timeline"),
        ("timeline --limit 0", "--limit takes a whole number from 1 to a billion, not '0'", "genden timeline"),
        ("search x --limit -1", "--limit takes a whole number from 1 to a billion, not '-1'", "genden search"),
        ("timeline --limit many", "--limit takes a whole number from 1 to a billion, not 'many'", "genden timeline"),
        (
            "timeline --limit 99999999999999999999",
            "--limit takes a whole number from 1 to a billion",
            "genden timeline",
        ),
        ("timeline -b", "Option '-b' requires an argument", "genden timeline"),
        ("person", "Missing argument", "genden person"),
    ],
)
def test_request_that_cannot_be_understood_is_said_with_the_way_to_help(
    capsys: pytest.CaptureFixture[str], asked: str, message: str, help_: str
) -> None:
    assert main(asked.split()) == Exit.USAGE
    out, err = capsys.readouterr()
    said, *_, remedy = err.splitlines()
    assert out == ""
    assert said.startswith(f"genden: {message}")
    assert remedy == f"{help_} --help shows how it is used"


ESCAPES = "\x1b]0;title\x07\x1b[31m\x9b2J\u202e\n::error::"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((ESCAPES,), Exit.USAGE),
        ((f"--{ESCAPES}",), Exit.USAGE),
        (("person", ESCAPES), Exit.USAGE),
        (("timeline", "--verdict", ESCAPES), Exit.USAGE),
        (("timeline", "--since", ESCAPES), Exit.USAGE),
        (("-b", ESCAPES, "timeline"), Exit.BASE),
        (("timeline", "-o", f"/nowhere/{ESCAPES}"), Exit.BASE),
        (("search", ESCAPES), Exit.NO),
    ],
)
def test_escapes_in_arguments_are_inert(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], code: int
) -> None:
    monkeypatch.setenv("GENDEN_BASE", str(FACTS))
    assert main(asked) == code
    out, err = capsys.readouterr()
    assert out.isascii()
    assert all(line.isprintable() for line in err.splitlines())
    assert not any(line.startswith("::") for line in err.splitlines())


@pytest.mark.parametrize("asked", [("person", b"\xff\xfe"), ("-b", b"\xff.yaml", "events"), (b"\xff",)])
def test_arguments_that_are_no_text_are_met(asked: tuple[str | bytes, ...]) -> None:
    ended = genden(*(() if asked[0] == "-b" else SMALL), *asked)
    assert ended.code in (Exit.USAGE, Exit.BASE)
    assert b"dcff" in ended.err
    assert ended.err.isascii()


@pytest.mark.parametrize("asked", [("-h",), ("--help",)])
def test_program_says_how_it_is_used(capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]) -> None:
    assert main(asked) == Exit.DONE
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("Usage: genden [OPTIONS] COMMAND [ARGS]...")
    assert all(f"\n  {command} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_usage_names_what_a_command_takes_in_one_way(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "--help"]) == Exit.DONE
    out = capsys.readouterr().out
    usage = " ".join(out.partition("\n\n")[0].split())
    assert re.fullmatch(rf"Usage: genden {command} \[OPTIONS\]( \[?[A-Z|]+\]?(\.\.\.)?)*", usage), usage
    assert "<str>" not in out


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_help_is_as_wide_as_a_table_would_be(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for asked in (["--help"], ["claims", "--help"]):
        assert main(asked) == Exit.DONE
        lines = [line for line in capsys.readouterr().out.splitlines() if " <" not in line]
        assert max(map(len, lines)) <= min(max(columns, 40), 100)
        assert max(map(len, lines)) > min(max(columns, 40), 100) - 15


def test_words_too_many_are_told_to_be_quoted_where_words_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "one", "two", "three"]) == Exit.USAGE
    assert capsys.readouterr().err.splitlines()[1] == "words that belong together stand in quotation marks"
    assert main(["person", "Ana", "Brandt", "--base", str(FACTS), "--format", "plain"]) == Exit.DONE
    assert capsys.readouterr().err == ""


def test_help_cuts_nothing_and_fits(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    summaries = [*map(summary, COMMANDS)]
    for columns in (80, 60):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert main(["--help"]) == Exit.DONE
        out = capsys.readouterr().out
        assert all(len(line) <= columns for line in out.splitlines())
        assert all(each in " ".join(out.split()) for each in summaries)
        assert columns < 80 or all(f"{each}\n" in out for each in summaries)


@pytest.mark.parametrize("command", COMMANDS)
def test_summary_is_the_first_line_of_the_docstring(command: str) -> None:
    module = import_module(f"genden_cli.cli.commands.{COMMANDS[command]}")
    function = getattr(module, f"{command}_" if iskeyword(command) else command)
    first = inspect.getdoc(function).partition("\n")[0]
    assert summary(command) == first
    assert re.fullmatch(r"[A-Z].*\.", first)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("timeline --sinse 1935", "did you mean --since?"),
        ("--bse x timeline", "did you mean --base?"),
        ("search lamp --knd claim", "did you mean --kind?"),
        ("timeline --verdict suported", "did you mean supported?"),
        ("export htlm", "did you mean html?"),
    ],
)
def test_nearest_option_and_choice_are_proposed(capsys: pytest.CaptureFixture[str], line: str, hint: str) -> None:
    assert main(line.split()) == Exit.USAGE
    assert capsys.readouterr().err.splitlines()[1] == hint


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "-h"]) == Exit.DONE
    short = capsys.readouterr()
    assert short.out.startswith(f"Usage: genden {command} ")
    assert main([command, "--help"]) == Exit.DONE
    assert capsys.readouterr() == short


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == Exit.DONE
    assert capsys.readouterr() == (f"genden {__version__}\n", "")


def test_shared_options_stand_before_or_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--base", str(FACTS), "--format", "json", "--ascii", "--color", "never"]
    printed = []
    for arguments in (
        [*options, "events"],
        ["events", *options],
        [*options[:4], "events", *options[4:]],
        ["--base", "another.yaml", "--format", "csv", "events", *options],
    ):
        assert main(arguments) == Exit.DONE
        printed.append(capsys.readouterr())
    assert printed == printed[:1] * 4


def test_base_is_the_option_else_the_environment_else_the_bundled_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("base: {title: Another}\nclaims: {one: {says: One.}}\n")

    def title(*options: str) -> str:
        assert main(["claims", "--format", "json", "--limit", "1", *options]) == Exit.DONE
        return capsys.readouterr().out.split('"title": "')[1].split('"')[0]

    bundled = title()
    assert bundled != "Another"
    monkeypatch.setenv("GENDEN_BASE", "")
    assert title() == bundled
    monkeypatch.setenv("GENDEN_BASE", str(FACTS))
    assert title() == "Who put out the lamp of Aldport?"
    assert title("--base", str(other)) == "Another"


def test_base_without_a_name_is_not_taken_for_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GENDEN_BASE", str(FACTS))
    for arguments in (["--base", "", "events"], ["events", "-b", ""]):
        assert main(arguments) == Exit.USAGE
        message = "genden: --base without a name\nname a YAML file, or leave --base out\n"
        assert capsys.readouterr() == ("", message)


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-b", str(FACTS), "claims", "--kind", "policy", "--format", "plain"]) == Exit.NO
    assert capsys.readouterr() == ("", "genden: no claims with --kind policy\n")


def test_mistakes_in_the_base_are_shown_and_nothing_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    base = tmp_path / "facts.yaml"
    base.write_text("base: {title: T}\nclaims: {a: {says: One., event: none}}\n")
    assert main(["-b", str(base), "events"]) == Exit.BASE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{base}:2:")
    assert "'none'" in err


def test_command_line_is_completed() -> None:
    asked = {"_GENDEN_COMPLETE": "complete_bash", "COMP_WORDS": "genden tim", "COMP_CWORD": "1"}
    ended = genden(environment=asked)
    assert (ended.code, ended.out.split(), ended.err) == (Exit.DONE, [b"timeline"], b"")


# Our own mistakes.


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Give the program a command ``odd`` for the length of a test."""

    def add(odd: Callable[[], Any]) -> None:
        module = ModuleType("odd")
        module.odd = odd  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "genden_cli.cli.commands.odd", module)
        monkeypatch.setitem(COMMANDS, "odd", "odd")

    return add


def failing(error: BaseException) -> Callable[[], Any]:
    def odd() -> None:
        raise error

    return odd


def test_mistake_of_ours_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], command: Callable[[Callable[[], Any]], None]
) -> None:
    command(failing(ZeroDivisionError("by \x1b[31mnothing")))
    assert main(["odd"]) == Exit.BUG
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "genden: a mistake of ours, sorry: ZeroDivisionError: by \\x1b[31mnothing",
        "GENDEN_DEBUG=1 shows where; please report it with the command that you ran",
    ]


def test_mistake_of_ours_shows_where_when_asked(
    capsys: pytest.CaptureFixture[str],
    command: Callable[[Callable[[], Any]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GENDEN_DEBUG", "1")
    command(failing(ZeroDivisionError("by \x1b[31mnothing")))
    assert main(["odd"]) == Exit.BUG
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "ZeroDivisionError: by \\x1b[31mnothing"


def test_command_that_cannot_be_loaded_is_a_mistake_of_ours(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "odd", "nowhere")
    assert main(["odd"]) == Exit.BUG
    assert "ModuleNotFoundError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED, ""),
        (typer.Abort(), Exit.INTERRUPTED, ""),
        (typer.Exit(7), 7, ""),
        (OSError(28, "No space left on device"), 3, "genden: cannot write the answer: no space left on device\n"),
        (PermissionError(13, "Permission denied", "a\x07b"), 3, "genden: cannot use a\\x07b: permission denied\n"),
        (BrokenPipeError(32, "Broken pipe"), Exit.DONE, ""),
        (SystemExit(5), 5, ""),
    ],
)
def test_every_way_out_has_its_exit_code(
    capsys: pytest.CaptureFixture[str],
    command: Callable[[Callable[[], Any]], None],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    command(failing(error))
    assert main(["odd"]) == code
    assert capsys.readouterr() == ("", said)


def test_interrupt_while_the_program_loads_is_one_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> Any:
            raise KeyboardInterrupt

    monkeypatch.setattr("genden_cli.cli.main.app", Interrupted("app"))
    assert main(["events"]) == Exit.INTERRUPTED


CARELESS = """
import sys
from genden_cli.cli import app, main
app.answer = lambda arguments: print("never flushed") or 0
main.run()
"""


@FULL
def test_answer_that_is_lost_at_the_very_end_is_not_taken_for_done() -> None:
    environment = {**os.environ, **USUAL}
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-P", "-c", CARELESS]
        assert subprocess.run(command, stdout=full, timeout=60, check=False, env=environment).returncode == Exit.BASE


def test_module_may_be_looked_at() -> None:
    assert import_module("genden_cli.__main__").__doc__ == "Run genden as ``python -m genden_cli``."


def test_interpreter_may_be_told_to_load_nothing_from_here() -> None:
    command = [sys.executable, "-P", "-m", "genden_cli", "--version"]
    assert (
        subprocess.run(command, capture_output=True, timeout=60, check=True).stdout
        == f"genden {__version__}\n".encode()
    )


@pytest.mark.slow
def test_no_code_is_loaded_from_beside_the_data(tmp_path: Path) -> None:
    for name in ("typer", "yaml", "json", "csv", "hashlib", "facts"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "facts.yaml").write_bytes(FACTS.read_bytes())
    for shown in FORMATS:
        ended = genden("-b", "facts.yaml", "events", "--format", shown, cwd=tmp_path)
        assert (ended.code, ended.err) == (Exit.DONE, b"")
