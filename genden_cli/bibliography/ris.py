"""RIS, read with rispy, an optional dependency: one tag a line, one record from ``TY`` to ``ER``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import names
from genden_cli.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.bibliography.files import Items

_TYPES: Final = {
    tag: csl
    for line in """
        article-journal: JOUR INPR EJOUR ABST
        article-magazine: MGZN
        article-newspaper: NEWS
        book: BOOK EBOOK EDBOOK WHOLE SER
        chapter: CHAP ECHAP SECT
        paper-conference: CONF CPAPER
        thesis: THES
        report: RPRT GOVDOC
        webpage: ELEC WEB
        post-weblog: BLOG
        manuscript: MANSCPT UNPB UNPD
        pamphlet: PAMP
        map: MAP
        patent: PAT
        motion_picture: MPCT VIDEO ADVS
        song: SOUND MUSIC
        entry-encyclopedia: ENCYC
        entry-dictionary: DICT
        dataset: DATA AGGR
        software: COMP
        legal_case: CASE
        legislation: STAT LEGAL
        bill: BILL
        hearing: HEAR
        personal_communication: PCOMM ICOMM
        standard: STAND
        graphic: ART FIGURE CHART
        classic: ANCIENT CLSWK
        periodical: JFULL
        document: GEN MISC
    """.strip().split("\n")
    for csl, _, tags in [line.strip().partition(": ")]
    for tag in tags.split()
}
_VARIABLES: Final = {
    tag: variable
    for line in """
        title: TI T1 CT
        container-title: T2 JF BT JO
        collection-title: T3
        author: AU A1
        editor: ED A2
        translator: A4
        volume: VL
        issue: IS
        DOI: DO
        URL: UR
        language: LA
        publisher: PB
        publisher-place: CY PP
        edition: ET
        genre: M3
        note: N1
        call-number: CN
        section: SE
        number-of-volumes: NV
        reviewed-title: RI
        archive_location: AV
        number: M1
        id: ID
    """.strip().split("\n")
    for variable, _, tags in [line.strip().partition(": ")]
    for tag in tags.split()
}
_NAMES: Final = frozenset(("author", "editor", "translator"))
_DATES: Final = (("issued", ("PY", "Y1", "DA")), ("accessed", ("Y2",)))
_READ: Final = frozenset(("TY", "SP", "EP", "SN", "PY", "Y1", "DA", "Y2"))
_BOOKS: Final = frozenset(("BOOK", "EBOOK", "EDBOOK", "WHOLE", "THES", "RPRT", "SER"))
"""Types whose second title is that of a series."""

_LINE: Final = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\s*)", re.DOTALL)
_DATE: Final = re.compile(r"(-?[0-9]{4})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/(.*))?", re.DOTALL)


def items(text: str, file: str) -> Items:
    """Return the records as items of CSL-JSON. Raise `WrongUsage` if a library is missing."""
    try:
        import rispy  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError:
        raise WrongUsage("RIS needs rispy", hints=("pip install 'genden-cli[import]'",)) from None

    class Parser(rispy.RisParser):  # type: ignore[misc]  # an extra without types
        """Keeps every tag and every repetition."""

        def parse_line(self, line: str) -> Any:
            found = _LINE.fullmatch(line)
            return (found[1], (found[2] or "").strip()) if found else (None, line.strip())

        def _add_tag(self, record: Any, tag: str | None, content: str, extend_multiline: bool = False) -> None:  # noqa: FBT001, FBT002 -- the signature of rispy
            values = record.setdefault(tag, [])
            if extend_multiline and values:
                values[-1].append(content)
            elif content:
                values.append([content])

    cut_off: list[int] = []
    records = Parser(mapping={"TY": "TY"}).parse_lines(_closed(text, cut_off))
    return [_item(each) for each in records], [
        f"{file}:{line}: no ER ends this record: a part may be missing" for line in cut_off
    ]


def _closed(text: str, cut_off: list[int]) -> Iterator[str]:
    """Yield the lines, with an end for each record that has none; add the line where such a record begins."""
    begun = 0
    for number, line in enumerate(re.split("\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        tag = found[1] if (found := _LINE.fullmatch(line)) else ""
        if tag == "TY" and begun:
            cut_off.append(begun)
            yield "ER  - "
        begun = number if tag == "TY" else begun
        if begun:
            yield line
        begun = 0 if tag == "ER" else begun
    if begun:
        cut_off.append(begun)
        yield "ER  - "


def _item(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as an item of CSL-JSON. Tags that CSL does not have keep their names."""
    kind = str(record.pop("TY")).strip().upper()
    tags = {str(tag): [" ".join(filter(None, lines)) for lines in values] for tag, values in record.items()}
    item: dict[str, Any] = {"type": _TYPES.get(kind, "document"), **_pages(tags), **_number(tags)}
    if kind not in _TYPES:
        item["TY"] = kind
    for variable, names_of_tags in _DATES:
        item |= _date(variable, [tags[tag][0] for tag in names_of_tags if tags.get(tag)])
    for tag, values in tags.items():
        if tag not in _READ and values:
            _add(item, kind, tag, values)
    return item


def _add(item: dict[str, Any], kind: str, tag: str, values: list[str]) -> None:
    variable = _VARIABLES.get(tag)
    if variable == "container-title" and kind in _BOOKS:
        variable = "collection-title"
    if variable in _NAMES:
        item.setdefault(variable, []).extend(map(names.inverted, values))
    elif variable == "note":
        item["note"] = "\n".join((*filter(None, (item.get("note"),)), *values))
    elif variable is None or (variable in item and item[variable] != values[0]):
        item[tag] = "; ".join(values)
    else:
        item[variable] = values[0]
        if len(values) > 1:
            item[tag] = "; ".join(values[1:])


def _pages(tags: dict[str, list[str]]) -> dict[str, str]:
    first, last = (" ".join(tags.get(tag, ())) for tag in ("SP", "EP"))
    if first and last and "-" not in first and first != last:
        return {"page": f"{first}-{last}"}
    return {"page": first or last} if first or last else {}


def _number(tags: dict[str, list[str]]) -> dict[str, str]:
    """Return the ISBN or the ISSN; the tag ``SN`` has either. Words after it are dropped."""
    found: dict[str, list[str]] = {}
    for value in tags.get("SN", ()):
        is_issn = re.search(r"(?<![0-9-])[0-9]{4}-?[0-9]{3}[0-9Xx](?![0-9-])", value)
        found.setdefault("ISSN" if is_issn else "ISBN", []).append(is_issn[0] if is_issn else value)
    return {name: " ".join(values) for name, values in found.items()}


def _date(variable: str, values: list[str]) -> dict[str, Any]:
    """Return a date: the most precise of several that begin with the same year. RIS writes ``1935/12/30/text``."""
    value = max(values, key=lambda each: (each[:4] == values[0][:4], len(each)), default="")
    found = _DATE.fullmatch(value.strip())
    if found is None:
        return {variable: {"raw": value}} if value else {}
    parts = [part for part in (found[1], found[2], found[3]) if part]
    return {variable: {"date-parts": [parts], **({"season": found[4]} if found[4] and len(parts) == 1 else {})}}
