"""The pager: in a real terminal, with less, without it, and with one that fails, is killed or is left early."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pexpect
import pytest
from conftest import FACTS
from outside import GENDEN, genden, interrupts

from genden_cli.errors import Exit
from genden_cli.output.pager import PagedOutput, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Terminal = Any

LONG = ("stats",)
"""An answer that is longer than a terminal of six lines."""

needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")


@pytest.fixture
def terminal(tmp_path: Path, warm: None) -> Callable[..., Terminal]:  # noqa: ARG001 -- fills the cache
    """Start the program in a terminal of six lines and 80 columns, with nothing but its own settings for a pager."""

    def start(*arguments: str, lines: int = 6, base: Path = FACTS, **environment: str) -> Terminal:
        own = {key: value for key, value in os.environ.items() if key not in ("PAGER", "GENDEN_PAGER", "LESS")}
        own |= {"TERM": "xterm", "LESSHISTFILE": "-", "PYTHONUNBUFFERED": ""}
        program, *rest = GENDEN
        with interrupts():
            return pexpect.spawn(
                program,
                [*rest, "--base", str(base), *arguments],
                env={**own, **environment},
                dimensions=(lines, 80),
                encoding="utf-8",
                timeout=20,
                cwd=tmp_path,
            )

    return start


def pager(folder: Path, text: str) -> str:
    """Write a shell script that serves as a pager, and return its path."""
    script = folder / "pager"
    script.write_text(f"#!/bin/sh\n{text}\n")
    script.chmod(0o755)
    return str(script)


def ended(child: Terminal) -> tuple[int | None, str]:
    """Return the exit code of a program that ends by itself, and what it printed since the last look."""
    child.expect(pexpect.EOF)
    child.close()
    return (child.exitstatus if child.signalstatus is None else -child.signalstatus), child.before


def answer(*arguments: str) -> str:
    """Return the answer of the program as text without colours, at the width of the terminal."""
    return genden("--base", FACTS, *arguments, environment={"COLUMNS": "80"}).out.decode()


def plain(text: str) -> str:
    """Return what a terminal shows, without its colours and with plain line breaks."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[>=]", "", text).replace("\r\n", "\n")


@needs_less
def test_long_answer_is_shown_in_less_which_keeps_colour_and_leaves_the_answer(
    terminal: Callable[..., Terminal],
) -> None:
    child = terminal(*LONG)
    child.expect("\n:")
    first = child.before
    assert "\x1b[1m" in first
    assert "ESC" not in first
    assert "\x1b[?1049h" not in first  # the answer stays on the screen
    assert answer(*LONG).startswith(plain(first).strip())
    child.send("q")
    code, rest = ended(child)
    assert (code, plain(rest).strip()) == (Exit.DONE, "")


@needs_less
def test_short_answer_is_printed_without_a_pager(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = terminal("cite", "log", GENDEN_PAGER=pager(tmp_path, f"touch {mark}; cat"))
    code, out = ended(child)
    assert (code, plain(out)) == (Exit.DONE, answer("cite", "log"))
    assert not mark.exists()


@pytest.mark.parametrize("height", [1, 0])
def test_answer_of_all_lines_but_the_last_fits_the_terminal(
    terminal: Callable[..., Terminal], tmp_path: Path, height: int
) -> None:
    mark = tmp_path / "mark"
    lines = len(answer(*LONG).splitlines()) + height
    code, out = ended(terminal(*LONG, lines=lines, GENDEN_PAGER=pager(tmp_path, f"touch {mark}; cat")))
    assert (code, plain(out)) == (Exit.DONE, answer(*LONG))
    assert mark.exists() == (height == 0)


def test_variables_name_the_pager_the_own_one_first(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    own, other = pager(tmp_path, "echo own; cat >/dev/null"), "echo other; cat >/dev/null"
    for environment, shown in (
        ({"GENDEN_PAGER": own, "PAGER": other}, "own"),
        ({"PAGER": other}, "other"),
        ({"GENDEN_PAGER": "", "PAGER": other}, None),
        ({"GENDEN_PAGER": "cat"}, None),
        ({"PAGER": ""}, None),
        ({"PAGER": "'"}, None),
    ):
        code, out = ended(terminal(*LONG, **environment))
        assert (code, plain(out)) == (Exit.DONE, f"{shown}\n" if shown else answer(*LONG)), environment


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"PAGER": "no-such-pager"}, id="named"),
        pytest.param({"PATH": "/nowhere"}, id="less"),
        pytest.param({"PAGER": "no-such-pager | cat 1>&2"}, id="in-a-pipe-of-its-own"),
        pytest.param({"PAGER": "no-such-pager $HOME"}, id="in-a-shell"),
        pytest.param({"TERM": "dumb", "PAGER": "false"}, id="terminal-without-a-cursor"),
    ],
)
def test_missing_pager_shows_the_answer_itself(terminal: Callable[..., Terminal], environment: dict[str, str]) -> None:
    code, out = ended(terminal(*LONG, **environment))
    assert code == Exit.DONE
    if "|" not in environment.get("PAGER", ""):  # the shell of this pager tells nothing, as with git
        assert plain(out).endswith(answer(*LONG))
    assert "Traceback" not in out


def test_file_that_is_no_program_is_no_pager(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    script = tmp_path / "pager"
    script.write_bytes(b"\x00\x01")
    script.chmod(0o755)
    code, out = ended(terminal(*LONG, PAGER=str(script)))
    assert (code, plain(out)) == (Exit.DONE, answer(*LONG))


@pytest.mark.parametrize("text", ["exit 1", "exit 3", "read line; exit 1", "echo broken >&2; exit 2"])
def test_pager_that_fails_does_not_lose_the_answer(
    terminal: Callable[..., Terminal], tmp_path: Path, text: str
) -> None:
    code, out = ended(terminal(*LONG, GENDEN_PAGER=pager(tmp_path, text)))
    assert code == Exit.DONE
    assert plain(out).removeprefix("broken\n") == answer(*LONG)


@pytest.mark.parametrize("name", ["KILL", "TERM", "HUP", "PIPE"])
def test_pager_that_is_killed_leaves_no_trace(terminal: Callable[..., Terminal], tmp_path: Path, name: str) -> None:
    code, out = ended(terminal(*LONG, GENDEN_PAGER=pager(tmp_path, f"stty -echo </dev/tty; kill -{name} $$")))
    assert (code, plain(out)) == (Exit.DONE, "")


@pytest.mark.parametrize(("arguments", "code"), [(("claims",), Exit.DONE), (("compare", "undated"), Exit.NO)])
def test_pager_that_is_left_early_does_not_change_the_exit_code(
    terminal: Callable[..., Terminal], tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    found, out = ended(terminal(*arguments, lines=2, GENDEN_PAGER=pager(tmp_path, "read line; exit 0")))
    assert found == code == genden("--base", FACTS, *arguments).code
    assert "Traceback" not in out


def large_base(folder: Path) -> Path:
    """Write a base whose answer no pipe holds."""
    base = folder / "large.yaml"
    claims = "".join(f"  c{n}:\n    says: Sentence number {n} of many.\n    verdict: unproven\n" for n in range(3_000))
    base.write_text(f"base: {{title: Large}}\n\nclaims:\n{claims}")
    return base


@pytest.mark.slow
@pytest.mark.parametrize("text", ["exit 0", "head -n 3"])
def test_pager_may_leave_in_the_middle_of_a_long_answer(
    terminal: Callable[..., Terminal], tmp_path: Path, text: str
) -> None:
    base = large_base(tmp_path)
    assert genden("--base", base, "stats").code == Exit.DONE  # makes the index
    child = terminal("claims", "--json", base=base, GENDEN_PAGER=pager(tmp_path, text))
    code, out = ended(child)
    assert (code, len(out.splitlines()) <= 3) == (Exit.DONE, True)


@needs_less
def test_interrupt_belongs_to_less(terminal: Callable[..., Terminal]) -> None:
    child = terminal(*LONG)
    child.expect("\n:")
    child.sendintr()
    child.send("G")
    child.expect(r"\(END\)")
    child.send("q")
    code, out = ended(child)
    assert (code, "Traceback" in out) == (Exit.DONE, False)


def test_interrupt_that_ends_the_pager_ends_the_command(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    child = terminal(*LONG, GENDEN_PAGER=pager(tmp_path, "echo ready; exec sleep 60"))
    child.expect("ready\r\n")
    child.sendintr()
    code, out = ended(child)
    assert (code, out.replace("^C", "").strip()) == (Exit.INTERRUPTED, "")


@needs_less
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals_end_the_pager_with_the_command(terminal: Callable[..., Terminal], number: int) -> None:
    child = terminal(*LONG)
    child.expect("\n:")
    child.kill(number)
    code, out = ended(child)  # the end of output shows that less has ended too
    assert code == 128 + number
    assert "Traceback" not in out


@pytest.mark.parametrize("arguments", [("--no-pager", *LONG), (*LONG, "--no-pager")])
def test_option_asks_for_no_pager(
    terminal: Callable[..., Terminal], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    code, out = ended(terminal(*arguments, GENDEN_PAGER=pager(tmp_path, "echo pager")))
    assert (code, plain(out)) == (Exit.DONE, answer(*LONG))


@pytest.mark.parametrize(
    "command", ["schema", "help dates", "check --explain E016", "claims --json", "export json -o -"]
)
def test_every_long_text_is_paged(terminal: Callable[..., Terminal], tmp_path: Path, command: str) -> None:
    shown = ended(terminal(*command.split(), GENDEN_PAGER=pager(tmp_path, "echo pager; cat >/dev/null")))
    assert shown == (Exit.DONE, "pager\r\n")
    first, *rest = command.split()
    printed = ended(terminal(first, "--no-pager", *rest, GENDEN_PAGER=pager(tmp_path, "echo pager")))
    assert (printed[0], len(printed[1].splitlines()) > 6) == (Exit.DONE, True)


def test_what_goes_to_a_pipe_or_a_file_is_not_paged(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    chosen = pager(tmp_path, "echo pager")
    assert genden("--base", FACTS, *LONG, environment={"PAGER": chosen}) == genden("--base", FACTS, *LONG)
    code, out = ended(terminal(*LONG, "-o", "out.txt", PAGER=chosen))
    assert (code, out) == (Exit.DONE, "")


def test_pager_is_not_loaded_for_a_pipe() -> None:
    code = "\n".join(
        [
            "import sys",
            "from types import ModuleType",
            "from genden_cli.cli.main import main",
            f"main(['--base', {str(FACTS)!r}, 'stats'])",
            "ran = [name for name, module in sys.modules.items() if type(module) is ModuleType]",
            "print(*ran, file=sys.stderr)",
        ]
    )
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    ).stderr.split()
    assert "genden_cli.output.stream" in loaded
    assert "genden_cli.output.pager" not in loaded


# Without a terminal.


@pytest.fixture
def direct() -> TextIOWrapper:
    return TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)


def test_rest_of_an_answer_follows_where_the_pager_failed(direct: TextIOWrapper) -> None:
    paged = PagedOutput.start(["sh", "-c", "exit 3"], direct)
    assert paged is not None
    for text in ("a" * 200_000, "b" * 10, "c\n"):
        paged.write(text)
    paged.finish()
    paged.close()
    assert direct.buffer.getvalue().decode() == "a" * 200_000 + "b" * 10 + "c\n"  # type: ignore[attr-defined]


def test_pager_that_was_left_in_a_write_says_so(direct: TextIOWrapper) -> None:
    paged = PagedOutput.start(["sh", "-c", "exit 0"], direct)
    assert paged is not None
    with pytest.raises(BrokenPipeError):
        paged.write("a" * 200_000)
    assert direct.buffer.getvalue() == b""  # type: ignore[attr-defined]


def test_pager_of_an_answer_that_failed_is_waited_for(direct: TextIOWrapper, tmp_path: Path) -> None:
    paged = PagedOutput.start(["sh", "-c", f"cat > '{tmp_path}/seen'"], direct)
    assert paged is not None
    paged.write("half an answer")
    paged.close()
    assert (tmp_path / "seen").read_text() == "half an answer"


def test_size_of_what_is_no_terminal_is_the_usual_one(direct: TextIOWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", direct)
    monkeypatch.setenv("GENDEN_PAGER", "true")
    assert start("line\n" * 23, direct) is None
    paged = start("line\n" * 24, direct)
    assert paged is not None
    paged.close()
