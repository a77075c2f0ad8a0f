"""Ask web addresses whether they lead to a page. Besides `cli.browser`, no other module uses the network.

At most `_MAX_HOSTS` hosts are asked at the same time, and each host for one address at a time. A request asks for the
head of a page. If the answer is an error, a second one asks for the page, whose body is not read. Both have a time
limit. No cookie, no password and no proxy is used.
"""

from __future__ import annotations

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
from collections import deque
from contextlib import suppress
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin, urlsplit

import genden_cli
from genden_cli.named_tuple import NamedTuple
from genden_cli.text.sanitize import web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_HOSTS: Final = 8
_SECONDS: Final = 10
"""The time limit for each step: to connect, and to wait for the next bytes."""

_WHOLE: Final = 30
"""The time limit in seconds for one address, with all redirects."""

_MAX_REDIRECTS: Final = 10
_LOOK: Final = 0.2
_LONGEST: Final = 8_000

_GONE: Final = frozenset({404, 410})
_FOR_GOOD: Final = frozenset({301, 308})
_KINDS: Final = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


class LinkStatus(StrEnum):
    """The result for an address: it leads to a page, to a page that moved, to nothing, or its answer is not clear."""

    THERE = "there"
    MOVED = "moved"
    DEAD = "dead"
    UNCLEAR = "unclear"


class LinkAnswer(NamedTuple):
    """The answer of an address. ``code`` is the last one of HTTP. ``moved_to`` is the new address of a moved page."""

    status: LinkStatus
    code: int | None
    reason: str
    moved_to: str | None = None


def answers(addresses: Iterable[str]) -> Iterator[tuple[str, LinkAnswer]]:
    """Yield each address with its answer, as the answers come. The order is not that of the addresses.

    The threads end with the process, so Ctrl-C need not wait for them.
    """
    by_host: dict[str, deque[str]] = {}
    total = 0
    for each in dict.fromkeys(addresses):
        total += 1
        by_host.setdefault(_host(each), deque()).append(each)
    waiting = deque(by_host.values())
    found: queue.SimpleQueue[tuple[str, LinkAnswer]] = queue.SimpleQueue()
    requests = [_Requests(waiting, found) for _ in range(min(_MAX_HOSTS, len(by_host)))]
    for each_thread in requests:
        each_thread.start()
    while total:
        for each_thread in requests:
            each_thread.end_if_late()
        try:
            answer = found.get(timeout=_LOOK)
        except queue.Empty:
            if not any(each_thread.is_alive() for each_thread in requests):  # pragma: no cover -- a mistake of ours
                raise RuntimeError("the threads ended without all answers") from None
        else:
            total -= 1
            yield answer


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    return address


class _Requests(threading.Thread):
    """Asks the addresses of one host after the other."""

    def __init__(self, waiting: deque[deque[str]], found: queue.SimpleQueue[tuple[str, LinkAnswer]]) -> None:
        super().__init__(daemon=True)
        self._waiting = waiting
        self._found = found
        self._connection: http.client.HTTPConnection | None = None
        self._end = 0.0
        self._private = False

    def run(self) -> None:
        while self._waiting:
            try:
                addresses = self._waiting.popleft()
            except IndexError:  # pragma: no cover -- another thread was faster
                return
            while addresses:
                address = addresses.popleft()
                self._found.put((address, self._answer(address)))

    def end_if_late(self) -> None:
        """Close the connection of a request that takes too long, from another thread."""
        connection = self._connection
        if connection is not None and monotonic() > self._end and (sock := connection.sock):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _answer(self, address: str) -> LinkAnswer:
        self._end = monotonic() + _WHOLE
        try:
            return self._follow(address)
        except socket.gaierror as error:
            unknown = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
            return LinkAnswer(LinkStatus.DEAD if unknown else LinkStatus.UNCLEAR, None, "the host has no address")
        except TimeoutError:
            return LinkAnswer(LinkStatus.UNCLEAR, None, "no answer in time")
        except ssl.SSLError as error:
            return LinkAnswer(LinkStatus.UNCLEAR, None, f"no safe connection: {error.reason or 'TLS fails'}".lower())
        except (OSError, ValueError, http.client.HTTPException) as error:
            late = monotonic() > self._end
            return LinkAnswer(LinkStatus.UNCLEAR, None, "no answer in time" if late else _reason(error))

    def _follow(self, address: str) -> LinkAnswer:
        """Return the answer of an address after all its redirects."""
        here, moved, for_good = urldefrag(address)[0], None, True
        for hop in range(_MAX_REDIRECTS + 1):
            code, reason, location = self._ask(here, is_redirect=hop > 0)
            if code not in _REDIRECTS or not location:
                return _judged(code, reason, moved)
            for_good = for_good and code in _FOR_GOOD
            target = web_link(urldefrag(urljoin(here, location[:_LONGEST]))[0])
            if target is None:
                return LinkAnswer(LinkStatus.UNCLEAR, code, "leads to no web address")
            here = target
            moved = target if for_good else moved
        return LinkAnswer(LinkStatus.UNCLEAR, code, f"more than {_MAX_REDIRECTS} redirects")

    def _ask(self, address: str, *, is_redirect: bool) -> tuple[int, str, str | None]:
        """Return code, reason and location of an answer: to HEAD, or to GET where HEAD fails."""
        code, reason, location = self._request("HEAD", address, is_redirect=is_redirect)
        if code >= 400:  # noqa: PLR2004 -- an error; some servers know no HEAD
            code, reason, location = self._request("GET", address, is_redirect=is_redirect)
        return code, reason, location

    def _request(self, method: str, address: str, *, is_redirect: bool) -> tuple[int, str, str | None]:
        if monotonic() > self._end:
            raise TimeoutError
        parts = urlsplit(address)
        if parts.scheme not in _KINDS or not parts.hostname:
            raise ValueError(address)
        connection = _KINDS[parts.scheme](parts.hostname, parts.port, timeout=_SECONDS)
        try:
            self._connection = connection
            connection.connect()
            self._check_network(connection, is_redirect=is_redirect)
            path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
            headers = {"User-Agent": f"genden/{genden_cli.__version__} (link check)", "Accept": "*/*"}
            connection.request(method, path if path.startswith("/") else f"/{path}", headers=headers)
            answer = connection.getresponse()
            if monotonic() > self._end:  # then another thread has closed it in the middle of the head
                raise TimeoutError
            return answer.status, answer.reason, answer.headers.get("Location")
        finally:
            self._connection = None
            connection.close()

    def _check_network(self, connection: http.client.HTTPConnection, *, is_redirect: bool) -> None:
        """Raise `ConnectionError` if a public page redirects into a private network."""
        peer = ipaddress.ip_address(connection.sock.getpeername()[0].partition("%")[0])
        private = not peer.is_global
        if not is_redirect:
            self._private = private
        elif private and not self._private:
            raise ConnectionError("a redirect leads into a private network")


def _judged(code: int, reason: str, moved: str | None) -> LinkAnswer:
    said = f"{code} {reason}".strip()[:80]
    if code in _GONE:
        return LinkAnswer(LinkStatus.DEAD, code, said, moved)
    if 200 <= code < 300:  # noqa: PLR2004 -- success
        return LinkAnswer(LinkStatus.MOVED if moved else LinkStatus.THERE, code, said, moved)
    return LinkAnswer(LinkStatus.UNCLEAR, code, said, moved)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error) or type(error).__name__).lower()
    return "the answer is no HTTP" if isinstance(error, http.client.HTTPException) else "the address cannot be asked"
