"""Tab pressed in bash, zsh and fish themselves, on a terminal, with completion as --install-completion installs it.

Where a shell is not there, its tests are skipped; with GENDEN_TEST_SHELLS set they fail, as in CI.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from conftest import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

GENDEN = Path(sys.executable).with_name("genden")
SHELLS = ("bash", "zsh", "fish")

# A prompt that is a word, nothing that redraws it, and history that ! recalls, as most people have it.
START = {
    "bash": (".bashrc", "PS1='ready> '\nset -o history -H\nbind 'set enable-bracketed-paste off'\n"),
    "zsh": (".zshrc", "PS1='ready> '\nunset zle_bracketed_paste\nunsetopt prompt_sp\n"),
    "fish": (".config/fish/config.fish", "function fish_prompt; echo -n 'ready> '; end\nset -g fish_greeting\n"),
}

HOSTILE = (
    "qa $(touch pwned)",
    "qb `touch pwned`",
    "qc; touch pwned",
    "qd && touch pwned | touch pwned & > pwned",
    'qe "said" end',
    "qf it's",
    "qg back\\slash \\",
    "qh wow!! !touch",
    "qi ~root * ? [a-z] {a,b}",
    "qj key=value:more",
    "qk # no comment",
    "ql %F{red}%s ^x ~",
    "qm 根登 Гэндэн גנדן",
    "qn (touch pwned)",
    "qo: here",
    "qp 'a' \"$HOME\"",
)
QUOTED = [name for name in HOSTILE if any(each in name for each in "$`'\"\\!")]


class Terminal:
    """A shell on a terminal, in a home of its own where completion is installed."""

    def __init__(self, shell: str, home: Path) -> None:
        self.shell, self.home = shell, home
        environment = {"HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(home / "cache")}
        environment["PATH"] = f"{home}/bin:{os.defpath}:/usr/local/bin"
        subprocess.run([GENDEN, "--install-completion", shell], env=environment, check=True, capture_output=True)
        self.process = pexpect.spawn(
            shutil.which(shell), ["-i"], env=environment, cwd=home, encoding="utf-8", timeout=60, dimensions=(60, 200)
        )
        self.process.delaybeforesend = None
        self.process.expect_exact("ready> ")

    def press(self, keys: str) -> None:
        self.process.send(keys)

    def words(self, keys: str) -> list[str]:
        """Return the words that the shell makes of what stands there after these keys, without running it."""
        argv = self.home / "argv"
        argv.unlink(missing_ok=True)
        self.press(f"{keys}\x01show \r")
        try:
            self.process.expect_exact("shown\r\n")
        finally:
            self.press("\x03" * (self.process.after is pexpect.TIMEOUT))
            self.process.expect_exact("ready> ")
        return argv.read_text(encoding="utf-8").split("\0")[1:-1]

    def listed(self, line: str, *wanted: str) -> None:
        """Press Tab until all that is wanted is shown, in this order; then give the line up."""
        self.press(line)
        for _ in range(10):
            self.press("\t")
            if self.process.expect_exact([wanted[0], pexpect.TIMEOUT], timeout=6) == 0:
                break
        for each in wanted[1:]:
            self.process.expect_exact(each)
        self._give_up()

    def shown(self, keys: str, end: str) -> str:
        """Return what is shown after these keys, up to ``end``; then give the line up."""
        self.press(keys)
        self.process.expect_exact(end)
        shown = str(self.process.before)
        self._give_up()
        return shown

    def _give_up(self) -> None:
        """Leave the line, and the list below it: by emptying it, for an interrupt takes more with it than the line."""
        self.press("\x15show\r")
        self.process.expect_exact("shown\r\n")
        self.process.expect_exact("ready> ")


@pytest.fixture(scope="module", params=SHELLS)
def terminal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    shell = request.param
    if shutil.which(shell) is None:
        (pytest.fail if os.environ.get("GENDEN_TEST_SHELLS") else pytest.skip)(f"there is no {shell} here")
    home = tmp_path_factory.mktemp(shell)
    file, text = START[shell]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_text(text)
    (home / "bin").mkdir()
    show = home / "bin" / "show"
    show.write_text('#!/bin/sh\nprintf "%s\\0" "$@" > "$HOME/argv"\necho shown\n')
    show.chmod(0o755)
    (home / "facts.yaml").write_bytes(FACTS.read_bytes())
    (home / "a folder").mkdir()
    (home / "a folder" / "text $(touch pwned).txt").write_text("")
    people = "".join(f"  p{number}:\n    name: >-\n      {name}\n" for number, name in enumerate(HOSTILE))
    (home / "hostile.yaml").write_text(f"base: {{title: Hostile}}\npeople:\n{people}", encoding="utf-8")
    for base in ("facts.yaml", "hostile.yaml"):
        environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache")}
        subprocess.run([GENDEN, "--base", home / base, "people"], env=environment, check=True, capture_output=True)
    opened = Terminal(shell, home)
    yield opened
    opened.process.close(force=True)


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("timel", "timeline"),
        ("timeline --verd", "timeline --verdict"),
        ("timeline --verdict ref", "timeline --verdict refuted"),
        ("timeline --verdict=ref", "timeline --verdict=refuted"),
        ("export bib", "export biblatex"),
        ("--base facts.yaml claim put", "--base facts.yaml claim put-out"),
        ("claim --base facts.yaml put", "claim --base facts.yaml put-out"),
        ("--base ~/facts.yaml event dark", "--base HOME/facts.yaml event dark-night"),
        ("-b facts.yaml source brandt", "-b facts.yaml source brandt-letters"),
        ("-b facts.yaml timeline --tag wea", "-b facts.yaml timeline --tag weather"),
        ("-b facts.yaml timeline --place Lamp", "-b facts.yaml timeline --place Lamp_House,_Aldport"),
        ("-b facts.yaml person 'Ana M", "-b facts.yaml person Ana_Margarethe_Brandt"),
        ('-b facts.yaml person "Ana M', "-b facts.yaml person Ana_Margarethe_Brandt"),
        ("-b facts.yaml person Ana\\ M", "-b facts.yaml person Ana_Margarethe_Brandt"),
        ("-b facts.yaml person Анн", "-b facts.yaml person Анна_Брандт"),
        ("-b facts.yaml person 安", "-b facts.yaml person 安娜·勃蘭特"),
        ("-b facts.yaml search who:mar", "-b facts.yaml search who:marsh"),
        ("-b facts.yaml search lamp stance:sil", "-b facts.yaml search lamp stance:silent"),
        ("-b facts.yaml search verdict:ref", "-b facts.yaml search verdict:refuted"),
        ("--base fac", "--base facts.yaml"),
        ("--base=fac", "--base=facts.yaml"),
        ("-b ~/fac", "-b HOME/facts.yaml"),
        ("timeline -o fac", "timeline -o facts.yaml"),
        ("check fac", "check facts.yaml"),
        (
            "-b facts.yaml verify log --text a\\ folder/te",
            "-b facts.yaml verify log --text a_folder/text_$(touch_pwned).txt",
        ),
        ("-b facts.yaml read fac", "-b facts.yaml read facts.yaml"),
        ("-b facts.yaml read brandt", "-b facts.yaml read brandt-letters"),
    ],
)
def test_tab_completes(terminal: Terminal, typed: str, made: str) -> None:
    words = terminal.words(f"{GENDEN} {typed}\t")
    wanted = [each.replace("_", " ") for each in made.replace("HOME", str(terminal.home)).split()]
    assert [each for each in words if each] == wanted


@pytest.mark.parametrize(
    ("name", "quote"), [(name, "") for name in HOSTILE] + [(name, quote) for name in QUOTED for quote in "'\""]
)
def test_name_that_is_code_is_typed_and_nothing_more(terminal: Terminal, name: str, quote: str) -> None:
    words = terminal.words(f"{GENDEN} -b hostile.yaml person {quote}{name[:2]}\t")
    assert [each for each in words if each] == ["-b", "hostile.yaml", "person", name]
    assert not (terminal.home / "pwned").exists()


def test_candidates_are_listed_and_described(terminal: Terminal) -> None:
    described = terminal.shell != "bash"
    wanted = ("ong-older", "The song is older than the novel.") if described else ("song-older", "storm")
    terminal.listed(f"{GENDEN} -b facts.yaml claim s", *wanted)


def test_what_goes_wrong_is_not_shown(terminal: Terminal) -> None:
    for line in (f"{GENDEN} -b none.yaml person x", f"{GENDEN} nothing at all ", "./genden person x"):
        words = terminal.words(f"{line}\t")
        assert [each for each in words if each] == line.split()[1:]
    shown = terminal.shown(f"{GENDEN} -b none.yaml person x\t#end", "#end")
    assert "none.yaml" in shown
    assert not any(word in shown.lower() for word in ("error", "traceback", "no such", "cannot"))
