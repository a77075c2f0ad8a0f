"""Files that change while they are watched."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest
from outside import started
from sound import SOUND

from genden_cli.source import watch
from genden_cli.source.watch import changes

if TYPE_CHECKING:
    from pathlib import Path


def test_each_change_is_noticed_once(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("a")
    steps = [lambda: None, lambda: file.write_text("ab"), file.unlink, lambda: None, lambda: other.write_text("b")]

    def pause() -> None:
        steps.pop(0)()

    seen = changes([str(file), str(other)], pause=pause)
    noticed = [next(seen) for _ in range(4)]
    assert (noticed, steps) == ([None] * 4, [])


def test_files_of_a_folder_that_come_and_go_are_noticed(tmp_path: Path) -> None:
    file, other, link = tmp_path / "a.yaml", tmp_path / "sub" / "b.yaml", tmp_path / "c.yaml"
    file.write_text("a")
    steps = [
        other.parent.mkdir,
        lambda: other.write_text("b"),
        (tmp_path / "notes.txt").touch,
        lambda: other.write_text("bc"),
        other.unlink,
        lambda: link.symlink_to("/nothing.yaml"),
        link.unlink,
        file.unlink,
    ]

    def pause() -> None:
        steps.pop(0)()

    seen = changes([str(tmp_path)], pause=pause)
    noticed = [next(seen) for _ in range(7)]
    assert (noticed, steps) == ([None] * 7, [])


def test_watching_checks_until_interrupted(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(SOUND)
    command = [sys.executable, "-P", "-m", "genden_cli", "check", "--watch", str(file)]
    with started(*command, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stderr.readline() == f"{file}: no errors; waiting for changes\n"
        file.write_text(SOUND.replace("verdict: disputed", "verdict: contested"))
        assert watching.stdout.readline().startswith(f"{file}:131:14: error[E016] unknown verdict 'contested'")
        assert watching.stderr.readline().startswith("1 error. Fix it to see warnings.\n")
        assert watching.stderr.readline() == f"{file}: see above; waiting for changes\n"
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=60) == 130


@pytest.mark.slow
def test_watching_ends_when_the_reader_leaves(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(SOUND.replace("verdict: disputed", "verdict: contested"))
    command = [sys.executable, "-P", "-m", "genden_cli", "check", "--watch", str(file)]
    with started(*command) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stdout.readline()
        while b"waiting for changes" not in watching.stderr.readline():
            pass
        watching.stdout.close()
        assert watching.wait(timeout=60) == 0


def test_what_has_no_descriptor_keeps_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "SECONDS", 0)
    assert not watch.reader_left(object())
