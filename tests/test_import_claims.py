"""``genden import FILE -o BASE``: reviews of claims and tables of claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attacks
import pytest
import yaml
from conftest import FACTS, TESTS

from genden_cli import check as checks
from genden_cli.diagnostics.problem import Severity
from genden_cli.errors import Exit
from genden_cli.export.claimreview import RATINGS
from genden_cli.interchange.claim_table import COLUMNS
from genden_cli.interchange.ratings import NAMES, verdict_of
from genden_cli.source.base_text import BaseText
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


def review(says: str, rating: str, by: str, **more: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": says,
        "author": {"@type": "Organization", "name": by},
        "url": f"https://{by.lower()}.example/{says.split(maxsplit=1)[0]}",
        "datePublished": "2020-05-03T10:00:00Z",
        "reviewRating": {"@type": "Rating", "alternateName": rating, "ratingValue": "3", "bestRating": "5"},
        **more,
    }


LAMP = review(
    "The keeper put out the lamp.",
    "False!",
    "Harbour",
    reviewBody="Two logs say otherwise.",
    itemReviewed={
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Tom Marsh", "jobTitle": "mayor"},
        "appearance": [{"@type": "CreativeWork", "url": "https://post.example/1", "headline": "A post"}],
    },
    keywords="Lamp, 2nd night",
    license="x",
)
TAX = review("Taxes doubled.", "Missing context", "Coast", itemReviewed={"author": {"name": "Ana Brandt"}})
OTHER_TAX = review("Taxes doubled.", "mostly true", "Harbour")
FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [{"@type": "DataFeedItem", "item": [LAMP]}, {"@type": "DataFeedItem", "item": TAX}, OTHER_TAX],
}
SEARCH = {
    "claims": [
        {
            "text": "Taxes doubled.",
            "claimant": "Ana Brandt",
            "claimDate": "2020-05-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Harbour", "site": "harbour.example"},
                    "url": "https://harbour.example/tax",
                    "title": "Did they?",
                    "reviewDate": "2020-05-03T00:00:00Z",
                    "textualRating": "Pants on fire",
                    "languageCode": "en",
                }
            ],
        }
    ]
}


def imported(genden: Callable[..., Ran], folder: Path, text: str, name: str) -> tuple[Any, str]:
    """Return the base that a file becomes, after `genden check`, and what the command says."""
    file, made = folder / name, folder / "made.yaml"
    file.write_text(text, encoding="utf-8")
    ran = genden("import", str(file), "-o", str(made))
    assert (ran.code, ran.out) == (Exit.DONE, ""), ran.err
    result = checks.check([BaseText(str(made), made.read_bytes())])
    assert [each for each in result.problems if each.severity == Severity.ERROR] == []
    assert genden("claims", base=made).code == Exit.DONE
    return yaml.load(made.read_bytes(), Loader=yaml.BaseLoader), ran.err


def test_reviews_of_a_feed_are_claims_with_speaker_verdict_and_source(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base, said = imported(genden, tmp_path, json.dumps(FEED), "feed.json")
    claim = base["claims"]["the-keeper-put-out-the-lamp"]
    (place,) = claim["appears_in"]
    assert (claim["verdict"], claim["because"]) == ("refuted", "Two logs say otherwise.")
    assert claim["reviewed"] == [{"on": "2020-05-03", "by": "Harbour"}]
    assert claim["tags"] == ["lamp", "nd-night"]
    assert place["speaker"] == "tom-marsh"
    assert base["sources"][place["source"]]["url"] == "https://post.example/1"
    assert base["base"]["examines"][0] == place["source"]
    (item,) = claim["evidence"]
    assert (item["stance"], item["note"]) == ("contradicts", "Rating: False!.")
    assert base["sources"][item["source"]]["url"] == "https://harbour.example/The"
    for kind in ("1 ClaimReview.license", "1 ratings without a verdict here, kept by name"):
        assert kind in said


def test_reviews_that_differ_leave_the_verdict_to_a_person(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, json.dumps([OTHER_TAX, TAX, {**TAX, "reviewRating": {}}]), "feed.json")
    claim = base["claims"]["taxes-doubled"]
    assert claim["verdict"] == "supported", "a rating without a verdict does not change one"
    two = [OTHER_TAX, review("Taxes doubled.", "wrong", "Coast")]
    (tmp_path / "made.yaml").unlink()
    base, _ = imported(genden, tmp_path, json.dumps(two), "feed.json")
    claim = base["claims"]["taxes-doubled"]
    assert (claim["verdict"], claim.get("because"), claim.get("reviewed")) == ("unreviewed", None, None)
    assert "Harbour rates it “mostly true”." in claim["note"]
    assert [each["stance"] for each in claim["evidence"]] == ["supports", "contradicts"]


def test_answers_of_a_search_are_read(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, _ = imported(genden, tmp_path, json.dumps(SEARCH), "search.json")
    claim = base["claims"]["taxes-doubled"]
    assert claim["verdict"] == "refuted"
    source = base["sources"][claim["appears_in"][0]["source"]]
    assert (source["title"], source["type"], str(source["issued"])) == (
        "Statement of Ana Brandt",
        "speech",
        "2020-05-01",
    )


def test_reviews_in_a_web_page_are_read(genden: Callable[..., Ran], tmp_path: Path) -> None:
    script = '<script type="application/ld+json">{}</script>'
    page = f"<!doctype html>\n<title>T</title>{script.format(json.dumps(LAMP))}\n{script.format(json.dumps([TAX]))}"
    base, _ = imported(genden, tmp_path, page, "page.html")
    assert list(base["claims"]) == ["the-keeper-put-out-the-lamp", "taxes-doubled"]
    (tmp_path / "page.html").write_text(f"{page}\n{script.format('{')}", encoding="utf-8")
    assert "page.html:4: not JSON" in genden("import", str(tmp_path / "page.html"), "-o", "-").err


def test_own_export_comes_back_with_its_verdicts(genden: Callable[..., Ran], tmp_path: Path) -> None:
    text = genden("export", "claimreview", base=FACTS).out
    base, _ = imported(genden, tmp_path, text, "claims.jsonld")
    before = {each["claimReviewed"]: each["reviewRating"]["alternateName"] for each in json.loads(text)["@graph"]}
    names = {str(verdict): name for verdict, (name, _) in RATINGS.items()}
    assert {each["says"]: names[each["verdict"]] for each in base["claims"].values()} == before


AVERITEC = [
    {
        "claim": "Taxes doubled.",
        "label": "Refuted",
        "justification": "They rose by a tenth.",
        "claim_date": "25-8-2020",
        "speaker": "Ana Brandt",
        "original_claim_url": "https://post.example/9",
        "cached_original_claim_url": "https://archive.example/9",
        "fact_checking_article": "https://harbour.example/tax",
        "reporting_source": "Harbour",
        "claim_types": ["Numerical Claim"],
        "questions": [
            {
                "question": "What is the tax?",
                "answers": [
                    {"answer": "11 crowns.", "source_url": "https://law.example/1", "answer_type": "Extractive"},
                    {"answer": "No answer could be found."},
                    {"answer": "12.", "source_url": "law.example/2", "cached_source_url": "not kept"},
                ],
            },
            {"question": "Since when?", "answers": [{"answer": "1820.", "source_url": "https://law.example/2"}]},
        ],
    },
    {"claim": "Who knows?", "label": "Supported", "speaker": "Bo"},
    {"claim": "Taxes doubled twice.", "label": "Conflicting Evidence/Cherrypicking", "questions": []},
]


def test_claims_of_averitec_have_article_and_answers(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, json.dumps(AVERITEC), "dev.json")
    claim, spoken, other = base["claims"].values()
    assert base["sources"][spoken["appears_in"][0]["source"]]["title"] == "Statement of Bo"
    assert (claim["verdict"], claim["because"], claim["date"]) == ("refuted", "They rose by a tenth.", "2020-08-25")
    assert (claim["tags"], other["verdict"]) == (["numerical-claim"], "disputed")
    (place,) = claim["appears_in"]
    assert base["sources"][place["source"]]["archived"] == "https://archive.example/9"
    assert [(each["stance"], each["note"]) for each in claim["evidence"]] == [
        ("contradicts", "Rating: Refuted."),
        ("context", "What is the tax? 11 crowns."),
        ("context", "What is the tax? 12.\nSince when? 1820."),
    ]
    law = base["sources"][claim["evidence"][2]["source"]]
    assert (law["url"], "archived" in law) == ("https://law.example/2", False)
    for kind in (
        "1 answers without a source",
        "1 'archived' that is no web address",
        "1 claim.reporting_source",
        "1 answer.answer_type",
    ):
        assert kind in said


TABLE = """Claim,Speaker,Verdict,Because,Reviewed,Source,Source URL,Stance,Page,Says there,People,Tags,Mood
The lamp went out.,Tom Marsh,true,Two logs say so.,2020-05-03,Log,https://a.example,,17,It did,Ana Brandt; Bo,lamp,sad
The lamp went out.,,,,,Parish book,,silent,,,,,
The bridge burned.,,Mostly nonsense,,,,,,,,,,
"""


def test_table_of_claims_has_a_row_for_each_source(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base, said = imported(genden, tmp_path, TABLE, "claims.csv")
    lamp, bridge = base["claims"]["the-lamp-went-out"], base["claims"]["the-bridge-burned"]
    assert (lamp["verdict"], lamp["people"], lamp["tags"]) == ("supported", ["ana-brandt", "bo", "tom-marsh"], ["lamp"])
    assert [each["stance"] for each in lamp["evidence"]] == ["supports", "silent"]
    assert lamp["evidence"][0]["at"] == {"page": "17"}
    assert lamp["appears_in"][0]["speaker"] == "tom-marsh"
    assert bridge == {"says": "The bridge burned.", "note": "Rating: Mostly nonsense."}
    assert "1 column mood" in said


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '{"@type": "ClaimReview",\n"a": }', "a.json:2: not JSON"),
        ("a.json", '{"@graph": {"name": "ClaimReview"}}\n"ClaimReview"', "a.json:2: not JSON"),
        ("a.json", '{"@graph": {"name": "ClaimReview"}, "claimReview": []}', "holds no reviews of claims"),
        ("a.json", '[{"claim": [], "label": "x", "questions": []}]', "holds no claims"),
        ("a.json", '{"@type": "ClaimReview", "a": ' + "[" * 100_000, "a.json:1: not JSON"),
        ("a.json", '{"name": "ClaimReview", "@graph": ' + "[" * 50 + "]" * 50 + "}", "holds no reviews of claims"),
        ("a.csv", "claim,source,stance\nA.,B,loud\n", "a.csv:2: stance 'loud'"),
        ("a.csv", "claim,page\nA.,3\n", "a.csv:2: page without a source"),
        ("a.csv", "claim,date\nA.,1935\nB.,soon\n", "a.csv:3: date 'soon' is no date"),
        ("a.csv", "claim,id\n,x\n", "a.csv:2: no claim"),
        ("a.csv", "claim,id\nA.,b,c\n", "a.csv:2: 3 cells"),
        ("a.csv", 'claim,id\n"A.,b\n', "a.csv:2: not CSV"),
    ],
)
def test_malformed_file_is_refused_with_its_line(
    name: str, text: str, message: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ran = genden("import", str(tmp_path / name), "-o", str(tmp_path / "made.yaml"))
    assert (ran.code, message in ran.err) == (Exit.BASE, True), ran.err
    assert not (tmp_path / "made.yaml").exists()


def test_format_and_grade_can_be_named(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "claims.txt"
    file.write_text("statement;source;quote;said in\nA.;B;" + "word " * 13 + ";C\n\n", encoding="utf-8")
    ran = genden("import", str(file), "--from", "claims", "--reliability", "B", "-o", "-")
    base = yaml.load(ran.out, Loader=yaml.BaseLoader)
    assert {each["reliability"] for each in base["sources"].values()} == {"B"}
    (place,) = base["claims"]["a"]["appears_in"]
    assert place["note"].startswith("The source says: word word")
    file.write_text("title\nA\n", encoding="utf-8")
    assert "no column for the claim" in genden("import", str(file), "--from", "claims", "-o", "-").err
    assert "1 new source" in genden("import", str(file), "--from", "csv", base=FACTS).out


def test_bibliographies_are_still_bibliographies(genden: Callable[..., Ran], tmp_path: Path) -> None:
    for name, text in (("a.json", '[{"id": "a", "title": "A claim"}]'), ("a.csv", "title,author\nA claim,B\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert "1 new source" in genden("import", str(tmp_path / name), base=FACTS).out


@pytest.mark.parametrize(
    ("name", "numbers", "verdict"),
    [
        ("Mostly True", (), Verdict.SUPPORTED),
        ("PANTS ON FIRE!", (), Verdict.REFUTED),
        ("Not Enough Evidence", (), Verdict.UNPROVEN),
        ("Misleading", (), None),
        ("Four Pinocchios", ("1", "5", "1"), Verdict.REFUTED),
        ("Ja", (5, 5, 1), Verdict.SUPPORTED),
        ("Meh", (3, 5, 1), None),
        ("Meh", (1, 1, 1), None),
        ("", (True, 5, 1), None),
    ],
)
def test_rating_means_a_verdict_only_by_name_or_at_the_ends(
    name: str, numbers: tuple[Any, ...], verdict: Verdict | None
) -> None:
    assert verdict_of(name, *numbers) == verdict


def test_each_name_of_a_rating_means_one_verdict() -> None:
    names = [name for each in NAMES.values() for name in each]
    assert len(names) == len(set(names))
    assert all(verdict_of(name) == verdict for verdict, (name, _) in RATINGS.items())


def test_topic_names_each_column_of_a_table() -> None:
    topic = (TESTS.parent / "genden_cli" / "help" / "import.md").read_text(encoding="utf-8")
    assert [name for name, what in COLUMNS.items() if f"| `{name}` | {what} |\n" not in topic] == []


def test_hostile_texts_become_a_sound_base(genden: Callable[..., Ran], tmp_path: Path) -> None:
    texts = [each for each in attacks.EVERY if each.isascii() or "\ud800" not in each]
    reviews = [review(each, each, each, reviewBody=each, keywords=each, url=each, headline=each) for each in texts]
    base, _ = imported(genden, tmp_path, json.dumps(reviews), "feed.json")
    assert len(base["claims"]) > len(texts) / 2
    (tmp_path / "made.yaml").unlink()
    cells = ('"{}"'.format(each.replace('"', '""').replace("\x00", "").replace("\ud800", "")) for each in texts)
    rows = (",".join([each] * 5) for each in cells if len(each) > len('""'))
    imported(genden, tmp_path, "claim,source,note,tags,speaker\n" + "\n".join(rows), "claims.csv")


def test_odd_values_of_reviews_are_passed_over_or_read_as_texts(genden: Callable[..., Ran], tmp_path: Path) -> None:
    odd = review(
        "The keeper slept.",
        "False",
        "Harbour",
        itemReviewed={"author": [{"@type": "Person"}, {"name": {"@value": "Ana Brandt"}}], "name": ["x"]},
    )
    base, _ = imported(genden, tmp_path, json.dumps([odd, "a text", 7, None, [None]]), "feed.json")
    assert list(base["claims"]) == ["the-keeper-slept"]
    assert [each["name"] for each in base["people"].values()] == ["Ana Brandt"]
