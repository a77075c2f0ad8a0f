"""``genden new --from TEXT``: every sentence becomes a claim, whose quote is found again in the text."""

from __future__ import annotations

import hashlib
import shlex
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.check import check
from genden_cli.edit import article as edit_article
from genden_cli.load import load
from genden_cli.parsing.text_readers import quoted_words
from genden_cli.source.base_text import BaseText
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.tolerance import AnyWord
from genden_cli.words import MatchKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli.model import Claim

ARTICLE = """\
The Night Without a Lamp

On the last night of the year the lamp of Aldport, which had burnt for sixty years, went dark: nobody
knew why. Was it the keeper?

* * *

"She put it out [with her own hands]," says No. 7 of the guide.
"""

MADE = """\
base:
  title: The Night Without a Lamp
  examines: [my-article]

sources:
  my-article:
    title: The Night Without a Lamp
    reliability: F
    read: full
    note: Read from My article.txt. Its paragraphs are counted from 1.
    copy: {file: "My article.txt", sha256: SHA256}

claims:
  p1-s1:
    says: The Night Without a Lamp
    appears_in:
      - {source: my-article, at: {paragraph: 1}, quote: The Night Without a Lamp}
    verdict: unreviewed

  p2-s1:
    says: >-
      On the last night of the year the lamp of Aldport, which had burnt for sixty years, went dark:
      nobody knew why.
    appears_in:
      - {source: my-article, at: {paragraph: 2}, quote: "On the last night of the year the lamp of Aldport, which"}
    verdict: unreviewed

  p2-s2:
    says: "Was it the keeper?"
    appears_in:
      - {source: my-article, at: {paragraph: 2}, quote: "Was it the keeper?"}
    verdict: unreviewed

  p4-s1:
    says: "\\"She put it out [with her own hands],\\" says No. 7 of the guide."
    appears_in:
      - {source: my-article, at: {paragraph: 4}, quote: "\\"She put it out"}
    verdict: unreviewed
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "My article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_each_sentence_becomes_a_claim_at_its_place(article: Path, genden: Callable[..., Ran]) -> None:
    base = article.with_name("base.yaml")
    ran = genden("new", str(base), "--from", str(article), "--bare")
    opened = f"{base} has 4 claims to weigh: genden check {base} lists what is open\n"
    assert ran == (0, "", f"{opened}genden --base {base} verify compares its quotes with {article.name}\n")
    made = MADE.replace("SHA256", hashlib.sha256(article.read_bytes()).hexdigest())
    assert base.read_text(encoding="utf-8") == made


def test_a_text_in_the_folder_of_the_base_is_its_copy(article: Path, genden: Callable[..., Ran]) -> None:
    base = article.with_name("base.yaml")
    genden("new", str(base), "--from", str(article))
    ran = genden("verify", base=base)
    assert (ran.code, ran.err) == (0, "")
    assert "Found    4 to the letter" in ran.out
    assert genden("read", base=base).out == genden("read", "my-article", base=base).out
    made = load([BaseText("base.yaml", base.read_bytes())]).claims
    assert [each.id for each in made if each.id not in genden("read", base=base).out] == []


def test_for_a_text_elsewhere_the_command_is_named(article: Path, genden: Callable[..., Ran]) -> None:
    (article.parent / "sub").mkdir()
    base = article.parent / "sub" / "base.yaml"
    *_, said = genden("new", str(base), "--from", str(article)).err.splitlines()
    assert "copy:" not in base.read_text(encoding="utf-8")
    command = shlex.split(said.removesuffix(" compares its quotes with the text"))
    assert "Found    4 to the letter" in genden(*command[1:]).out


def test_lines_of_a_folder_name_their_file(article: Path, genden: Callable[..., Ran]) -> None:
    base = article.with_name("base.yaml")
    genden("new", str(base), "--from", str(article))
    genden("split", str(base), str(article.parent / "folder"))
    ran = genden("verify", "my-article", "--text", str(article), base=article.parent / "folder")
    line = (article.parent / "folder" / "claims.yaml").read_text(encoding="utf-8").split("{source")[0].count("\n") + 1
    assert f"claims.yaml:{line} " in ran.out


def test_its_quotes_are_found_and_check_lists_what_is_open(article: Path, genden: Callable[..., Ran]) -> None:
    base = article.with_name("base.yaml")
    assert genden("new", str(base), "--from", str(article), "--title", "Did it?").code == 0
    assert load([BaseText("base.yaml", base.read_bytes())]).base.title == "Did it?"
    assert "Found    4 to the letter" in genden("verify", "my-article", "--text", str(article), base=base).out
    ran = genden("check", str(base))
    assert ran.code == 0
    assert ran.out.count("warning[W207]") == 4
    assert "# " in base.read_text(encoding="utf-8")


def test_standard_input_and_output_will_do(
    genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "in").write_text("One. Two.")
    with (tmp_path / "in").open() as standard_input:
        monkeypatch.setattr("sys.stdin", standard_input)
        ran = genden("new", "-", "--from", "-")
    assert (ran.code, ran.err) == (0, "")
    assert [each.says for each in load([BaseText("-", ran.out.encode())]).claims] == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", " \n\n", "* * *\n", "—"])
def test_a_text_without_words_is_refused(text: str, tmp_path: Path, genden: Callable[..., Ran]) -> None:
    (tmp_path / "text").write_text(text, encoding="utf-8")
    ran = genden("new", str(tmp_path / "base.yaml"), "--from", str(tmp_path / "text"))
    assert ran == (2, "", f"genden: {tmp_path}/text has no sentence\nname a text with words in it\n")
    assert not (tmp_path / "base.yaml").exists()


def test_a_bare_base_has_no_comments(genden: Callable[..., Ran]) -> None:
    bare, whole = genden("new", "-", "--bare").out, genden("new", "-").out
    assert "#" not in bare
    assert "#" in whole
    assert load([BaseText("-", bare.encode())]) == load([BaseText("-", whole.encode())])
    mine = genden("new", "-", "--bare", "--title", "Who  # did it?").out
    assert mine.startswith('base:\n  title: "Who  # did it?"\n  examines:')


def claims(text: str) -> tuple[Claim, ...]:
    """Return the claims that a text makes, after the checks that hold for every text."""
    data, _, count = edit_article.template(text, "text.txt", title="T")
    found = load([BaseText("base", data)]).claims
    assert len(found) == count
    assert {each.verdict for each in found} == {Verdict.UNREVIEWED}
    assert check([BaseText("base", data)]).errors == 0
    quotes = [each.appears_in[0].quote or "" for each in found]
    at = [int(each.appears_in[0].at[0].value) for each in found]
    assert all(0 < quoted_words(quote) <= 12 for quote in quotes)
    queries = [QuoteQuery(quote, (number, number)) for quote, number in zip(quotes, at, strict=True)]
    places = [*quote_places(paragraphs(text, quotes), queries, AnyWord())]
    assert [(each.paragraph, each.how) for each in places if each] == [(each, MatchKind.EXACT) for each in at]
    return found


TEXTS = {
    "hyphens at line ends": "A well-known harbour with a light-\nhouse and a well-\nknown keeper\nof the lamp.\n" * 4,
    "page numbers": "The lamp went\n\n12\n\nout on page 12 of the log.\n\nIt was dark\n\f13\n\nfor hours.",
    "unspaced": "灯塔的灯在一年的最后一个夜晚熄灭了没有人知道为什么会这样。是看守人吗？不是！",
    "marks": "She \x1b[31mput\x07 it\tout\u00a0[1], \ufeffand\u200b ran. "
    "]odd[ “She”’s [[here]]! \u2028 Next\x85line? {a: b} #c",
    "the same again": "She ran. She ran. She ran.\n\nShe ran.",
    "like YAML": "- a\n\n? b\n\n&c d\n\n'e\n\n\"f\n\n%g\n\n@h\n\nkey: value\n\n--- i\n\n... j\n\nnull",
    "accents": "Cafe\u0301 a\u0300 la\u0308cher. Гэнд\u0306эн!",
    "long": "word " * 5_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_quotes_of_any_text_stand_where_the_claims_say(name: str) -> None:
    assert claims(TEXTS[name])


PIECES = [*"ab.!?[]-–\"'#:,{} \t\n\f…。灯\x07\u00a0\u0301", "\n\n", "12", "wo", "rd ", "A", "No. ", "- ", "\r\n"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_quotes_of_random_texts_stand_where_the_claims_say(text: str) -> None:
    claims(f"Begin.\n\n{text}")
