"""The index as a cache: right answers whatever state it is in, and nothing left where nothing belongs."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from time import time_ns
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from conftest import FACTS
from outside import GENDEN, NOBODY, bound_by_permissions, genden

from genden_cli import paths
from genden_cli.cli.main import main
from genden_cli.errors import BadBase, Exit, Unreadable
from genden_cli.index import seal, store
from genden_cli.source import base_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL = b"base: {title: %s}\nclaims: {one: {says: One.}}\n"
A, B = SMALL % b"Aaa", SMALL % b"Bbb"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "facts.yaml"
    path.parent.mkdir()
    path.write_bytes(A)
    return path


def title(base: Path | str) -> str:
    """Ask the index of a base for its title, and a question that needs the rest of it."""
    with closing(store.connect(str(base))) as connection:
        assert connection.execute("SELECT count(*) FROM passage WHERE passage MATCH 'one'").fetchone() == (1,)
        return str(connection.execute("SELECT title FROM base").fetchone()[0])


def cache() -> Path:
    directory = paths.cache_directory()
    assert directory is not None
    return Path(directory)


def kept(base: Path | str) -> Path:
    """Return where the index of a base is kept."""
    return cache() / paths.index_name(str(base), store.program_version())


def modes(*kept_things: Path) -> list[int]:
    return [stat.S_IMODE(each.stat().st_mode) for each in kept_things]


def sealed(content: bytes) -> bytes:
    return content[:60] + crc32(content[:60] + bytes(4) + content[64:]).to_bytes(4) + content[64:]


def changed(place: Path, *statements: str) -> None:
    """Change an index as only genden would: with the right seal."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    place.write_bytes(sealed(place.read_bytes()))


MARKED = "UPDATE base SET title = 'kept'"
"""What an index says that is opened as it is, and no longer says when it is built again."""


def stamp(place: Path) -> store.Stamp:
    with closing(sqlite3.connect(place)) as connection:
        return store.Stamp(*connection.execute("SELECT * FROM stamp").fetchone())


# What is fresh, what is not.


def test_index_is_built_once_and_then_opened() -> None:
    store.connect(str(FACTS)).close()
    place = kept(FACTS)
    before = place.stat()
    changed(place, MARKED)
    with closing(store.connect(str(FACTS))) as connection:
        assert connection.execute("SELECT title FROM base").fetchone() == ("kept",)
    assert place.stat().st_ino == before.st_ino
    assert os.listdir(cache()) == [place.name]


def test_edit_of_the_same_size_in_the_same_moment_is_seen(base: Path) -> None:
    then = base.stat()
    for content, wanted in 10 * ((B, "Bbb"), (A, "Aaa")):
        base.write_bytes(content)
        os.utime(base, ns=(then.st_atime_ns, then.st_mtime_ns))
        assert title(base) == wanted


def test_file_put_in_place_of_another_is_seen(base: Path) -> None:
    assert title(base) == "Aaa"
    then = base.stat()
    other = base.with_name("other")
    other.write_bytes(B)
    os.utime(other, ns=(then.st_atime_ns, then.st_mtime_ns))
    other.replace(base)
    assert title(base) == "Bbb"


def test_touched_file_keeps_its_index_and_gives_it_its_identity(base: Path) -> None:
    assert title(base) == "Aaa"
    place = kept(base)
    changed(place, MARKED)
    before = stamp(place)
    os.utime(base, ns=(0, 0))
    assert title(base) == "kept"
    assert stamp(place) == before._replace(identity=str(base_file.identity(str(base))))
    assert stamp(place) != before
    assert os.listdir(cache()) == [place.name]
    assert title(base) == "kept"


def test_old_file_is_not_read_again(tmp_path: Path) -> None:
    """A copy is young, and what is young is read again; when the same facts are old, they no longer are."""
    link, copy = tmp_path / "link.yaml", tmp_path / "copy.yaml"
    shutil.copyfile(FACTS, copy)
    link.symlink_to(copy)
    store.connect(str(link)).close()
    assert stamp(kept(link)).racy == 1
    link.unlink()
    link.symlink_to(FACTS)
    store.connect(str(link)).close()
    assert stamp(kept(link)).racy == 0


def test_file_from_the_future_is_always_read(base: Path) -> None:
    for content, wanted in ((A, "Aaa"), (B, "Bbb"), (A, "Aaa")):
        base.write_bytes(content)
        os.utime(base, (1 << 33, 1 << 33))
        assert title(base) == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stamp SET program = 'another'",
        "UPDATE stamp SET path = '/another.yaml'",
        "UPDATE stamp SET sha256 = 'another', racy = 1",
        "DELETE FROM stamp",
        "DROP TABLE stamp",
        "ALTER TABLE stamp RENAME COLUMN program TO other",
    ],
)
def test_index_of_other_facts_or_another_program_is_built_again(base: Path, statement: str) -> None:
    assert title(base) == "Aaa"
    changed(kept(base), MARKED, statement)
    assert title(base) == "Aaa"


BUILDING = """
import sys, genden_cli.index.build, genden_cli.load
print(*(m for m in sys.modules if m.startswith('genden_cli')))
"""
ASKING = "import genden_cli.index.store, sys; genden_cli.index.store.connect(sys.argv[1])"


@pytest.mark.slow
def test_change_in_any_folder_that_helps_to_build_it_makes_an_index_of_its_own(base: Path, tmp_path: Path) -> None:
    shutil.copytree(Path(store.__file__).parent.parent, tmp_path / "genden_cli")
    python = [sys.executable, "-c"]
    run = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True, text=True)
    modules = [name.split(".") for name in run([*python, BUILDING]).stdout.split() if name.count(".")]
    folders = {tuple(path[:-1]): tmp_path.joinpath(*path).with_suffix(".py") for path in modules if path[1:]}
    assert len(folders) > 1
    assert all(map(Path.is_file, folders.values()))
    title(base)
    changed(kept(base), MARKED)
    for module in folders.values():
        before = os.listdir(cache())
        os.utime(module, (2_000_000_000, 2_000_000_000))
        for _ in range(2):  # built, then opened
            run([*python, ASKING, base])
            assert len(os.listdir(cache())) == len(before) + 1, module
    assert title(base) == "kept"


def test_file_that_is_no_longer_readable_is_said(tmp_path: Path) -> None:
    with bound_by_permissions() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        base = folder / "facts.yaml"
        base.write_bytes(A)
        assert title(base) == "Aaa"
        base.chmod(0o000)
        with pytest.raises(Unreadable, match="permission denied"):
            store.connect(str(base))
    assert list(tmp_path.iterdir()) == []


def test_mistakes_in_the_facts_leave_no_index(base: Path) -> None:
    base.write_bytes(b"base: {title: T}\nclaims: {a: {says: One., event: none}}\n")
    for _ in range(2):
        with pytest.raises(BadBase):
            store.connect(str(base))
    assert os.listdir(cache()) == []


# Damage.


@pytest.mark.slow
def test_damaged_index_never_gives_a_wrong_answer(base: Path) -> None:
    assert title(base) == "Aaa"
    place = kept(base)
    whole = place.read_bytes()
    for offset in (*range(100), *range(100, len(whole), 997)):
        damaged = bytearray(whole)
        damaged[offset] ^= 0xFF
        place.write_bytes(damaged)
        assert title(base) == "Aaa", offset
        assert place.read_bytes() != bytes(damaged), offset


FOREIGN = "CREATE TABLE stamp (path, identity, racy, sha256, program)"


def spoil_as_directory(place: Path) -> None:
    place.unlink()
    place.mkdir()


def spoil_as_pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


def spoil_as_link(place: Path) -> None:
    place.rename(place.with_suffix(".elsewhere"))
    place.symlink_to(place.with_suffix(".elsewhere"))


def spoil_as_dangling_link(place: Path) -> None:
    place.unlink()
    place.symlink_to("nowhere")


def spoil_as_foreign(place: Path) -> None:
    place.unlink()
    changed(place, FOREIGN)


def spoil_as_text(place: Path) -> None:
    place.write_bytes(sealed(b"no database at all " * 1000))


SPOILED: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda place: place.write_bytes(b""),
    "a header": lambda place: os.truncate(place, 100),
    "less than a header": lambda place: os.truncate(place, 50),
    "half": lambda place: os.truncate(place, 50_000),
    "one byte short": lambda place: os.truncate(place, place.stat().st_size - 1),
    "one byte more": lambda place: place.write_bytes(place.read_bytes() + b"\0"),
    "text": spoil_as_text,
    "another database": spoil_as_foreign,
    "pipe": spoil_as_pipe,
    "link": spoil_as_link,
    "dangling link": spoil_as_dangling_link,
    "writable by others": lambda place: place.chmod(0o666),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_spoilt_index_is_built_again(base: Path, spoil: Callable[[Path], object]) -> None:
    assert title(base) == "Aaa"
    place = kept(base)
    changed(place, MARKED)
    spoil(place)
    assert title(base) == "Aaa"
    assert stat.S_ISREG(place.lstat().st_mode)
    assert modes(place) == [0o600]
    changed(place, MARKED)
    assert title(base) == "kept"


def test_index_without_permission_is_built_again() -> None:
    with bound_by_permissions() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        (folder / "facts.yaml").write_bytes(A)
        for _ in range(2):
            assert title(folder / "facts.yaml") == "Aaa"
            kept(folder / "facts.yaml").chmod(0o000)


def test_directory_in_place_of_the_index_stays_and_does_not_matter(base: Path) -> None:
    assert title(base) == "Aaa"
    spoil_as_directory(kept(base))
    assert title(base) == "Aaa"
    assert [each.name for each in cache().iterdir()] == [kept(base).name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("whole_directory", [True, False])
def test_what_belongs_to_others_is_not_trusted(base: Path, *, whole_directory: bool) -> None:
    assert title(base) == "Aaa"
    place = kept(base)
    changed(place, MARKED)
    os.chown(place.parent if whole_directory else place, NOBODY, NOBODY)
    assert title(base) == "Aaa"
    assert place.stat().st_uid == 0


LARGE = seal.MAX_SMALL_SIZE + 4096
"""More than is verified each time."""


def enlarge(place: Path) -> bytes:
    """Make an index large, with the right seal; return its content."""
    os.truncate(place, LARGE)
    place.write_bytes(sealed(place.read_bytes()))
    return place.read_bytes()


def write_at_another_time(place: Path, content: bytes) -> None:
    """Write into a file as often as it takes until the clock of the file system has moved."""
    before = place.stat().st_ctime_ns
    while place.stat().st_ctime_ns == before:
        place.write_bytes(content)


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let an hour pass in a moment, and return a list of the indexes that are verified."""
    found: list[str] = []
    verify = seal.verified_checksums
    monkeypatch.setattr(seal, "verified_checksums", lambda place: found.append(place) or verify(place))
    monkeypatch.setattr(seal, "time_ns", lambda: time_ns() + seal.MAX_AGE // 2)
    return found


def record(place: Path) -> Path:
    return Path(seal.record_path(str(place)))


def test_large_index_is_verified_once(base: Path, verified: list[str]) -> None:
    assert title(base) == "Aaa"
    changed(kept(base), MARKED)
    enlarge(kept(base))
    for _ in range(3):
        assert title(base) == "kept"
    assert verified == [str(kept(base))]
    assert modes(record(kept(base))) == [0o600]


def test_large_index_is_verified_again_after_an_hour_a_boot_or_a_change(
    base: Path, verified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    boot = base.with_name("boot_id")
    boot.write_text("c68b5b3e-0b4c-4d33-b0d5-0d6f3c8f2a11\n")
    assert title(base) == "Aaa"
    changed(kept(base), MARKED)
    enlarge(kept(base))
    assert title(base) == "kept"
    changes: list[Callable[[], object]] = [
        lambda: write_at_another_time(kept(base), kept(base).read_bytes()),
        lambda: monkeypatch.setattr(seal, "_BOOT", str(boot)),
        lambda: monkeypatch.setattr(seal, "time_ns", lambda: time_ns() + 2 * seal.MAX_AGE),
        lambda: monkeypatch.setattr(seal, "time_ns", lambda: time_ns() + seal.MAX_AGE // 3),  # a clock set back
        record(kept(base)).unlink,
        lambda: record(kept(base)).write_bytes(b""),
        lambda: record(kept(base)).write_bytes(record(kept(base)).read_bytes().replace(b" 1", b" 0", 1)),
        lambda: record(kept(base)).write_bytes(b"\xff no number 00000000"),
    ]
    for number, change in enumerate(changes, 2):
        change()
        for _ in range(2):
            assert title(base) == "kept"
        assert len(verified) == number


def test_young_large_index_is_verified_each_time(base: Path) -> None:
    assert title(base) == "Aaa"
    enlarge(kept(base))
    assert title(base) == "Aaa"
    assert not record(kept(base)).exists()


@pytest.mark.parametrize("spoil", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/nowhere/record")])
def test_record_that_is_no_file_does_not_matter(
    base: Path, verified: list[str], spoil: Callable[[Path], object]
) -> None:
    assert title(base) == "Aaa"
    enlarge(kept(base))
    spoil(record(kept(base)))
    for _ in range(2):
        assert title(base) == "Aaa"
    assert len(verified) == 2


def test_record_is_removed_with_its_index(base: Path, verified: list[str]) -> None:
    assert title(base) == "Aaa"
    enlarge(kept(base))
    assert title(base) == "Aaa"
    assert verified
    store.evict(str(base))
    assert os.listdir(cache()) == []
    orphan = cache() / f"x-0123abcd.db{seal.RECORD_ENDING}"
    orphan.touch()
    assert title(base) == "Aaa"
    assert os.listdir(cache()) == [kept(base).name]


def test_some_parts_of_a_large_index_are_verified_each_time(
    base: Path, verified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage below the file system leaves all times as they are. Here, the record gets the new ones instead."""
    count, size = 9, 1 << 18
    assert title(base) == "Aaa"
    place = kept(base)
    os.truncate(place, count * size - 4096)
    place.write_bytes(sealed(place.read_bytes()))
    assert title(base) == "Aaa"
    whole = place.read_bytes()
    verified.clear()
    for damaged in range(count):
        content = bytearray(whole)
        content[damaged * size + 62] ^= 1  # in the first part, that is in the checksum itself
        write_at_another_time(place, bytes(content))
        table = record(place).read_bytes().split()[-2]
        text = f"{seal._identity(place.stat())} {seal.time_ns()} ".encode() + table  # noqa: SLF001 -- it is hidden
        record(place).write_bytes(text + b" %08x" % crc32(text))
        found = 0
        for first in range(count):
            monkeypatch.setattr(os, "urandom", lambda length, first=first: first.to_bytes(length))
            found += not seal.is_intact(str(place), place.stat())
        assert found == seal.SAMPLE
    assert len(verified) == count * seal.SAMPLE


DAMAGES = 1000


@pytest.mark.slow
@pytest.mark.parametrize("size", ["small", "large"])
def test_no_damage_hides(base: Path, verified: list[str], size: str) -> None:
    """A changed bit, byte, letter, page or length anywhere, in an index that was verified and trusted before."""
    assert title(base) == "Aaa"
    place = kept(base)
    small = place.read_bytes()
    whole = enlarge(place) if size == "large" else small
    assert title(base) == "Aaa"
    random = Random(1)  # noqa: S311 -- the same damages in each run
    for number in range(DAMAGES):
        damaged = bytearray(whole)
        spoil = DAMAGE[number % len(DAMAGE)]
        spoil(damaged, random.randrange(len(small)), random)
        if damaged == whole:
            continue
        write_at_another_time(place, bytes(damaged))
        assert not store._is_trustworthy(str(place)), (spoil, number)  # noqa: SLF001 -- the answer might be right by luck
        assert title(base) == "Aaa"
        assert place.read_bytes() != bytes(damaged)
        write_at_another_time(place, whole)
        verified.clear()
        assert store._is_trustworthy(str(place))  # noqa: SLF001 -- likewise
        assert verified == [str(place)]


def flip_bit(data: bytearray, at: int, random: Random) -> None:
    data[at] ^= 1 << random.randrange(8)


def change_byte(data: bytearray, at: int, random: Random) -> None:
    data[at] = random.randrange(256)


def change_letter(data: bytearray, at: int, random: Random) -> None:
    letters = [n for n in range(at, min(at + 5000, len(data))) if chr(data[n]).isalpha()]
    if letters:
        data[random.choice(letters)] = ord(random.choice("abcdefghij"))


def clear_page(data: bytearray, at: int, random: Random) -> None:
    del random
    data[at - at % 4096 : at - at % 4096 + 4096] = bytes(4096)


def swap_pages(data: bytearray, at: int, random: Random) -> None:
    one, other = at - at % 4096, random.randrange(len(data) // 4096) * 4096
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]


def cut_off(data: bytearray, at: int, random: Random) -> None:
    del random
    del data[at:]


DAMAGE: tuple[Callable[[bytearray, int, Random], None], ...] = (
    flip_bit,
    change_byte,
    change_letter,
    clear_page,
    swap_pages,
    cut_off,
)


def damaged_at(place: Path, text: bytes) -> None:
    """Spoil the pages that a text stands on, as a fault of the disk that the checksum does not tell."""
    whole = place.read_bytes()
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    place.write_bytes(b"".join(b"\xff" * 4096 if text in page else page for page in pages))
    place.write_bytes(sealed(place.read_bytes()))


def test_index_that_fails_before_the_answer_is_built_again(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["-b", str(base), "claims", "--format", "plain"]
    assert main(arguments) == Exit.DONE
    answer = capsys.readouterr()
    damaged_at(kept(base), b"One.")
    for _ in range(2):
        assert main(arguments) == Exit.DONE
        assert capsys.readouterr() == answer


@pytest.mark.slow
def test_index_that_fails_in_the_middle_of_an_answer_ends_it(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = "".join(f"  c{number}: {{says: {number:05} {'word ' * 50}}}\n" for number in range(2000))
    base.write_bytes(b"base: {title: T}\nclaims:\n" + claims.encode())
    arguments = ["-b", str(base), "claims", "--format", "jsonl"]
    assert main(arguments) == Exit.DONE
    answer = capsys.readouterr().out
    damaged_at(kept(base), b"01999 word")
    assert main(arguments) == Exit.BASE
    begun, said = capsys.readouterr()
    assert answer.startswith(begun)
    assert len(begun) > 100_000
    assert said.splitlines() == [
        "genden: the index proved to be damaged in the middle of the answer",
        "what was written is incomplete; the same command again will do",
    ]
    assert main(arguments) == Exit.DONE
    assert capsys.readouterr() == (answer, "")


# Where it is kept.


def test_nothing_appears_beside_the_facts_and_what_is_kept_is_private(base: Path) -> None:
    before = os.umask(0)
    try:
        assert title(base) == "Aaa"
        os.utime(base, ns=(0, 0))
        assert title(base) == "Aaa"
    finally:
        os.umask(before)
    assert os.listdir(base.parent) == ["facts.yaml"]
    assert os.listdir(cache()) == [kept(base).name]
    assert modes(cache(), kept(base)) == [0o700, 0o600]


@pytest.mark.parametrize(
    "name", [b"a b.yaml", b"a\nb", b"'\"`$(x)", b"a?mode=rw#%41", "Ж根.yaml".encode(), b"\xff\xfe.yaml", b"-b", b"~"]
)
def test_any_name_of_a_file_or_a_cache_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes) -> None:
    folder = tmp_path / os.fsdecode(name)
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    path = folder / os.fsdecode(name)
    path.write_bytes(A)
    assert title(path) == "Aaa"
    changed(kept(path), MARKED)
    assert title(path) == "kept"
    assert sorted(os.listdir(folder)) == sorted([path.name, "genden"])


def test_path_that_begins_with_two_slashes_is_no_address(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", f"/{base.parent}")
    assert title(base) == "Aaa"
    changed(kept(base), MARKED)
    assert title(base) == "kept"


def test_relative_names_of_one_file_share_its_index(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base.parent)
    for name in ("facts.yaml", "./facts.yaml", "../folder/facts.yaml", str(base)):
        assert title(name) == "Aaa"
    assert os.listdir(cache()) == [kept(base).name]


def test_relative_cache_home_is_passed_over(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(base.parent))
    assert title(base) == "Aaa"
    assert (base.parent / ".cache" / "genden" / kept(base).name).exists()
    assert sorted(os.listdir(base.parent)) == [".cache", "facts.yaml"]


def test_without_a_home_the_answer_comes_from_memory(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert title(base) == "Aaa"
    store.evict(str(base))
    assert os.listdir(base.parent) == ["facts.yaml"]


def test_where_files_have_no_owners_the_answer_comes_from_memory(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "geteuid")
    assert title(base) == "Aaa"
    assert not cache().exists()


def directory_of_others(directory: Path) -> None:
    directory.mkdir()
    directory.chmod(0o777)


def directory_of_a_group(directory: Path) -> None:
    directory.mkdir()
    directory.chmod(0o770)


def directory_elsewhere(directory: Path) -> None:
    elsewhere = directory.with_name("elsewhere")
    elsewhere.mkdir()
    directory.symlink_to(elsewhere)


@pytest.mark.parametrize("make", [directory_of_others, directory_of_a_group, directory_elsewhere, Path.touch])
def test_directory_that_is_not_ours_alone_is_not_used(base: Path, make: Callable[[Path], object]) -> None:
    make(cache())
    assert title(base) == "Aaa"
    assert not cache().is_dir() or os.listdir(cache()) == []


def test_cache_that_cannot_be_written_does_not_matter() -> None:
    with bound_by_permissions() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        base = folder / "facts.yaml"
        base.write_bytes(A)
        cache().mkdir(mode=0o500)
        assert title(base) == "Aaa"
        assert os.listdir(cache()) == []
        cache().chmod(0o700)
        assert title(base) == "Aaa"
        changed(kept(base), MARKED)
        cache().chmod(0o500)
        os.utime(base, ns=(0, 0))
        assert title(base) == "kept"
        cache().chmod(0o000)
        assert title(base) == "Aaa"
        cache().chmod(0o700)


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond ``room`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 5_000, 150_000])
def test_full_disk_does_not_matter(base: Path, room: int) -> None:
    with full_disk(room):
        assert title(base) == "Aaa"
    assert os.listdir(cache()) == []
    assert title(base) == "Aaa"
    changed(kept(base), MARKED)
    os.utime(base, ns=(0, 0))
    with full_disk(room):
        assert title(base) == "kept"
    assert os.listdir(cache()) == [kept(base).name]


def test_forgotten_index_is_built_again(base: Path) -> None:
    store.evict(str(base))
    assert title(base) == "Aaa"
    store.evict(str(base))
    assert os.listdir(cache()) == []
    with closing(store.build_in_memory(str(base))) as connection:
        assert connection.execute("SELECT title FROM base").fetchone() == ("Aaa",)
    assert os.listdir(cache()) == []


# Several at once.


@pytest.mark.slow
def test_many_processes_may_build_at_once(base: Path) -> None:
    shutil.copyfile(FACTS, base)
    alone = genden("-b", base, "timeline", "--format", "plain", environment={"XDG_CACHE_HOME": ""})
    assert alone.code == Exit.DONE
    command = [*GENDEN, "-b", str(base), "timeline", "--format", "plain"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    racing = [subprocess.Popen(command, **pipes) for _ in range(8)]
    for process in racing:
        assert process.communicate(timeout=60) == (alone.out, b"")
        assert process.returncode == Exit.DONE
    assert os.listdir(cache()) == [kept(base).name]


def test_reader_keeps_its_answer_while_another_builds(base: Path) -> None:
    with closing(store.connect(str(base))) as reader:
        base.write_bytes(B)
        assert title(base) == "Bbb"
        assert reader.execute("SELECT title FROM base").fetchone() == ("Aaa",)


def test_drafts_of_the_dead_are_swept_and_no_others(base: Path) -> None:
    with subprocess.Popen(["true"]) as dead:
        dead.wait()
    cache().mkdir(mode=0o700)
    drafts = [cache() / f"x.db.{process}-0123abcd.tmp" for process in (dead.pid, os.getpid(), 1)]
    others = [cache() / name for name in ("x.db", f"x.db.{dead.pid}.tmp", f"{dead.pid}-0123abcd.tmp", "x.db.99.tmp")]
    for each in (*drafts, *others):
        each.touch()
    assert title(base) == "Aaa"
    assert set(cache().iterdir()) == {*drafts[1:], *others, kept(base)}


def test_draft_of_another_user_is_left_to_them() -> None:
    with bound_by_permissions() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        cache().mkdir(mode=0o700)
        draft = cache() / "x.db.1-0123abcd.tmp"  # process 1 is root's
        draft.touch()
        (folder / "facts.yaml").write_bytes(A)
        assert title(folder / "facts.yaml") == "Aaa"
        assert draft.exists()


# What nobody uses any more.

DAY = 24 * 60 * 60


def aged(file: Path, days: int = 91) -> Path:
    then = file.stat().st_mtime - days * DAY
    os.utime(file, (then, then))
    return file


def test_index_that_nobody_used_for_a_season_is_removed_and_nothing_else(base: Path) -> None:
    store.connect(str(FACTS)).close()
    unused = aged(kept(FACTS))
    foreign = [cache() / name for name in ("notes.txt", "mine-0123abcd.db", "kept.db")]
    for file in foreign:
        file.write_bytes(b"SQLite format 3\x00 not ours")
        aged(file)
    assert title(base) == "Aaa"
    assert {each.name for each in cache().iterdir()} == {kept(base).name, *(each.name for each in foreign)}
    assert not unused.exists()


def test_index_that_was_used_lately_is_kept(base: Path) -> None:
    store.connect(str(FACTS)).close()
    assert title(base) == "Aaa"
    assert kept(FACTS).exists()


def test_index_of_another_program_that_nobody_used_for_a_week_is_removed(base: Path) -> None:
    store.connect(str(FACTS)).close()
    ours = kept(FACTS)
    unused, used = (cache() / paths.index_name(str(FACTS), program) for program in ("unused", "used"))
    for other in (unused, used):
        shutil.copyfile(ours, other)
    aged(ours, 8), aged(unused, 8), aged(used, 6)
    assert title(base) == "Aaa"
    assert set(cache().iterdir()) == {kept(base), ours, used}
