"""Kept copies of sources: where they are, and their text. A copy is plain text, HTML or PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

from genden_cli.errors import Unreadable
from genden_cli.named_tuple import NamedTuple
from genden_cli.paths import is_within
from genden_cli.source import base_file, text_file
from genden_cli.source.extract import Fault

FOLDER: Final = "copies"
"""The folder beside a base in which `genden keep` puts copies."""

ENDINGS: Final = (".txt", ".html", ".htm", ".pdf")
"""The endings of copies that ``--copies`` looks for, in this order."""

_FORMATS: Final = {".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf"}
_PROGRAM: Final = "import sys; from genden_cli.source import extract; sys.exit(extract.main(sys.argv[1:]))"
_SECONDS: Final = 60
"""The time limit for one copy."""

_PDF: Final = b"%PDF-"
_HEAD: Final = 1024

_FAULTS: Final = {
    Fault.ENCRYPTED: ("is encrypted", "save it without a password"),
    Fault.BROKEN: ("is no PDF that can be read", "save it again, or as plain text"),
    Fault.ENCODING: ("is not in the encoding that it names", "save it in UTF-8"),
    Fault.NO_LIBRARY: ("is a PDF, and pypdf is not installed", "pip install 'genden-cli[copies]'"),
    Fault.TOO_MUCH: ("holds too much text", "save the part with the quotes as plain text"),
}


class Copy(NamedTuple):
    """A copy: its text, and the SHA-256 hash of its file."""

    text: str
    sha256: str


def path_in(folder: str, file: str) -> str:
    """Return the path of a file in the folder of a base. Raise `Unreadable` if a link leads out of the folder."""
    path = os.path.join(folder, file)
    real = os.path.realpath(path)
    if not is_within(real, folder):
        hints = ("put the file itself there",)
        raise Unreadable(f"{file} leads out of the folder of the base", hints=hints)
    return path


def path_of(folder: str, source: str) -> str | None:
    """Return the path of the copy of a source in a folder of copies, or None."""
    paths = (os.path.join(folder, source + ending) for ending in ENDINGS)
    return next(filter(os.path.lexists, paths), None)


def data(path: str) -> bytes:
    """Return the bytes of a copy. Raise `Unreadable` if it is no file, or larger than ``GENDEN_MAX_MIB`` allows."""
    try:
        base_file.identity(path)  # a pipe or a device may never end
        return base_file.read(path)[0]
    except Unreadable as error:
        hints = tuple(hint for hint in error.hints if "GENDEN_MAX_MIB" in str(hint))
        raise Unreadable(error.message, hints=hints or ("name a file with text, HTML or PDF in it",)) from None


def copy(path: str) -> Copy:
    """Return the text of a copy and its hash. Raise `Unreadable` if it has no text that can be read."""
    content = data(path)
    return Copy(text_of(content, path), digest(content))


def digest(content: bytes) -> str:
    """Return the SHA-256 hash of the bytes of a copy in hexadecimal digits."""
    from hashlib import sha256

    return sha256(content).hexdigest()


def check_format(content: bytes, path: str) -> None:
    """Raise `Unreadable` if the bytes of a copy are not text, HTML or PDF. A PDF is not opened."""
    if _PDF not in content[:_HEAD]:
        text_of(content, path)


def text_of(content: bytes, path: str) -> str:
    """Return the text of the bytes of a copy. Its ending and its first bytes tell the format."""
    format_ = _FORMATS.get(os.path.splitext(path)[1].lower())
    is_pdf = _PDF in content[:_HEAD]
    if format_ != "pdf" and not is_pdf and format_ is None:
        return text_file.decoded(content, path)
    if format_ == "pdf" and not is_pdf:
        raise _unreadable(path, Fault.BROKEN)
    text = _extracted(content, "pdf" if is_pdf else "html", path)
    if not text.strip():
        hints = ("it may be a scan: save its text as plain text",)
        raise Unreadable(f"{path} holds no text", hints=hints)
    return text


def _extracted(content: bytes, format_: str, path: str) -> str:
    command = [sys.executable, "-P", "-c", _PROGRAM, format_]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        hints = ("save the part with the quotes as plain text",)
        raise Unreadable(f"{path} takes more than {_SECONDS} seconds to read", hints=hints) from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    known = done.returncode in list(Fault)
    raise _unreadable(path, Fault(done.returncode) if known else Fault.TOO_MUCH)


def _unreadable(path: str, fault: Fault) -> Unreadable:
    what, remedy = _FAULTS[fault]
    return Unreadable(f"{path} {what}", hints=(remedy,))
