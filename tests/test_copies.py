"""Kept copies: ``genden verify`` without a text, ``genden keep``, and copies that are hostile."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from outside import bound_by_permissions

from genden_cli.errors import Unwritable
from genden_cli.source import copies as copy_files
from genden_cli.source import extract
from genden_cli.source.kept_files import keep_file
from genden_cli.text.typography import differ_in_signs_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    Genden = Callable[..., Ran]

pypdf = pytest.importorskip("pypdf")

QUOTES = {
    "log": ["dark from six to nine", "the lamp […] was lit"],
    "page": ["she said: “I saw it”", "Größe"],
}
TEXT = "It was dark from six to nine.\n\nThen the lamp, at last, was lit again.\n"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Hidden title</title>
<style>p { color: red }</style><script>document.write("hidden words")</script></head>
<body><h1>A page</h1><p>Then she said: “I <b>sa</b>w&nbsp;it”<br>and left.</p><p>Gr&ouml;&szlig;e<p>unclosed
"""


def base_of(**copies: str) -> str:
    """Return a base whose sources have these copies, written in braces."""
    lines = ["base: {title: T}", "sources:"]
    for id_ in QUOTES:
        copy = f", copy: {copies[id_]}" if id_ in copies else ""
        lines.append(f"  {id_}: {{title: Title of {id_}, reliability: A{copy}}}")
    lines += ["claims:", "  one:", "    says: One.", "    evidence:"]
    for id_, quotes in QUOTES.items():
        lines += [
            f"      - {{source: {id_}, stance: supports, quote: {json.dumps(each, ensure_ascii=False)}}}"
            for each in quotes
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "log.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "copies" / "page.html").write_text(PAGE, encoding="utf-8")
    write(tmp_path, log="{file: copies/log.txt}", page="{file: copies/page.html}")
    return tmp_path


def write(folder: Path, **copies: str) -> None:
    (folder / "base.yaml").write_text(base_of(**copies), encoding="utf-8")


def verify(genden: Genden, folder: Path, *line: str) -> Ran:
    return genden("verify", *line, base=folder / "base.yaml")


def checked(genden: Genden, folder: Path, *line: str) -> dict[str, dict[str, object]]:
    ran = verify(genden, folder, *line, "--format", "json")
    return {each["source"]: each for each in json.loads(ran.out)["copies"]["copies"]}


def problem(genden: Genden, folder: Path, file: str, source: str = "log") -> str:
    write(folder, **{source: f"{{file: {json.dumps(file)}}}"})
    ran = verify(genden, folder)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    return str(checked(genden, folder)[source]["problem"])


def pdf(text: str | None = TEXT) -> bytes:
    """Return a PDF of one page with a text."""
    content = b"" if text is None else b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % " ".join(text.split()).encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % each for each in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def test_quotes_of_all_sources_with_a_copy_are_checked(genden: Genden, folder: Path) -> None:
    ran = verify(genden, folder)
    assert (ran.code, ran.err) == (0, "")
    found = checked(genden, folder)
    assert [each["place"] for each in found["log"]["quotes"]] == ["there", "there"]  # type: ignore[attr-defined]
    assert [each["found"] for each in found["page"]["quotes"]] == [None, None]  # type: ignore[attr-defined]


def test_one_source_is_checked_alone(genden: Genden, folder: Path) -> None:
    ran = verify(genden, folder, "log")
    assert (ran.code, ran.err) == (0, "")
    assert "page.html" not in ran.out


def test_hash_that_changed_is_told(genden: Genden, folder: Path) -> None:
    right = hashlib.sha256(TEXT.encode()).hexdigest()
    write(folder, log=f"{{file: copies/log.txt, sha256: {right}}}")
    assert verify(genden, folder).code == 0
    assert checked(genden, folder)["log"]["copy"] == "same"
    (folder / "copies" / "log.txt").write_text(TEXT + " ")
    ran = verify(genden, folder)
    assert (ran.code, ran.err) == (1, "genden: 1 of 1 copy changed\n")
    assert checked(genden, folder)["log"]["copy"] == "changed"


def test_missing_quote_is_told(genden: Genden, folder: Path) -> None:
    (folder / "copies" / "log.txt").write_text("Nothing of this.\n")
    ran = verify(genden, folder, "log")
    assert (ran.code, ran.err) == (1, "genden: 2 of 2 quotes do not stand in the copies to the letter\n")


def test_formats_have_a_row_per_quote(genden: Genden, folder: Path) -> None:
    lines = verify(genden, folder, "--format", "csv").out.splitlines()
    assert lines[0].startswith(
        "source,text,copy,problem,place,claim,item,at,paragraph,quote,found,differ,line,base_file,base,"
    )
    assert len(lines) == 5
    assert len(verify(genden, folder, "--format", "jsonl").out.splitlines()) == 4
    assert len(verify(genden, folder, "--format", "plain").out.splitlines()) == 4


def test_copy_without_quotes_is_a_row_in_every_format(genden: Genden, folder: Path) -> None:
    (folder / "copies" / "bare.txt").write_text("It rained.", encoding="utf-8")
    path = folder / "base.yaml"
    bare = "sources:\n  bare: {title: Bare, reliability: A, copy: {file: copies/bare.txt}}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("sources:\n", bare), encoding="utf-8")
    rows = verify(genden, folder, "--format", "csv").out.splitlines()
    assert [each.split(",")[0] for each in rows[1:]] == ["bare", "log", "log", "page", "page"]


def test_copies_of_another_folder_are_named_by_source(genden: Genden, folder: Path, tmp_path: Path) -> None:
    write(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "log.pdf").write_bytes(pdf())
    (other / "page.htm").write_text(PAGE, encoding="utf-8")
    found = checked(genden, folder, "--copies", str(other))
    assert [each["place"] for each in found["log"]["quotes"]] == ["there", "there"]  # type: ignore[attr-defined]
    assert found.keys() == {"log", "page"}
    assert verify(genden, folder, "--copies", str(other / "none")).code == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ((), "no source has a copy to look in"),
        (("log",), "log has no copy to look in"),
        (("--text", "x"), "--text needs a source"),
        (("log", "--text", "x", "--copies", "."), "--text and --copies exclude each other"),
    ],
)
def test_request_without_a_text_is_refused(genden: Genden, folder: Path, line: tuple[str, ...], said: str) -> None:
    write(folder)
    ran = verify(genden, folder, *line)
    assert ran.code == 2
    assert said in ran.err


def test_bundled_base_has_no_copies_and_is_not_changed(genden: Genden) -> None:
    assert genden("verify", base=None).code == 2
    ran = genden("verify", "--fix", base=None)
    assert (ran.code, ran.out) == (2, "")
    assert "the bundled one is not changed" in ran.err


# Correct typography


def test_fix_writes_the_exact_wording(genden: Genden, folder: Path) -> None:
    path = folder / "base.yaml"
    (folder / "copies" / "log.txt").write_text("dark from six—to “nine”; the lamp, 'now', was lit", encoding="utf-8")
    before = base_of(log="{file: copies/log.txt}").replace("six to nine", "six - to 'nine'")
    path.write_text(before.replace("was lit", "was  lit"), encoding="utf-8")
    ran = verify(genden, folder, "--fix")
    assert (ran.code, ran.err) == (0, f"{path}: 2 quotes corrected\n")
    assert path.read_text(encoding="utf-8") == before.replace("six - to 'nine'", "six—to “nine”")


def test_fix_takes_the_wording_of_a_text_that_is_named(genden: Genden, folder: Path, tmp_path: Path) -> None:
    path, text = folder / "base.yaml", tmp_path / "text.txt"
    text.write_text("dark from six—to nine; the lamp, 'now', was lit", encoding="utf-8")
    before = base_of(log="{file: copies/log.txt}").replace("six to nine", "six - to nine")
    path.write_text(before, encoding="utf-8")
    ran = genden("verify", "log", "--text", str(text), "--fix", base=path)
    assert ran.err.startswith(f"{path}: 1 quote corrected\n")
    assert path.read_text(encoding="utf-8") == before.replace("six - to nine", "six—to nine")


def test_fix_leaves_other_words(genden: Genden, folder: Path) -> None:
    write(folder, log="{file: copies/log.txt}")
    (folder / "copies" / "log.txt").write_text("dark from seven to nine, and the lamp was Lit", encoding="utf-8")
    before = (folder / "base.yaml").read_bytes()
    ran = verify(genden, folder, "--fix")
    assert ran.code == 1
    assert "0 quotes corrected" in ran.err
    assert (folder / "base.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a — b", "a-b", True),
        ("“a” ‘b’", "\"a\" 'b'", True),
        ("a\u00a0 b", "a b", True),
        ("co\u00adop", "coop", True),
        ("a b", "ab", False),
        ("A b", "a b", False),
        ("a, b", "a b", False),
    ],
)
def test_signs_are_white_space_dashes_and_quotation_marks(one: str, other: str, *, same: bool) -> None:
    assert differ_in_signs_only(one, other) is same


# Formats


def test_page_is_read_as_a_browser_shows_it() -> None:
    text = "A page\n\nThen she said: “I saw it” and left.\n\nGröße\n\nunclosed"
    assert extract.html_text(PAGE.encode()) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>Лампа'.encode("cp1251"), "Лампа"),
        ("<meta http-equiv=x content='text/html; charset=koi8-r'>Лампа".encode("koi8-r"), "Лампа"),
        ("<p>Лампа".encode("utf-16"), "Лампа"),
        ("\ufeff<p>Лампа".encode(), "Лампа"),
        ("<meta charset=iso-8859-1>“a”".encode("cp1252"), "“a”"),
        (b"<p>a<table><tr><td>b<td>c</table>d", "a\n\nb\n\nc\n\nd"),
        (b"<p>a<!-- b --><![CDATA[c]]><?d?><p title='<e>'>f", "a\n\nf"),
        (b"<noscript>a</noscript>b<template><p>c</template><body>d", "b\n\nd"),
        (b"<script><p>a</script>b", "b"),
        (b"a &amp; b &lt;c&gt; &#8220;d&#x201d; &nosuch;", "a & b <c> “d” &nosuch;"),
        (b"a<br/>b<hr/>c<svg/>d", "a b\n\nc\n\nd"),
        (b"<svg>a<math>b</svg>c", "c"),
    ],
)
def test_encoding_and_blocks_of_a_page(data: bytes, text: str) -> None:
    assert extract.html_text(data) == text


def test_page_of_a_pdf_is_read(genden: Genden, folder: Path) -> None:
    (folder / "copies" / "log.pdf").write_bytes(pdf())
    write(folder, log="{file: copies/log.pdf}")
    assert verify(genden, folder).code == 0


# Hostile copies


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nul": ("x.txt", lambda: b"a\x00b", "is not a text: it holds NUL bytes; save it as plain text in UTF-8"),
    "binary": ("x.txt", lambda: bytes(range(128, 256)), "is not UTF-8 (byte 1); convert it"),
    "no ending": ("x", lambda: b"\xff\xfe\xfd", "is not UTF-8 (byte 1)"),
    "wrong charset": (
        "x.html",
        lambda: b"<meta charset=utf-8>\xff",
        "is not in the encoding that it names; save it in UTF-8",
    ),
    "unknown charset": ("x.html", lambda: b"<meta charset=nosuch>a", "is not in the encoding that it names"),
    "program as charset": ("x.html", lambda: b"<meta charset=unicode_escape>a", "is not in the encoding that it names"),
    "no charset of text": ("x.html", lambda: b"<meta charset=zip>a", "is not in the encoding that it names"),
    "empty page": ("x.html", lambda: b"<script>a</script>", "holds no text; it may be a scan"),
    "no pdf": ("x.pdf", lambda: b"plain text", "is no PDF that can be read; save it again"),
    "broken pdf": ("x.pdf", lambda: b"%PDF-1.7\n" + os.urandom(1000), "is no PDF that can be read"),
    "cut pdf": ("x.pdf", lambda: pdf()[:300], ""),
    "encrypted pdf": ("x.pdf", encrypted, "is encrypted; save it without a password"),
    "scan": ("x.pdf", lambda: pdf(None), "holds no text; it may be a scan"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_copy_has_one_message(name: str, genden: Genden, folder: Path) -> None:
    file, data, said = HOSTILE[name]
    (folder / "copies" / file).write_bytes(data())
    found = problem(genden, folder, f"copies/{file}")
    assert found.startswith(f"copies/{file} {said}")


def test_page_that_takes_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_files, "_SECONDS", 1)
    monkeypatch.setattr(copy_files, "_PROGRAM", f"import time; time.sleep(100); {copy_files._PROGRAM}")  # noqa: SLF001 -- the parser of a newer Python is never slow
    begin = monotonic()
    with pytest.raises(copy_files.Unreadable, match="takes more than 1 seconds"):
        copy_files.text_of(b"<p>It rained.</p>", "x.html")
    assert monotonic() - begin < 10


def test_page_that_takes_all_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = "from genden_cli.source import extract; extract.html_text = lambda _: [0] * (1 << 40)"
    monkeypatch.setattr(copy_files, "_PROGRAM", f"{greedy}; {copy_files._PROGRAM}")  # noqa: SLF001 -- the one process
    with pytest.raises(copy_files.Unreadable, match=r"x\.html holds too much text"):
        copy_files.text_of(b"<p>It rained.</p>", "x.html")


def test_pdf_of_too_much_text_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "_MOST_TEXT", 10)
    with pytest.raises(extract.ExtractError) as raised:
        extract.pdf_text(pdf())
    assert raised.value.fault is extract.Fault.TOO_MUCH


def test_pdf_whose_cipher_needs_another_library_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography>=3.1 is required")

    monkeypatch.setattr(pypdf, "PdfReader", reader)
    with pytest.raises(extract.ExtractError) as raised:
        extract.pdf_text(pdf())
    assert raised.value.fault is extract.Fault.ENCRYPTED


def test_pdf_without_pypdf_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_files, "_PROGRAM", f"import sys; sys.modules['pypdf'] = None; {copy_files._PROGRAM}")  # noqa: SLF001 -- the one process
    with pytest.raises(copy_files.Unreadable) as raised:
        copy_files.text_of(pdf(), "x.pdf")
    assert raised.value.message == "x.pdf is a PDF, and pypdf is not installed"
    assert raised.value.hints == ("pip install 'genden-cli[copies]'",)


def test_large_copy_is_not_read(genden: Genden, folder: Path) -> None:
    path = folder / "copies" / "x.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    begin = monotonic()
    assert problem(genden, folder, "copies/x.txt").endswith("has 1024 MiB, more than 64; GENDEN_MAX_MIB=1024 allows it")
    assert monotonic() - begin < 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
def test_what_is_no_file_is_not_opened(genden: Genden, folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "copies" / "pipe.txt")
    (folder / "copies" / "folder.txt").mkdir()
    (folder / "copies" / "loop.txt").symlink_to("loop.txt")
    (folder / "copies" / "zero.txt").symlink_to("/dev/zero")
    (folder / "copies" / "gone.txt").symlink_to("nowhere.txt")
    assert problem(genden, folder, "copies/pipe.txt").startswith("copies/pipe.txt is a pipe, not a file")
    assert problem(genden, folder, "copies/folder.txt").startswith("copies/folder.txt is a directory, not a file")
    assert "symbolic link" in problem(genden, folder, "copies/loop.txt")
    assert problem(genden, folder, "copies/zero.txt").startswith("copies/zero.txt leads out of the folder")
    assert "no such file" in problem(genden, folder, "copies/gone.txt")
    other = tmp_path / "other"
    other.mkdir()
    (other / "log.txt").symlink_to("/dev/zero")
    found = checked(genden, folder, "--copies", str(other))["log"]["problem"]
    assert str(found).startswith(f"{other}/log.txt is a device, not a file")


def test_link_out_of_the_folder_is_refused(
    genden: Genden, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "log.txt").write_text(TEXT)
    (folder / "copies" / "link.txt").symlink_to(outside / "log.txt")
    (folder / "linked").symlink_to(outside)
    for file in ("copies/link.txt", "linked/log.txt"):
        assert problem(genden, folder, file) == (
            f"{file} leads out of the folder of the base; put the file itself there"
        )


def test_base_may_be_a_link_and_have_links_within(
    genden: Genden, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "base.yaml"
    elsewhere.symlink_to(folder / "base.yaml")
    (folder / "copies" / "same.txt").symlink_to("log.txt")
    write(folder, log="{file: copies/same.txt}")
    assert genden("verify", base=elsewhere).code == 0


# Keep


def keep(genden: Genden, folder: Path, source: str, file: Path | str) -> Ran:
    return genden("keep", source, str(file), base=folder / "base.yaml")


@pytest.fixture
def block(tmp_path: Path) -> Path:
    text = (
        "# a base\nbase:\n  title: T\nsources:\n  a:\n    title: A  # a comment\n    reliability: A\n    # below\n\n"
        "  b:\n    title: B\n    reliability: B\n    why: >-\n      folded\n      text\n\n"
        "  c: {title: C, reliability: C}\n  d: {title: D, reliability: D,}\n"
        "  e:\n    title: E\n    copy:\n      file: copies/old.txt  # kept\n    reliability: E\n"
        "  f:\n    title: F\n    reliability: F"
    )
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "log.txt").write_text(TEXT)
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "base.yaml").rename(folder / "base.yaml")
    return folder


LINE = re.compile(r"copy: \{file: copies/log\.txt, sha256: [0-9a-f]{64}, of: \d{4}-\d\d-\d\d\}")


@pytest.mark.parametrize("source", "abcdef")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_copy_is_recorded_and_nothing_else_changes(genden: Genden, block: Path, source: str, newline: str) -> None:
    path = block / "base.yaml"
    before = path.read_text(encoding="utf-8").replace("\n", newline)
    path.write_bytes(before.encode())
    ran = keep(genden, block, source, block.parent / "log.txt")
    assert (ran.code, ran.out) == (0, ""), ran.err
    after = path.read_bytes().decode()
    assert (block / "copies" / "log.txt").read_text() == TEXT
    found = LINE.findall(after) if source != "e" else re.findall(r"\{file: copies/log\.txt, .*\}", after)
    assert len(found) == 1
    line = int(ran.err.split(":")[1])
    assert "copies/log.txt" in after.split("\n")[line - 1]
    if source in "abf":
        assert after.replace(f"{newline}    {found[0]}", "") == before
    elif source in "cd":
        assert re.sub(f",? {LINE.pattern}", "," if source == "d" else "", after) == before
    assert genden("check", str(path), base=None).code == 0
    assert keep(genden, block, source, block.parent / "log.txt").code == 0
    assert path.read_bytes().decode() == after


def test_copy_that_is_there_is_replaced_in_place(genden: Genden, block: Path) -> None:
    assert keep(genden, block, "a", block.parent / "log.txt").code == 0
    before = (block / "base.yaml").read_text()
    (block.parent / "new.html").write_text("<p>new")
    assert keep(genden, block, "a", block.parent / "new.html").code == 0
    after = (block / "base.yaml").read_text()
    assert [one == other for one, other in zip(before.split("\n"), after.split("\n"), strict=True)].count(False) == 1


def test_other_file_of_the_same_name_stays(genden: Genden, block: Path) -> None:
    (block / "copies").mkdir()
    (block / "copies" / "log.txt").write_text("mine")
    before = (block / "base.yaml").read_bytes()
    ran = keep(genden, block, "a", block.parent / "log.txt")
    assert ran.code == 3
    assert "exists and is another file" in ran.err
    assert (block / "copies" / "log.txt").read_text() == "mine"
    assert (block / "base.yaml").read_bytes() == before


def test_file_beside_the_base_stays_where_it_is(genden: Genden, block: Path) -> None:
    (block / "mine").mkdir()
    (block / "mine" / "a b.txt").write_text(TEXT)
    assert keep(genden, block, "a", block / "mine" / "a b.txt").code == 0
    assert 'file: "mine/a b.txt"' in (block / "base.yaml").read_text()
    assert not (block / "copies").exists()
    assert genden("verify", "a", base=block / "base.yaml").code == 0


@pytest.mark.parametrize(
    ("file", "code"),
    [("none.txt", 3), (".", 3), ("/dev/null", 3), ("/dev/zero", 3), ("-", 3), ("bad.txt", 3), ("bad.pdf", 3)],
)
def test_file_that_is_no_copy_is_refused(genden: Genden, block: Path, file: str, code: int) -> None:
    (block.parent / "bad.txt").write_bytes(b"\xff\xfe")
    (block.parent / "bad.pdf").write_bytes(b"text")
    before = (block / "base.yaml").read_bytes()
    ran = keep(genden, block, "a", file if file.startswith(("/", "-")) else block.parent / file)
    assert (ran.code, ran.out) == (code, "")
    assert "Traceback" not in ran.err
    assert (block / "base.yaml").read_bytes() == before
    assert not (block / "copies").exists()


@pytest.mark.parametrize("name", ["a\x07.txt", "a\\b.txt", " a.txt", "a\udcff.txt"])
def test_file_whose_name_no_base_can_have_is_refused(genden: Genden, block: Path, name: str) -> None:
    (block.parent / name).write_text(TEXT)
    ran = keep(genden, block, "a", block.parent / name)
    assert (ran.code, ran.out) == (2, "")
    assert "rename" in ran.err
    assert not (block / "copies").exists()


def test_file_in_the_place_of_the_folder_of_copies_stays(genden: Genden, block: Path) -> None:
    (block / "copies").write_text("mine")
    ran = keep(genden, block, "a", block.parent / "log.txt")
    assert (ran.code, ran.out) == (3, "")
    assert "copies is no folder\nmove it away; nothing was changed\n" in ran.err
    assert (block / "copies").read_text() == "mine"


def test_copy_of_a_base_that_cannot_be_written_is_removed(genden: Genden, block: Path) -> None:
    (block / "base.yaml").chmod(0o444)
    ran = keep(genden, block, "a", block.parent / "log.txt")
    assert (ran.code, ran.out) == (3, "")
    assert "the file is read-only" in ran.err
    assert os.listdir(block / "copies") == []


def test_pdf_is_kept_without_a_look_into_it(genden: Genden, block: Path) -> None:
    (block.parent / "log.pdf").write_bytes(pdf())
    assert keep(genden, block, "a", block.parent / "log.pdf").code == 0
    assert (block / "copies" / "log.pdf").read_bytes() == (block.parent / "log.pdf").read_bytes()


def test_base_in_a_folder_that_takes_no_folder_keeps_nothing() -> None:
    with bound_by_permissions() as folder:
        base, file = folder / "in" / "base.yaml", folder / "log.txt"
        base.parent.mkdir()
        base.write_text("base: {title: T}\nsources: {a: {title: A, reliability: A}}\n", encoding="utf-8")
        file.write_text(TEXT, encoding="utf-8")
        base.parent.chmod(0o555)
        with pytest.raises(Unwritable, match=r"cannot make .*/copies: permission denied"):
            keep_file(str(file), str(base)).__enter__()
        base.parent.chmod(0o755)
        assert os.listdir(base.parent) == ["base.yaml"]


def test_base_that_is_wrong_keeps_nothing(genden: Genden, block: Path) -> None:
    (block / "base.yaml").write_text("base: {title: T}\nsources: {a: {title: A}}\n")
    assert keep(genden, block, "a", block.parent / "log.txt").code == 3
    assert not (block / "copies").exists()


def test_folder_of_copies_that_leads_elsewhere_is_refused(genden: Genden, block: Path) -> None:
    (block / "copies").symlink_to(block.parent)
    ran = keep(genden, block, "a", block.parent / "log.txt")
    assert ran.code == 3
    assert "leads out of the folder of the base" in ran.err


def test_bundled_base_keeps_nothing(genden: Genden, block: Path) -> None:
    ran = genden("keep", "kotkin-2017", str(block.parent / "log.txt"), base=None)
    assert (ran.code, ran.out) == (2, "")
    assert "the bundled one is not changed" in ran.err
