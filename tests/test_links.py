"""``genden check --links`` against servers of this test: no test asks any other."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest
from outside import GENDEN, started

from genden_cli.diagnostics import links
from genden_cli.source import web
from genden_cli.source.web import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran


class Handler(BaseHTTPRequestHandler):
    """Answers as its path says."""

    protocol_version = "HTTP/1.1"
    busy = 0
    most = 0
    hangs = threading.Event()

    def do_HEAD(self) -> None:
        name, *rest = self.path[1:].split("/", 2)
        special = getattr(self, f"at_{name.replace('-', '_')}", None)
        if special:
            with suppress(BrokenPipeError, ConnectionResetError):
                special(*rest)
        else:
            self.send(200)

    do_GET = do_HEAD  # noqa: N815 -- the name that http.server looks for

    def at_hang(self) -> None:
        Handler.hangs.set()
        sleep(5)

    def at_drip(self) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" * 100:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            sleep(0.05)

    def at_slow(self, _number: str) -> None:
        Handler.busy += 1
        Handler.most = max(Handler.most, Handler.busy)
        sleep(0.05)
        Handler.busy -= 1
        self.send(200)

    def at_no_head(self) -> None:
        self.send(405 if self.command == "HEAD" else 200)

    def at_garbage(self) -> None:
        self.wfile.write(b"\x00\xff not http\r\n\r\n")
        self.close_connection = True

    def at_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n")

    def at_code(self, code: str) -> None:
        self.send(int(code))

    def at_to(self, code: str, target: str) -> None:
        self.send(int(code), f"/{target}")

    def at_file(self) -> None:
        self.send(301, "file:///etc/passwd")

    def at_loop(self) -> None:
        self.send(302, "/loop")

    def at_escape(self) -> None:
        self.send(301, "/\x1b[31mred")

    def send(self, code: int, location: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def answer(address: str) -> web.LinkAnswer:
    ((asked, found),) = web.answers([address])
    assert asked == address
    return found


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/", LinkStatus.THERE, 200),
        ("", LinkStatus.THERE, 200),
        ("/?q=1", LinkStatus.THERE, 200),
        ("/page#part", LinkStatus.THERE, 200),
        ("/no-head", LinkStatus.THERE, 200),
        ("/code/204", LinkStatus.THERE, 204),
        ("/code/404", LinkStatus.DEAD, 404),
        ("/code/410", LinkStatus.DEAD, 410),
        ("/code/403", LinkStatus.UNCLEAR, 403),
        ("/code/429", LinkStatus.UNCLEAR, 429),
        ("/code/500", LinkStatus.UNCLEAR, 500),
        ("/code/301", LinkStatus.UNCLEAR, 301),  # without a place
        ("/to/302/page", LinkStatus.THERE, 200),
        ("/to/303/page", LinkStatus.THERE, 200),
        ("/to/307/page", LinkStatus.THERE, 200),
        ("/to/301/page", LinkStatus.MOVED, 200),
        ("/to/308/page", LinkStatus.MOVED, 200),
        ("/to/301/code/404", LinkStatus.DEAD, 404),
        ("/to/302/code/410", LinkStatus.DEAD, 410),
        ("/to/302/to/301/page", LinkStatus.THERE, 200),  # what is moved is a page of a moment
        ("/loop", LinkStatus.UNCLEAR, 302),
        ("/file", LinkStatus.UNCLEAR, 301),
        ("/garbage", LinkStatus.UNCLEAR, None),
        ("/headers", LinkStatus.UNCLEAR, None),
    ],
)
def test_answer_of_an_address(server: str, path: str, status: LinkStatus, code: int | None) -> None:
    found = answer(f"{server}{path}")
    assert (found.status, found.code) == (status, code)


def test_moved_page_has_its_new_address(server: str) -> None:
    assert answer(f"{server}/to/301/to/308/page").moved_to == f"{server}/page"
    assert answer(f"{server}/to/301/to/302/page").moved_to == f"{server}/to/302/page"
    assert answer(f"{server}/escape").reason == "leads to no web address"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://no-such-host.invalid/", LinkStatus.DEAD),
        ("http://[::1:80/", LinkStatus.UNCLEAR),
        ("http://127.0.0.1:99999/", LinkStatus.UNCLEAR),
        ("http://127.0.0.1:x/", LinkStatus.UNCLEAR),
        ("ftp://127.0.0.1/", LinkStatus.UNCLEAR),
        ("file:///etc/passwd", LinkStatus.UNCLEAR),
        ("http:///", LinkStatus.UNCLEAR),
    ],
)
def test_address_that_cannot_be_asked(address: str, status: LinkStatus, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    if "invalid" in address:  # no resolver is asked
        monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert answer(address).status is status


def test_closed_port_gives_no_clear_answer() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        found = answer(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    assert (found.status, found.reason) == (LinkStatus.UNCLEAR, "connection refused")


@pytest.mark.parametrize("path", ["/hang", "/drip"])
def test_slow_page_is_given_up(server: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_SECONDS", 0.5)
    monkeypatch.setattr(web, "_WHOLE", 1)
    begin = monotonic()
    found = answer(f"{server}{path}")
    assert (found.status, found.reason) == (LinkStatus.UNCLEAR, "no answer in time")
    assert monotonic() - begin < 4


def test_redirect_of_a_public_page_into_a_private_network_is_not_followed(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = iter((True, False))

    class Address:
        is_global = True

    real = web.ipaddress.ip_address
    monkeypatch.setattr(web.ipaddress, "ip_address", lambda text: Address if next(first, False) else real(text))
    found = answer(f"{server}/to/302/page")
    assert (found.status, found.reason) == (LinkStatus.UNCLEAR, "a redirect leads into a private network")


def test_one_host_is_asked_for_one_address_at_a_time(server: str) -> None:
    addresses = [f"{server}/slow/{number}" for number in range(6)]
    found = dict(web.answers([*addresses, *addresses]))
    assert found.keys() == set(addresses)
    assert Handler.most == 1


def base(tmp_path: Path, server: str) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(
        f"""base: {{title: T}}
sources:
  a: {{title: A, reliability: A, url: "{server}/page", archived: "{server}/code/404"}}
  b:
    title: B
    reliability: A
    url: {server}/code/404
    archived: {server}/page
  c:
    title: C
    reliability: A
    url: {server}/to/301/page
  d: {{title: D, reliability: A}}
  e: {{title: E, reliability: A, url: "{server}/code/410"}}
  f: {{title: F, reliability: A, url: "{server}/code/403"}}
""",
        encoding="utf-8",
    )
    return path


def test_report_has_a_line_for_each_finding(tmp_path: Path, server: str, genden: Callable[..., Ran]) -> None:
    path = base(tmp_path, server)
    before = path.read_bytes()
    ran = genden("check", "--links", base=path)
    assert ran.code == 0
    assert ran.err == "7 web links: 2 there, 1 moved, 3 dead, 1 without a clear answer\n"
    assert ran.out.replace(str(path), "base.yaml").replace(server, "") == (
        "base.yaml:3: dead archived copy: /code/404 (404 Not Found)\n"
        "base.yaml:7: dead: /code/404 (404 Not Found); the archived copy is there\n"
        "base.yaml:12: moved: /to/301/page → /page (200 OK); no archived copy is recorded\n"
        "base.yaml:14: dead: /code/410 (410 Gone); no archived copy is recorded\n"
        "base.yaml:15: no clear answer: /code/403 (403 Forbidden); no archived copy is recorded\n"
    )
    assert path.read_bytes() == before
    assert genden("check", "--links", "--strict", str(path)).code == 1


def test_json_has_every_address(tmp_path: Path, server: str, genden: Callable[..., Ran]) -> None:
    ran = genden("check", "--links", "--json", base=base(tmp_path, server))
    rows = json.loads(ran.out)["links"]
    assert [(each["source"], each["field"], each["status"]) for each in rows] == [
        ("a", "url", "there"),
        ("a", "archived", "dead"),
        ("b", "url", "dead"),
        ("b", "archived", "there"),
        ("c", "url", "moved"),
        ("e", "url", "dead"),
        ("f", "url", "unclear"),
    ]
    assert rows[4]["moved_to"] == f"{server}/page"
    assert rows[0].keys() == {*"file line source field address status code reason moved_to".split()}


@pytest.mark.parametrize("option", ["--fix", "--watch", "--format=sarif", "--format=github"])
def test_options_that_do_not_fit_are_refused(tmp_path: Path, option: str, genden: Callable[..., Ran]) -> None:
    ran = genden("check", "--links", option, base=base(tmp_path, "http://127.0.0.1:1"))
    assert (ran.code, ran.out) == (2, "")
    assert "--links" in ran.err


def test_base_without_addresses_asks_nothing(
    tmp_path: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it asks the network"))
    path = tmp_path / "base.yaml"
    path.write_text("base: {title: T}\nsources: {a: {title: A, reliability: A}}\n")
    ran = genden("check", "--links", base=path)
    assert (ran.code, ran.out, ran.err) == (0, "", "no source has an address\n")


def test_base_with_errors_asks_nothing(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    path = tmp_path / "base.yaml"
    path.write_text("base: {title: T}\nsources: {a: {title: A, url: 'http://127.0.0.1:1/'}}\n")
    ran = genden("check", "--links", base=path)
    assert ran.code == 3
    assert "E011" in ran.err + ran.out


def test_check_without_the_option_does_not_load_the_network(tmp_path: Path) -> None:
    path = base(tmp_path, "http://127.0.0.1:1")
    program = (
        "import sys; from genden_cli.cli.main import main\n"
        "main(['help'])\n"  # loads what Typer loads to parse arguments
        "before = set(sys.modules)\n"
        f"try: main(['check', {str(path)!r}])\nexcept SystemExit: pass\n"
        "print(sorted({'ssl', 'http.client', 'socket'} & (sys.modules.keys() - before)))"
    )
    ran = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("[]\n")


@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_ctrl_c_ends_it_at_once(tmp_path: Path, server: str) -> None:
    path = base(tmp_path, server)
    path.write_text(f'base: {{title: T}}\nsources: {{a: {{title: A, reliability: A, url: "{server}/hang"}}}}\n')
    Handler.hangs.clear()
    with started(*GENDEN, "check", "--links", str(path)) as running:
        assert Handler.hangs.wait(timeout=60)
        begin = monotonic()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        assert monotonic() - begin < 3  # the server answers after 5 seconds
    assert (running.returncode, said) == (130, b"")


def test_summary_of_one() -> None:
    found = links.CheckedLink("f", 1, "a", "url", "http://x", web.LinkAnswer(LinkStatus.THERE, 200, ""))
    assert links.summary([found]) == "1 web link: 1 there"


def test_server_that_speaks_no_tls_gives_no_clear_answer(server: str) -> None:
    found = answer(f"{server.replace('http:', 'https:')}/code/200")
    assert (found.status, found.code) == (LinkStatus.UNCLEAR, None)
    assert found.reason.startswith("no safe connection: ")


def test_redirect_after_the_end_of_the_time_is_not_followed(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_WHOLE", -1)
    assert answer(f"{server}/code/200") == web.LinkAnswer(LinkStatus.UNCLEAR, None, "no answer in time")
