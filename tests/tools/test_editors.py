"""What an editor makes of ``genden schema``: yaml-language-server, as editors drive it, over its standard streams."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from exporting import BUNDLED
from needed import missing

from genden_cli.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = """\
# yaml-language-server: $schema=genden.schema.json
base: {title: Did it rain?}
sources:
  diary-1901:
    title: A diary
    reliability: B
  "1935": {title: A year, reliability: C, derived_from: [diary-1901]}
people:
  ana: {name: Ana Brandt}
claims:
  rain:
    says: It rained.
    people: [ana]
    evidence:
      - source: 1935
        stance: supports
    verdict: unproven
"""


class Editor:
    """A client of the language server. The document that was opened last is the one that is asked about."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._in, self._out = process.stdin, process.stdout
        self.folder = folder
        self.address = ""
        self._number = 0

    def open(self, text: str) -> list[dict[str, Any]]:
        """Open a new document beside the schema, and return what the server reports on it."""
        self._number += 1
        self.address = (self.folder / f"{self._number}.yaml").as_uri()
        document = {"uri": self.address, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)
        while True:
            message = self._receive()
            is_report = message.get("method") == "textDocument/publishDiagnostics"
            if is_report and message["params"]["uri"] == self.address:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def ask(self, method: str, **parameters: Any) -> Any:
        """Return the answer to a request. What the server asks meanwhile gets the answer null."""
        self._number += 1
        self._send(id=self._number, method=method, params=parameters)
        while (message := self._receive()).get("id") != self._number or "method" in message:
            pass
        return message["result"]

    def notify(self, method: str, **parameters: Any) -> None:
        self._send(method=method, params=parameters)

    def at(self, method: str, text: str, place: str) -> Any:
        """Ask about the end of the first ``place`` in a text."""
        before = text[: text.index(place) + len(place)]
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.address}, position=position)

    def completions(self, text: str, place: str) -> dict[str, str]:
        """Return what the server completes at the end of the first ``place``, with the text that it would insert."""
        found = self.at("completion", text, place)
        return {each["label"]: each.get("textEdit", {}).get("newText", "") for each in found["items"]}

    def _send(self, **message: Any) -> None:
        assert self._in
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._in.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._out
        size = 0
        while line := self._out.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name == b"Content-Length" else size
        message: dict[str, Any] = json.loads(self._out.read(size))
        if "id" in message and "method" in message:
            result = (
                [None] * len(message["params"]["items"]) if message["method"] == "workspace/configuration" else None
            )
            self._send(id=message["id"], result=result)
        return message


@contextmanager
def started(node_packages: Path, folder: Path) -> Iterator[Editor]:
    node = shutil.which("node")
    if not node:
        missing("node is not installed")
    server = node_packages / "yaml-language-server" / "bin" / "yaml-language-server"
    command = [str(node), str(server), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        editor = Editor(process, folder)
        editor.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=folder.as_uri(),
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                }
            },
        )
        editor.notify("initialized")
        settings = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}
        editor.notify("workspace/didChangeConfiguration", settings=settings)
        yield editor
        process.kill()


@pytest.fixture(scope="module")
def editor(node_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Give an editor in a folder with a base and its schema."""
    folder = tmp_path_factory.mktemp("editor")
    base = folder / "facts.yaml"
    base.write_text(BASE, encoding="utf-8")
    assert main(["schema", "--base", str(base), "-o", str(folder / "genden.schema.json")]) == 0
    with started(node_packages, folder) as running:
        yield running


def test_a_sound_base_has_no_complaint(editor: Editor) -> None:
    assert editor.open(BASE) == []


WRONG = {
    "an unknown source": ("source: 1935", "source: 1936"),
    "an unknown person": ("people: [ana]", "people: [anna]"),
    "an unknown verdict": ("verdict: unproven", "verdict: maybe"),
    "an unknown key": ("verdict: unproven", "verdikt: unproven"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_marked_at_its_place(name: str, editor: Editor) -> None:
    wrong = BASE.replace(*WRONG[name])
    found = editor.open(wrong)
    line = wrong[: wrong.index(WRONG[name][1])].count("\n")
    assert {each["range"]["start"]["line"] for each in found} == {line}


def test_ids_keys_and_words_are_completed(editor: Editor) -> None:
    text = BASE.replace("source: 1935\n", "source: \n        \n").replace("verdict: unproven", "verdict: ")
    editor.open(text)
    assert editor.completions(text, "- source: ").keys() >= {"diary-1901", "1935"}
    assert editor.completions(text, "verdict: ").keys() >= {"supported", "refuted", "unproven"}
    assert editor.completions(text, "- source: \n        ").keys() >= {"credibility", "quote", "note"}


def test_snippets_for_a_claim_a_source_and_evidence(editor: Editor) -> None:
    text = BASE.replace("  rain:\n", "  \n  rain:\n").replace("people:\n", "  \npeople:\n")
    text = text.replace("    verdict:", "      - \n    verdict:")
    editor.open(text)
    claim = editor.completions(text, "claims:\n  ")["new claim"]
    assert claim.startswith("${1:id}:\n")
    assert "verdict: ${4|supported,refuted,disputed,unproven,opinion,unreviewed|}" in claim
    assert "reliability: ${7|A,B,C,D,E,F|}" in editor.completions(text, "[diary-1901]}\n  ")["new source"]
    evidence = editor.completions(text, "supports\n      - ")["new evidence"]
    assert "stance: ${2|supports,contradicts,silent,context|}" in evidence


def test_an_id_leads_to_its_record(editor: Editor) -> None:
    editor.open(BASE)
    hover = editor.at("hover", BASE, "[diary")["contents"]["value"]
    assert f"[facts.yaml:4](<{(editor.folder / 'facts.yaml').as_uri()}#L4>)" in hover


def test_the_bundled_base_has_no_complaint(node_packages: Path, tmp_path: Path) -> None:
    assert main(["schema", "--base", str(BUNDLED), "-o", str(tmp_path / "genden.schema.json")]) == 0
    text = "# yaml-language-server: $schema=genden.schema.json\n" + BUNDLED.read_text(encoding="utf-8")
    with started(node_packages, tmp_path) as running:
        assert running.open(text) == []
