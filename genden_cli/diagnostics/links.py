"""Check the web addresses of sources: ask each, and report which are dead or moved, and which copies are there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import web
from genden_cli.source.web import LinkStatus
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import json_text, sanitize_line, web_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.source.base_text import BaseText
    from genden_cli.source.web import LinkAnswer


class CheckedLink(NamedTuple):
    """An address of a source: its place in the file, the key that holds it, and the answer. Lines count from 1."""

    file: str
    line: int
    source: str
    field: str
    address: str
    answer: LinkAnswer


_FIELDS: Final = ("url", "archived")
_NO_LINK: Final = web.LinkAnswer(LinkStatus.UNCLEAR, None, "the address cannot be asked")


def checked_links(
    bases: Iterable[Iterable[BaseText]], on_progress: Callable[[float], object]
) -> tuple[CheckedLink, ...]:
    """Return every address of the sources in these bases, in their order, with its answer. This uses the network.

    Raise `BadBase` if a base has errors. ``on_progress`` gets the share that is done, from 0 to 1.
    """
    listed = [(*each, web_link(each[-1])) for texts in bases for each in _addresses(texts)]
    wanted = {link for *_, link in listed if link}
    found: dict[str, LinkAnswer] = {}
    for link, answer in web.answers(link for *_, link in listed if link):
        found[link] = answer
        on_progress(len(found) / len(wanted))
    return tuple(
        CheckedLink(file, line, source, field, address, found[link] if link else _NO_LINK)
        for file, line, source, field, address, link in listed
    )


def _addresses(texts: Iterable[BaseText]) -> Iterator[tuple[str, int, str, str, str]]:
    for record in records(texts, keep_values=True):
        if isinstance(record, model.Source):
            for field in _FIELDS:
                if address := getattr(record, field):
                    node = record.node.at(field)
                    yield record.node.file, node.line if node else record.line, record.id, field, address


def has_findings(links: Iterable[CheckedLink]) -> bool:
    """Tell whether an address does not lead to its page."""
    return any(each.answer.status is not LinkStatus.THERE for each in links)


def text(links: Sequence[CheckedLink]) -> Iterator[str]:
    """Yield a line for each address that does not lead to its page."""
    copies = {(each.file, each.source): each.answer.status for each in links if each.field == "archived"}
    for each in links:
        answer = each.answer
        if answer.status is not LinkStatus.THERE:
            what = f"{_WORDS[answer.status]}{' archived copy' * (each.field == 'archived')}"
            place = f"{sanitize_line(each.file)}:{each.line}"
            to = f" → {sanitize_line(answer.moved_to)}" if answer.moved_to else ""
            copy = f"; {_COPIES[copies.get((each.file, each.source))]}" if each.field == "url" else ""
            said = f" ({sanitize_line(answer.reason)})"
            yield f"{place}: {what}: {sanitize_line(each.address)}{to}{said}{copy}"


_WORDS: Final = {LinkStatus.DEAD: "dead", LinkStatus.MOVED: "moved", LinkStatus.UNCLEAR: "no clear answer"}
_COPIES: Final = {
    None: "no archived copy is recorded",
    LinkStatus.THERE: "the archived copy is there",
    LinkStatus.MOVED: "the archived copy is there",
    LinkStatus.DEAD: "the archived copy is dead too",
    LinkStatus.UNCLEAR: "the archived copy gives no clear answer",
}


def json(links: Sequence[CheckedLink]) -> Iterator[str]:
    """Yield the lines of a JSON document with every address."""
    rows = [{**dict(zip(each._fields[:-1], each, strict=False)), **each.answer._asdict()} for each in links]
    yield from json_text({"links": rows}, indent=2).split("\n")


def summary(links: Sequence[CheckedLink]) -> str:
    """Return the number of addresses by answer: ``3 web links: 2 there, 1 dead``."""
    if not links:
        return "no source has an address"
    counts = Counter(each.answer.status for each in links)
    said = ", ".join(f"{counts[each]} {_SUMMARY[each]}" for each in LinkStatus if counts[each])
    return f"{count_noun(len(links), 'web link')}: {said}"


_SUMMARY: Final = {**{each: str(each) for each in LinkStatus}, LinkStatus.UNCLEAR: "without a clear answer"}
