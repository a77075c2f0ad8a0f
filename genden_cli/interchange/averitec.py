"""Claims in the JSON of AVeriTeC: each with its label, the article that checked it, and questions with answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.errors import Unreadable
from genden_cli.interchange import dates, json_texts
from genden_cli.interchange.claim_base import CheckedClaim, ClaimBase, Speaker, left_out_keys, stance_of, tags_of
from genden_cli.interchange.json_texts import listed, text_of
from genden_cli.interchange.ratings import verdict_of
from genden_cli.words import Section, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.interchange.draft import Draft, Values
    from genden_cli.words import Reliability, Verdict

_KNOWN: Final = frozenset(
    "claim label justification claim_date speaker original_claim_url cached_original_claim_url fact_checking_article "
    "questions claim_id claim_types".split()
)
_KNOWN_OF_ANSWER: Final = frozenset("answer source_url cached_source_url boolean_explanation".split())
_DAY: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


def draft(text: str, file: str, reliability: Reliability | None) -> Draft:
    """Return the base of the claims in a text. Raise `Unreadable` if it is not JSON, or has no claim."""
    making = ClaimBase(f"Claims of {file}", file, reliability)
    entries = json_texts.parsed(text, file)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and text_of(entry.get("claim")):
            making.add(_checked(entry, making.draft))
    if not making.draft.sections[Section.CLAIMS]:
        raise Unreadable(f"{file} holds no claims", hints=("it needs a list of claims of AVeriTeC",))
    return making.draft


def _checked(entry: dict[str, Any], draft: Draft) -> CheckedClaim:
    left_out_keys(entry, _KNOWN, "claim", draft)
    label, reason = text_of(entry.get("label")), text_of(entry.get("justification"))
    verdict = verdict_of(label)
    who = text_of(entry.get("speaker"))
    checked = CheckedClaim(text_of(entry["claim"]), speaker=Speaker(who) if who else None)
    day = _day(text_of(entry.get("claim_date")))
    checked.values = {
        "date": day,
        "verdict": verdict,
        "because": reason,
        "tags": tags_of(map(text_of, listed(entry.get("claim_types")))),
    }
    if address := text_of(entry.get("original_claim_url")):
        archived = text_of(entry.get("cached_original_claim_url"))
        checked.made_in = [({"title": address, "url": address, "archived": archived, "author": who, "issued": day}, {})]
    elif who:
        checked.made_in = [({"title": f"Statement of {who}", "author": who, "issued": day}, {})]
    checked.evidence = [*_article(entry, label, verdict), *_answers(entry, draft)]
    return checked


def _article(entry: dict[str, Any], label: str, verdict: Verdict | None) -> Iterator[tuple[Values, Values]]:
    """Yield the article that checked the claim, as evidence."""
    if address := text_of(entry.get("fact_checking_article")):
        stance = stance_of(verdict)
        yield {"title": address, "url": address}, {"stance": stance, "note": f"Rating: {label}." if label else ""}


def _answers(entry: dict[str, Any], draft: Draft) -> Iterator[tuple[Values, Values]]:
    """Yield the answers that have a source, as background: they take no side."""
    for question in json_texts.things(entry.get("questions")):
        asked = text_of(question.get("question"))
        for answer in json_texts.things(question.get("answers")):
            left_out_keys(answer, _KNOWN_OF_ANSWER, "answer", draft)
            said = " ".join(filter(None, (text_of(answer.get("answer")), text_of(answer.get("boolean_explanation")))))
            if address := text_of(answer.get("source_url")):
                work = {"title": address, "url": address, "archived": text_of(answer.get("cached_source_url"))}
                yield work, {"stance": Stance.CONTEXT, "note": f"{asked} {said}".strip()}
            else:
                draft.left_out["answers without a source"] += 1


def _day(written: str) -> str | None:
    """Return a day that is written as day, month and year."""
    if found := _DAY.fullmatch(written):
        written = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return dates.read(written).edtf if written else None
