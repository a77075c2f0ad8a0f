"""``genden open``: which page is meant, where it is said, and that a browser gets one argument and nothing else."""

from __future__ import annotations

import json
import stat
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

import outside
import pytest
from conftest import FACTS
from exporting import HOSTILE, MINIMAL
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.cli import browser as browser_start
from genden_cli.text.fragments import at_quote
from genden_cli.text.pieces import has_brackets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

QUOTED = "https://example.org/night#:~:text=she%20put%20out%20the%20lamp%20with%20her%20own%20hands"
KEPT = QUOTED.replace("/night", "/archive/night")
WEBSITE = "https://example.org/visit?id=1&lang=en"
FOUND = "website (contradicts, D3): Aldport for visitors; --source picks another of 2\n"
EXAMINED = "pamphlet (makes the claim): The Night Without a Lamp\n"
RANKED = """\
sources:
  examined: {title: Examined, reliability: A, url: "https://example.org/examined"}
  silent: {title: Silent, reliability: A, url: "https://example.org/silent"}
  best: {title: Best, reliability: A}
  worse: {title: Worse, reliability: C, url: "https://example.org/worse"}
  good: {title: Good, reliability: B, archived: "https://example.org/good"}
claims:
  one:
    says: It rained.
    evidence:
      - {source: examined, stance: supports, credibility: 1}
      - {source: silent, stance: silent, credibility: 1}
      - {source: best, stance: supports, credibility: 1}
      - {source: worse, stance: supports, credibility: 1}
      - {source: good, stance: contradicts}
      - {source: good, stance: contradicts, credibility: 2, note: Without its words.}
      - {source: good, stance: contradicts, credibility: 2, quote: no drop fell}
    verdict: disputed
    because: They differ.
  bare:
    says: It snowed.
    evidence:
      - {source: best, stance: supports}
"""


@pytest.fixture(autouse=True)
def _without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ranked(tmp_path: Path) -> Path:
    """Give a base whose claim has pages of every rank."""
    base = tmp_path / "ranked.yaml"
    base.write_text(MINIMAL.replace("}", ", examines: [examined]}") + RANKED)
    return base


@pytest.mark.parametrize(
    ("arguments", "out", "err"),
    [
        ("pamphlet", "https://example.org/night", ""),
        ("pamphlet --archived", "https://example.org/archive/night", ""),
        ("website", WEBSITE, ""),
        ("website --archived", WEBSITE, "no archived copy of website is recorded\n"),
        ("put-out", WEBSITE, FOUND),
        ("put-out --source pamphlet", QUOTED, EXAMINED),
        ("put-out --source pamphlet --archived", KEPT, EXAMINED),
        ("put-out --print", WEBSITE, FOUND),
    ],
)
def test_without_a_browser_the_link_is_printed(arguments: str, out: str, err: str, genden: Callable[..., Ran]) -> None:
    assert genden("open", *arguments.split()) == (0, f"{out}\n", err)


def test_the_best_graded_page_that_speaks_for_or_against_comes_first(ranked: Path, genden: Callable[..., Ran]) -> None:
    said = "good (contradicts, B2): Good; --source picks another of 4\n"
    quoted = "https://example.org/good#:~:text=no%20drop%20fell\n"
    assert genden("open", "one", base=ranked) == (0, quoted, said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("log", "genden: log has no address that can be opened\n"),
        ("orders", "genden: nothing cited for orders has an address\n"),
        ("put-out --source log", "genden: log has no address that can be opened\n"),
    ],
)
def test_no_address_is_no_as_an_answer(arguments: str, said: str, genden: Callable[..., Ran]) -> None:
    hint = f"genden cite {arguments.split(maxsplit=1)[0]} shows how it is cited\n"
    assert genden("open", *arguments.split()) == (1, "", said + hint)


@pytest.mark.parametrize("name", ["best", "bare"])
def test_only_what_has_an_address_is_opened(name: str, ranked: Path, genden: Callable[..., Ran]) -> None:
    assert genden("open", name, base=ranked)[:2] == (1, "")


BEYOND_ASCII = {
    "https://example.org/ü": "https://example.org/%C3%BC",
    "https://ru.wikipedia.org/wiki/Гэндэн": "https://ru.wikipedia.org/wiki/%D0%93%D1%8D%D0%BD%D0%B4%D1%8D%D0%BD",
    "https://пример.рф:8080/?q=é#ж": "https://xn--e1afmkfd.xn--p1ai:8080/?q=%C3%A9#%D0%B6",
    "https://straße.de/ü": "https://xn--strae-oqa.de/%C3%BC",
    "https://ex.org/%D0%93-é": "https://ex.org/%D0%93-%C3%A9",
    "http://é@[::1]/": "http://%C3%A9@[::1]/",
}


@pytest.mark.parametrize("address", BEYOND_ASCII)
def test_an_address_beyond_ascii_is_opened_in_ascii(address: str, ranked: Path, genden: Callable[..., Ran]) -> None:
    """What passes check can be opened, and is a link on every page."""
    link = BEYOND_ASCII[address]
    text = ranked.read_text(encoding="utf-8").replace("https://example.org/worse", address)
    ranked.write_text(text.replace("https://example.org/good", f"{address}good"), encoding="utf-8")
    assert genden("check", str(ranked)).code == 0
    assert genden("open", "worse", "--print", base=ranked) == (0, f"{link}\n", "")
    assert genden("open", "good", "--archived", base=ranked).err == ""
    assert f'href="{link}"' in genden("export", "html", base=ranked).out
    assert f"](<{link}>)" in genden("export", "markdown", base=ranked).out
    assert address in json.loads(genden("export", "json", base=ranked).out)["sources"]["worse"]["url"]


@pytest.mark.parametrize("host", ["é" * 80, "a..é", "x\N{ZERO WIDTH JOINER}é"])
def test_a_host_that_no_browser_finds_is_no_address(host: str, ranked: Path, genden: Callable[..., Ran]) -> None:
    text = ranked.read_text(encoding="utf-8").replace("example.org/worse", host)
    ranked.write_text(text, encoding="utf-8")
    ran = genden("check", str(ranked))
    assert (ran.code, "error[E019]" in ran.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("nothing", "no source or claim 'nothing'"),
        ("pamphlet --source website", "--source: pamphlet is a source itself"),
        ("storm --source novel", "novel is not cited for storm"),
        ("storm --source nothing", "no source 'nothing'"),
    ],
)
def test_what_is_not_there_is_wrong_usage(arguments: str, said: str, genden: Callable[..., Ran]) -> None:
    ran = genden("open", *arguments.split())
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", f"genden: {said}")


def test_an_ambiguous_name_lists_what_it_may_mean(genden: Callable[..., Ran]) -> None:
    ran = genden("open", "the")
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", "genden: 'the' may be any of 5:")


def test_bytes_that_are_no_text_are_wrong_usage(genden: Callable[..., Ran]) -> None:
    assert genden("open", "\udcff") == (2, "", "genden: '\\u{dcff}' is no text in UTF-8\n")


def test_a_link_may_be_written_to_a_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "link"
    assert genden("open", "website", "-o", str(file)) == (0, "", "")
    assert file.read_text() == f"{WEBSITE}\n"


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """Give a program that writes down its arguments, one a line."""
    script = tmp_path / "browser"
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{tmp_path}/opened\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


@pytest.mark.parametrize("form", ["{}", "{} %s", "/nowhere:{}", "::{}", "/nowhere %s:{}:/nowhere"])
def test_the_browser_gets_the_address_as_one_argument(form: str, browser: Path) -> None:
    surroundings = {"BROWSER": form.format(browser)}
    ended = outside.genden("-b", FACTS, "open", "put-out", "--source", "pamphlet", environment=surroundings)
    assert (ended.code, ended.out) == (0, b"")
    assert (browser.parent / "opened").read_text() == f"{QUOTED}\n"


def test_no_shell_reads_an_address(browser: Path) -> None:
    ended = outside.genden("-b", HOSTILE, "open", "viral", environment={"BROWSER": str(browser)})
    assert (ended.code, ended.out, ended.err) == (0, b"", b"")
    assert (browser.parent / "opened").read_text() == "https://example.org/?q=%3Cscript%3E&x='y'(z)#_~$*;\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", ["/nowhere", "/nowhere %s", "'%s", " ", ":", "%s", "\x1b[31m", "false", "false %s &&"]
)
def test_a_browser_that_cannot_be_started_leaves_the_link(value: str) -> None:
    ended = outside.genden("-b", FACTS, "open", "website", environment={"BROWSER": value, "TERM": "xterm"})
    assert (ended.code, ended.out) == (0, f"{WEBSITE}\n".encode())
    assert b"\x1b" not in ended.err
    assert b"Traceback" not in ended.err


def test_a_link_that_is_to_be_printed_starts_nothing(browser: Path) -> None:
    ended = outside.genden("-b", FACTS, "open", "website", "--print", environment={"BROWSER": str(browser)})
    assert ended == (0, f"{WEBSITE}\n".encode(), b"")
    assert not (browser.parent / "opened").exists()


def test_with_a_display_the_desktop_chooses_and_the_terminal_is_left_alone(tmp_path: Path, browser: Path) -> None:
    for name in ("w3m", "lynx", "links", "elinks", "www-browser"):
        (tmp_path / name).symlink_to(browser)
    surroundings = {"PATH": str(tmp_path), "DISPLAY": ":99", "TERM": "xterm"}
    ended = outside.genden("-b", FACTS, "open", "website", environment=surroundings)
    assert (ended.code, ended.out, (tmp_path / "opened").exists()) == (0, f"{WEBSITE}\n".encode(), False)
    browser.write_text("#!/bin/sh\nexec /bin/sleep 2\n", encoding="utf-8")  # it stays, as one does that opens a window
    (tmp_path / "xdg-open").symlink_to(browser)
    assert outside.genden("-b", FACTS, "open", "website", environment=surroundings).out == b""


@pytest.mark.parametrize(
    ("address", "quote", "expected"),
    [
        ("https://example.org/", None, "https://example.org/"),
        ("https://example.org/", "a b", "https://example.org/#:~:text=a%20b"),
        ("https://example.org/", "a-b, c & d", "https://example.org/#:~:text=a%2Db%2C%20c%20%26%20d"),
        ("https://example.org/#part", "a", "https://example.org/#part:~:text=a"),
        ("https://example.org/#:~:text=x", "a", "https://example.org/#:~:text=x&text=a"),
        ("https://example.org/", "根登", "https://example.org/#:~:text=%E6%A0%B9%E7%99%BB"),
        ("https://example.org/", "Пэл", "https://example.org/#:~:text=%D0%9F%D1%8D%D0%BB"),
        ("https://example.org/", "100% #1", "https://example.org/#:~:text=100%25%20%231"),
    ],
)
def test_an_address_leads_to_the_quote(address: str, quote: str | None, expected: str) -> None:
    assert at_quote(address, quote) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda quote: not has_brackets(quote)))
def test_any_quote_is_one_text_in_printable_ascii(quote: str) -> None:
    head, text = at_quote("https://example.org/", quote).split("#:~:text=")
    assert (head, unquote(text)) == ("https://example.org/", quote)
    assert text.isascii()
    assert text.isprintable()
    assert not set(text) & set("-,& #\"'<>")


@pytest.mark.parametrize(
    ("quote", "before", "after", "fragment"),
    [
        ("a b", None, None, "text=a%20b"),
        ("a-b, c & d", None, None, "text=a%2Db%2C%20c%20%26%20d"),
        ("a b […] c", None, None, "text=a%20b,c"),
        ("a [x] b […] c", None, None, "text=a,c"),
        ("[…] a", None, None, "text=a"),
        ("a", "w", "z", "text=w-,a,-z"),
        ("a", None, "z", "text=a,-z"),
        ("é", None, None, "text=%C3%A9"),
    ],
)
def test_fragment_names_the_quote_and_the_words_beside_it(
    quote: str, before: str | None, after: str | None, fragment: str
) -> None:
    address = at_quote("https://x.org/", quote, before=before, after=after)
    assert address == f"https://x.org/#:~:{fragment}"


@pytest.mark.parametrize("quote", [None, "", "[…]"])
def test_page_without_a_quote_has_no_fragment(quote: str | None) -> None:
    assert at_quote("https://x.org/", quote) == "https://x.org/"


def test_program_that_is_no_browser_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert not browser_start.start("https://example.org/", ["/nowhere/browser"])
    assert capsys.readouterr().err == "BROWSER: cannot start '/nowhere/browser'\n"


@pytest.mark.parametrize(("connection", "started"), [({}, [WEBSITE]), ({"SSH_CONNECTION": "1"}, [])])
def test_macos_has_a_display_unless_the_user_is_elsewhere(
    connection: dict[str, str], started: list[str], monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    found: list[str] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(browser_start, "start", lambda address, _browsers: found.append(address) or True)
    for name, value in connection.items():
        monkeypatch.setenv(name, value)
    genden("open", "website")
    assert found == started
