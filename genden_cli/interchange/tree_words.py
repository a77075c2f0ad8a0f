"""What a family tree says, in English: titles of events, and claims as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.interchange import dates
from genden_cli.text.english import join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.interchange.family_tree import Fact

_SENTENCES: Final = {
    "birth": "{who} {was} born{when}{where}.",
    "death": "{who} died{when}{where}.",
    "burial": "{who} {was} buried{when}{where}.",
    "cremation": "{who} {was} cremated{when}{where}.",
    "baptism": "{who} {was} baptised{when}{where}.",
    "christening": "{who} {was} christened{when}{where}.",
    "adult christening": "{who} {was} christened as an adult{when}{where}.",
    "confirmation": "{who} {was} confirmed{when}{where}.",
    "ordination": "{who} {was} ordained{when}{where}.",
    "adoption": "{who} {was} adopted{when}{where}.",
    "emigration": "{who} emigrated{when}{where}.",
    "immigration": "{who} immigrated{when}{where}.",
    "naturalization": "{who} {was} naturalized{when}{where}.",
    "graduation": "{who} graduated{when}{where}.",
    "retirement": "{who} retired{when}{where}.",
    "residence": "{who} lived{where}{when}.",
    "census": "A census counted {who}{when}{where}.",
    "will": "{who} made a will{when}{where}.",
    "probate": "The will of {who} was proved{when}{where}.",
    "education": "{who} learned{when}{where}{value}.",
    "occupation": "The occupation of {who}{when}{where} was{value}.",
    "title": "The title of {who}{when}{where} was{value}.",
    "marriage": "{who} married{when}{where}.",
    "divorce": "{who} divorced{when}{where}.",
    "engagement": "{who} became engaged{when}{where}.",
}
_OTHER: Final = "Of {who} this is recorded{when}{where}: {kind}{value}."

_DEAD: Final = frozenset({"burial", "cremation", "probate"})
"""Events of the dead."""

_ROLES: Final = {"birth": "child", "census": "counted", "will": "testator", "residence": "resident"}
_OF_TWO: Final = {"marriage": "spouse", "divorce": "spouse", "engagement": "engaged"}
_MOST_NAMES: Final = 3


def role_of(fact: Fact) -> str:
    """Return the usual role of a person in an event."""
    if fact.kind in _DEAD:
        return "deceased"
    return _ROLES.get(fact.kind) or _OF_TWO.get(fact.kind) or "main person"


def title(fact: Fact, names: Sequence[str]) -> str:
    """Return the title of an event: ``Birth of Ana Brandt``, ``Marriage of Ana Brandt and Carl Kohl``."""
    word = fact.name or fact.kind
    who = _who(names)
    return f"{word[:1].upper()}{word[1:]}{f' of {who}' if who else ''}"


def sentence(fact: Fact, names: Sequence[str]) -> str:
    """Return what a fact says, as a sentence with its date and its place."""
    form = _SENTENCES.get(fact.kind, _OTHER)
    if fact.kind in ("occupation", "title", "education") and not fact.value:
        form = _OTHER
    colon = ": " if form != _OTHER and fact.kind == "education" else " " if form != _OTHER else ", "
    date = fact.date.edtf if fact.date else None
    return form.format(
        who=_who(names) or "somebody",
        was="were" if len(names) > 1 else "was",
        when=f" {dates.phrase(date)}" if date else "",
        where=f" in {fact.place}" if fact.place else "",
        value=f"{colon}{fact.value.rstrip('.')}" if fact.value else "",
        kind=fact.name or fact.kind,
    ).replace("..", ".")


def trait(fact: Fact) -> str:
    """Return a trait for the note on a person: ``Religion: Lutheran (1855, Aldport).``."""
    date = (fact.date.text or fact.date.edtf) if fact.date else None
    more = ", ".join(filter(None, (date, fact.place)))
    said = f"{fact.name[:1].upper()}{fact.name[1:]}: {fact.value.rstrip('.')}" if fact.value else fact.name.capitalize()
    return " ".join((f"{said}{f' ({more})' if more else ''}.", *fact.notes))


def _who(names: Sequence[str]) -> str:
    return join_words([*names]) if len(names) <= _MOST_NAMES else f"{names[0]} and {len(names) - 1} others"
