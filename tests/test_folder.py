"""A folder is a base: all YAML files below it, in one order, as they are at one moment."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from folders import SMALL, by_section
from outside import bound_by_permissions

from genden_cli import paths
from genden_cli.errors import Unreadable
from genden_cli.index import store
from genden_cli.source import base_file, base_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return by_section(SMALL, tmp_path / "base")


def names(folder: Path) -> list[str]:
    """Return the files of a folder in the order of reading."""
    return [os.path.relpath(each, folder) for each in base_files.identities(str(folder))]


def complaint(folder: Path) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        base_files.read(str(folder))
    return caught.value.message, str(caught.value.hints[0])


def asked(folder: Path) -> list[str]:
    """Return what the index of a base holds: its title, people and claims, with the file of each."""
    with closing(store.connect(str(folder))) as connection:
        rows = connection.execute(
            "SELECT 'base', title, '' FROM base UNION ALL SELECT id, name, file FROM person"
            " UNION ALL SELECT id, says, file FROM claim"
        )
        return [" ".join((id_, text, os.path.basename(file))).strip() for id_, text, file in rows]


WHOLE = ["base Aaa", "ana Ana people.yaml", "one One. claims.yaml"]

# Which files a folder has.


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    order = ["A.yml", "a/b.yaml", "a/c/d.yaml", "a.yaml", "b.YAML", "é.yaml"]
    for name in [*order, "notes.txt", ".hidden.yaml", ".git/x.yaml", "a/.#b.yaml", "copies/page.html"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert names(tmp_path) == order


def test_links_within_the_folder_count_once(folder: Path) -> None:
    (folder / ".store").mkdir()
    (folder / "claims.yaml").rename(folder / ".store" / "claims.yaml")
    (folder / "z.yaml").symlink_to(".store/claims.yaml")
    (folder / "y.yaml").symlink_to("z.yaml")
    (folder / "a.yaml").symlink_to("people.yaml")
    (folder / "again").symlink_to(".", target_is_directory=True)
    assert names(folder) == ["base.yaml", "people.yaml", "y.yaml"]
    assert len(asked(folder)) == 3


@pytest.mark.parametrize("name", ["x.yaml", "sub"])
def test_link_that_leads_out_is_refused(name: str, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.copy(FACTS, outside / "x.yaml")
    (folder / name).symlink_to(outside / name if name == "x.yaml" else outside)
    said = (f"{folder / name} is a link that leads out of the folder", "put the file itself there")
    assert complaint(folder) == said


def test_link_out_by_way_of_a_folder_link_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(FACTS, tmp_path / "x.yaml")
    (folder / "x.yaml").symlink_to("../x.yaml")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    assert complaint(tmp_path / "link")[0] == f"{tmp_path / 'link' / 'x.yaml'} is a link that leads out of the folder"


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    bad = folder / "z.yaml"
    bad.symlink_to("nothing.yaml")
    assert complaint(folder)[0] == f"{bad} is a link to nothing"
    bad.unlink()
    os.mkfifo(bad)
    assert complaint(folder)[0] == f"{bad} is a pipe, not a file"
    bad.unlink()
    bad.mkdir()
    assert asked(folder) == WHOLE


@pytest.mark.parametrize("content", [{}, {"notes.txt": "base: {title: T}"}, {".hidden.yaml": SMALL}])
def test_folder_without_a_yaml_file_is_no_base(content: dict[str, str], tmp_path: Path) -> None:
    for name, text in content.items():
        (tmp_path / name).write_text(text)
    assert complaint(tmp_path)[0] == f"{tmp_path} is a folder without a YAML file"


def test_sizes_count_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("big.yaml", "more.yaml"):
        (folder / name).write_bytes(b"#" * (700 << 10))
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    assert complaint(folder) == (f"{folder} has 2 MiB, more than 1", "GENDEN_MAX_MIB=2 allows it")


# What the files say together.


def test_records_name_their_files(folder: Path) -> None:
    assert asked(folder) == WHOLE


TWICE = {
    "z.yaml": ("base: {title: B}\n", "z.yaml:1:1: error[E006] duplicate key 'base'", "base.yaml on line 1"),
    "zz.yaml": ("claims: {one: {says: B.}}", "zz.yaml:1:10: error[E006] duplicate key 'one'", "claims.yaml on line 2"),
    "y.yaml": ("people:\n  bob: {nam: Bob}\n", "y.yaml:2:9: error[E010] unknown key 'nam'", "did you mean 'name'?"),
}


@pytest.mark.parametrize("name", TWICE)
def test_mistakes_name_the_file_and_the_other_place(name: str, folder: Path, genden: Callable[..., Ran]) -> None:
    text, message, remedy = TWICE[name]
    (folder / name).write_text(text)
    for ran in (genden("check", str(folder)), genden("stats", base=folder)):
        shown = ran.out + ran.err
        assert f"{folder}/{message}" in shown
        assert remedy in shown


def test_missing_base_is_said_once(folder: Path, genden: Callable[..., Ran]) -> None:
    (folder / "base.yaml").unlink()
    ran = genden("check", str(folder))
    assert ran.out.startswith(f"{folder}/claims.yaml:1:1: error[E011] missing section 'base' in 2 files\n")
    assert ran.err == "1 error. Fix it to see warnings.\n"


def test_hash_is_that_of_the_list_of_hashes(folder: Path, genden: Callable[..., Ran]) -> None:
    lines = (f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names(folder))
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    about = json.loads(genden("stats", "--json", base=folder).out)["base"]
    assert (about["file"], about["content_hash"]) == ("base", f"sha256:{digest[:12]}")


# The index of a folder.


def kept(folder: Path) -> Path:
    directory = paths.cache_directory()
    assert directory is not None
    return type(folder)(directory) / paths.index_name(str(folder), store.program_version())


def test_index_is_opened_while_nothing_changes(folder: Path) -> None:
    asked(folder)
    before = kept(folder).stat().st_ino
    for each in folder.iterdir():
        os.utime(each, ns=(0, 0))
    asked(folder)  # restamped
    after = kept(folder).stat().st_ino
    assert asked(folder) == WHOLE
    assert after != before
    with closing(sqlite3.connect(kept(folder))) as connection:
        rows = connection.execute("SELECT path, sha256 FROM stamp_file").fetchall()
    assert [os.path.basename(os.fsdecode(path)) for path, _ in rows] == ["base.yaml", "claims.yaml", "people.yaml"]
    assert dict(rows)[os.fsencode(folder / "base.yaml")] == hashlib.sha256(b"base: {title: Aaa}\n").hexdigest()


def test_files_that_come_and_go_are_seen(folder: Path) -> None:
    for _ in range(3):
        assert asked(folder) == WHOLE
        (folder / "more.yaml").write_text("claims: {two: {says: Two.}}\n")
        assert asked(folder) == [*WHOLE, "two Two. more.yaml"]
        (folder / "more.yaml").rename(folder / "b.yaml")
        assert asked(folder) == [*WHOLE[:2], "two Two. b.yaml", "one One. claims.yaml"]
        (folder / "b.yaml").unlink()


def test_files_that_trade_their_content_are_seen(folder: Path) -> None:
    one, two = folder / "claims.yaml", folder / "people.yaml"
    for each in (one, two):
        each.write_text(f"{each.read_text():60}")
    for first, second in ((one, two), (two, one), (one, two)):
        assert asked(folder)[1:] == [f"ana Ana {second.name}", f"one One. {first.name}"]
        times = [(each, each.stat().st_mtime_ns) for each in (one, two)]
        one.rename(folder / "x")
        two.rename(one)
        (folder / "x").rename(two)
        for each, time in times:
            os.utime(each, ns=(time, time))


def test_file_that_changes_while_the_folder_is_read_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first file is read, the claim moves into it: no answer has it twice or not at all."""
    read, calls = base_file.read, []

    def move(path: str) -> tuple[bytes, base_file.Identity]:
        found = read(path)
        calls.append(path)
        if len(calls) == 1:
            (folder / "claims.yaml").unlink()
            with (folder / "base.yaml").open("a") as file:
                file.write("claims: {one: {says: One.}}\n")
        return found

    monkeypatch.setattr(base_file, "read", move)
    assert asked(folder) == ["base Aaa", "ana Ana people.yaml", "one One. base.yaml"]
    assert calls.count(str(folder / "base.yaml")) == 2


def test_folder_that_never_rests_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = base_file.read

    def touch(path: str) -> tuple[bytes, base_file.Identity]:
        found = read(path)
        os.utime(path, ns=(0, len(found[0])))
        with open(path, "ab") as file:
            file.write(b"\n")
        return found

    monkeypatch.setattr(base_file, "read", touch)
    assert complaint(folder) == (f"{folder} changes while it is read", "try again when it is at rest")


def test_folder_of_too_many_files_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_files, "_MOST_ENTRIES", 2)
    assert complaint(folder)[0] == f"{folder} holds more than 2 files and folders"


def test_folder_within_that_goes_while_it_is_listed_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("gone"):
            raise FileNotFoundError(path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert asked(folder)[0] == "base Aaa"


def test_link_that_is_no_part_of_a_base_is_passed_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "notes.txt").symlink_to(tmp_path / "notes.txt")
    assert asked(folder)[0] == "base Aaa"


def test_file_of_a_folder_that_is_too_large_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    (folder / "large.yaml").write_text(f"# {'x' * (1 << 20)}\n", encoding="utf-8")
    assert complaint(folder)[0].startswith(f"{folder / 'large.yaml'} has 2 MiB, more than 1")


def test_folder_that_may_not_be_listed_is_named() -> None:
    with bound_by_permissions() as folder:
        (folder / "base.yaml").write_text("base: {title: T}\n", encoding="utf-8")
        (folder / "closed").mkdir(0o000)
        assert complaint(folder)[0] == f"cannot read {folder / 'closed'}: permission denied"


def test_file_that_goes_while_its_folder_is_read_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "gone.yaml").write_text("# gone\n", encoding="utf-8")
    identity = base_file.identity

    def late(path: str) -> base_file.Identity:
        (folder / "gone.yaml").unlink(missing_ok=True)
        return identity(path)

    monkeypatch.setattr(base_file, "identity", late)
    assert "gone.yaml" not in names(folder)


# Editing.


def test_new_record_goes_to_the_file_of_its_kind(folder: Path, genden: Callable[..., Ran]) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert genden("add", "claim", "two", base=folder).err.startswith(f"{folder}/claims.yaml:4: two added; ")
    assert genden("add", "event", "feast", base=folder).err.startswith(f"{folder}/base.yaml:4: feast added; ")
    ran = genden("add", "claim", "one", base=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"genden: 'one' stands in {folder}/claims.yaml on line 2 already",
    )
    for each in folder.iterdir():
        assert each.read_bytes().startswith(before[each.name])
        assert (each.read_bytes() == before[each.name]) == (each.name == "people.yaml")


def test_fixes_go_to_the_file_of_each_problem(folder: Path, genden: Callable[..., Ran]) -> None:
    (folder / "claims.yaml").write_text("claims:\n  one: {says: One., peopel: [ana]}\n")
    (folder / "people.yaml").write_text("people:\n  ana: {nmae: Ana}\n")
    (folder / "base.yaml").chmod(0o444)  # a file without a fix is not written
    ran = genden("check", "--fix", str(folder))
    *listed, claims, people, _ = ran.err.splitlines()
    assert [each.partition(": ")[0] for each in listed] == [f"{folder}/claims.yaml:2", f"{folder}/people.yaml:2"]
    assert (claims, people) == (f"{folder}/claims.yaml: 1 problem fixed", f"{folder}/people.yaml: 1 problem fixed")
    assert asked(folder) == WHOLE
    assert genden("check", "--fix", str(folder)).err.startswith(f"{folder}: 0 problems fixed\n")


def test_copies_are_kept_in_the_folder(folder: Path, genden: Callable[..., Ran], tmp_path: Path) -> None:
    (folder / "sources.yaml").write_text("sources:\n  log: {title: A log, reliability: A}\n")
    (tmp_path / "log.txt").write_text("It rained.\n")
    ran = genden("keep", "log", str(tmp_path / "log.txt"), base=folder)
    assert ran.err.startswith(f"{folder}/sources.yaml:2: log has the copy copies/log.txt; ")
    assert (folder / "copies" / "log.txt").is_file()
    assert genden("check", str(folder)).code == 0
    assert genden("verify", base=folder).code == 0


@pytest.mark.parametrize("name", ["base/all.yaml", "base/sub/new.yml", "base/base.yaml", "link/all.yaml"])
def test_answer_does_not_become_a_part_of_the_base(
    name: str, folder: Path, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    (folder / "sub").mkdir()
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    before = {each: each.read_bytes() for each in folder.rglob("*.yaml")}
    output = str(tmp_path / name)
    ran = genden("export", "yaml", "-o", output, base=folder)
    said = f"genden: {output} would become a part of the fact base\nname a file elsewhere with -o\n"
    assert ran == (3, "", said)
    assert {each: each.read_bytes() for each in folder.rglob("*.yaml")} == before
    assert genden("export", "yaml", "-o", str(folder / "all.txt"), base=folder).code == 0


def test_damaged_index_of_a_folder_is_built_again(folder: Path, genden: Callable[..., Ran]) -> None:
    asked(folder)
    sound = kept(folder).read_bytes()
    for damaged in (b"", sound[:1000], sound[:5000] + b"\0" * 99 + sound[5099:], b"no database"):
        kept(folder).write_bytes(damaged)
        assert "One." in genden("claims", base=folder).out
    assert asked(folder) == WHOLE


def test_the_folder_of_the_package_is_no_trap(genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds templates that are no fact base: each mistake names its file."""
    package = os.path.dirname(paths.__file__)
    ran = genden("check", package)
    assert (ran.code, "templates" in ran.out) == (1, True)
    monkeypatch.chdir(package)
    assert genden("stats", base=None).err == ""


@pytest.mark.parametrize("name", ["{}/", ".", "../base/", "../base"])
def test_folder_has_its_name_however_it_is_written(
    name: str, folder: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    path = name.format(folder)
    assert genden("check", path, "--ignore", "W").err.startswith("base: no mistakes")
    assert json.loads(genden("stats", "--base", path, "--json").out)["base"]["file"] == "base"


def test_quotes_of_a_text_are_in_the_order_of_the_base(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    claim = "{says: S., verdict: unreviewed, appears_in: [{source: text, quote: one winter night}]}"
    head = "base: {title: T, examines: [text]}\nsources: {text: {title: Text, reliability: F}}\n"
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "a.yaml").write_text(f"{head}\n\n\nclaims:\n  first: {claim}\n", encoding="utf-8")
    (folder / "b.yaml").write_text(f"claims:\n  second: {claim}\n", encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text("It was one winter night.\n", encoding="utf-8")
    ran = genden("verify", "text", "--text", str(text), "--format", "json", base=folder)
    assert [(each["claim"], each["line"]) for each in json.loads(ran.out)["verify"]["quotes"]] == [
        ("first", 7),
        ("second", 2),
    ]
