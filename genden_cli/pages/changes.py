"""Describe one change of a fact base in a sentence: ``verdict: ? unproven → ≈ disputed``."""

from __future__ import annotations

from itertools import groupby, takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli import schema, words
from genden_cli.dates import edtf as dates
from genden_cli.difference.changes import ChangeKind, ChangeSection
from genden_cli.page.blocks import Cell, join_cells, text
from genden_cli.pages import parts
from genden_cli.text.english import join_words
from genden_cli.words import Section, Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from genden_cli.difference.changes import Change
    from genden_cli.difference.side import Unread

    Words = Callable[[str], str]


def sentence(change: Change) -> Cell:
    """Return the sentence for a change of a record. The record itself is named beside it."""
    if change.field is None:
        return text(_record_sentence(change))
    if said := _SENTENCES.get(change.field):
        return said(change)
    item = change.item if "." in change.field else None
    if change.before and change.after and " " in change.before and change.field not in (*_WORDS, *_LISTS):
        return join_cells((text(item), text(f"{_label(change)}:"), join_cells(wordings(change), " → ")), " ")
    return text(" ".join(filter(None, (item, _plain_sentence(change)))))


def wordings(change: Change) -> tuple[Cell, Cell]:
    """Return the old and the new text, with the differing words marked; of one that is missing, no word."""
    old, new = (change.before or "").split(), (change.after or "").split()
    head = _common_words(old, new)
    tail = _common_words(old[head:][::-1], new[head:][::-1])
    return _mark_words(old, head, tail), _mark_words(new, head, tail)


def unread(lost: Unread, *, file: str) -> Cell:
    """Return why a record is not compared; ``file`` says it of a file."""
    place = lost.file if lost.line is None else f"{lost.file}:{lost.line}"
    what = f"{lost.id} has an error" if lost.id else file
    return text(f"{what}: {lost.why} ({place})", "muted")


def _common_words(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal words at the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _mark_words(said: Sequence[str], head: int, tail: int) -> Cell:
    end = len(said) - tail
    pieces = ((said[:head], ""), (said[head:end], "match"), (said[end:], ""))
    return join_cells((text(" ".join(piece), role) for piece, role in pieces), " ")


def _record_sentence(change: Change) -> str:
    came = change.change is ChangeKind.ADDED
    if change.reliability is None:
        return "new" if came else "removed"
    return f"{'new, ' if came else 'removed, was '}graded {_reliability(change.reliability)}"


def _plain_sentence(change: Change) -> str:
    """Return the sentence for a field without a sentence of its own."""
    field = str(change.field)
    label = _label(change)
    if change.change in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return f"{label} {change.change}: {change.after or change.before}"
    if field not in _ABSENT and None in (change.before, change.after):
        came = change.before is None
        said = _value_text(change.after or change.before, field, _WORDS.get(field, str))
        if field not in _WORDS and " " in said:
            return f"{label} {ChangeKind.ADDED if came else ChangeKind.REMOVED}: {said}"
        return f"{label}: {'now' if came else 'no longer'} {said}"
    if field in _LISTS and not {change.before, change.after} & {None, _EMPTY}:
        separator = "; " if change.section is ChangeSection.EVENTS and field == "people" else ", "
        return f"{label}: {_came_and_went(str(change.before).split(separator), str(change.after).split(separator))}"
    say = _WORDS.get(field, str)
    return f"{label}: {_value_text(change.before, field, say)} → {_value_text(change.after, field, say)}"


def _label(change: Change) -> str:
    """Return what a field is called before its values."""
    field = str(change.field)
    return _LABELS.get(field) or _LABELS.get(noun(change)) or noun(change)


def noun(change: Change) -> str:
    """Return the noun for counting changes of a field."""
    whole, _, part = str(change.field).partition(".")
    form = schema.BASE if change.section is ChangeSection.BASE else schema.SECTIONS[Section(change.section)]
    inner = next((each for field, each in form.parts() if field.key == whole), None)
    own = form.keys[whole].noun if whole in form.keys and not part else ""
    within = inner.keys[part].noun if inner and part in inner.keys else ""
    return own or within or (part or whole).replace("_", " ")


def _value_text(value: str | None, field: str, say: Words) -> str:
    if value is None:
        return _ABSENT.get(field, "none")
    return "none" if value == _EMPTY else say(value)


def _came_and_went(old: Iterable[str], new: Iterable[str]) -> str:
    come, gone = join_words(sorted({*new} - {*old})), join_words(sorted({*old} - {*new}))
    return ", ".join(filter(None, (f"now also {come}" * bool(come), f"no longer {gone}" * bool(gone))))


def _verdict(change: Change) -> Cell:
    return join_cells((parts.verdict(Verdict(str(change.before))), parts.verdict(Verdict(str(change.after)))), " → ")


def _evidence(change: Change) -> Cell:
    """Return the sentence for an added or removed item of evidence."""
    came = change.change is ChangeKind.ADDED
    stance = Stance(str(change.after if came else change.before))
    said = text(f"{change.item} {_STANCES[stance]}")
    return join_cells((text("new:" if came else "gone:", "muted"), parts.stance(stance), said), " ")


def _stance(change: Change) -> Cell:
    sides = (
        text(f"{words.STANCES[words.Stance(stance)].sign} {stance}", f"stance.{stance}")
        for stance in (str(change.before), str(change.after))
    )
    return join_cells((text(f"{change.item}:"), join_cells(sides, " → ")), " ")


def _origins(change: Change) -> Cell:
    side = "for it" if change.field == "origins_for" else "against it"
    causes = {field: [each.id for each in group] for field, group in groupby(change.because, attrgetter("field"))}
    reasons = join_words([_REASONS[field](ids) for field, ids in causes.items()])
    return text(f"{side}: {change.before} → {change.after}, since {reasons} changed")


def _date(edtf: str) -> str:
    return dates.parse(edtf).words


def _reliability(letter: str) -> str:
    return f"{letter} {words.RELIABILITY[words.Reliability(letter)]}"


def _credibility(digit: str) -> str:
    return f"{digit} {words.CREDIBILITY[words.Credibility(digit)]}"


_SENTENCES: Final[dict[str, Callable[[Change], Cell]]] = {
    "verdict": _verdict,
    "evidence": _evidence,
    "evidence.stance": _stance,
    "origins_for": _origins,
    "origins_against": _origins,
}
_WORDS: Final[dict[str, Words]] = {
    **dict.fromkeys(("date", "evidence.date", "issued", "born", "died", "roles.from", "roles.to"), _date),
    "reliability": _reliability,
    "evidence.credibility": _credibility,
}
_LABELS: Final = {
    "derived_from": "based on",
    "evidence.credibility": "credibility",
    "evidence.date": "dates it",
    "evidence.rests_on": "based on",
    "evidence.note": "note",
    "examines": "documents",
    "ids": "identifiers",
    "names": "name",
    "relations": "relation",
    "relations.as": "as",
    "relations.claims": "claims",
    "reliability": "graded",
    "roles": "role",
    "roles.claims": "claims",
    "roles.from": "from",
    "roles.to": "until",
    "tags": "tags",
}
_EMPTY: Final = "[]"
_LISTS: Final = frozenset(
    "people variants derived_from evidence.rests_on examines tags roles.claims relations.claims".split()
)
_ABSENT: Final = {"derived_from": "unknown", "evidence.rests_on": "what it is based on as a whole"}
_STANCES: Final = {
    Stance.SUPPORTS: "supports it",
    Stance.CONTRADICTS: "contradicts it",
    Stance.SILENT: "is silent",
    Stance.CONTEXT: "gives context",
}
_REASONS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "evidence": lambda ids: f"the evidence of {join_words(ids)}",
    "derived_from": lambda ids: f"what {join_words(ids)} {'rests' if len(ids) == 1 else 'rest'} on",
    "examines": lambda ids: f"the examination of {join_words(ids)}",
}
