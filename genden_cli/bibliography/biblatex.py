"""BibLaTeX and BibTeX: read with bibtexparser, LaTeX decoded with pylatexenc. Both are optional dependencies."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography import biblatex_fields, bibtex_values, latex
from genden_cli.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.bibliography.files import Items

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_EXTENDED: Final = re.compile(r"\b(family|given|prefix|suffix)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]*)")
_EXTENDED_PARTS: Final = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}
_DAY_AND_MONTH: Final = re.compile(r"(?:([0-9]{1,2})[.]?\s+)?([a-z]+)[.]?(?:\s+([0-9]{1,2}))?")
"""The month of BibTeX, with a day before or after it: ``10~jan``, ``January 10``."""

_LABELLED: Final = re.compile(r"([A-Za-z]+(?: [a-z]+){0,3}): ([^;]+)(?:; |$)", re.ASCII)
_DATE: Final = frozenset(("date", "year", "month", "day"))
_EPRINT: Final = frozenset(("eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass"))
_OTHERS: Final = "others"
"""The word of BibTeX for names that are left out."""

_REASON: Final = 120
_UNREAD: Final = frozenset(("crossref", "entrysubtype", *_DATE, *biblatex_fields.SUBTITLES.values()))


def items(text: str, file: str) -> Items:
    """Return the entries as items of CSL-JSON, and what is no entry. Raise `WrongUsage` if a library is missing."""
    try:
        import pylatexenc  # noqa: F401, PLC0415 -- likewise
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError:
        raise WrongUsage("BibLaTeX needs bibtexparser", hints=("pip install 'genden-cli[import]'",)) from None
    _silence()
    library = parse_string(text)
    blocks: list[Any] = list(library.entries)
    wrong = []
    for failed in library.failed_blocks:
        inner = getattr(failed, "ignore_error_block", None)
        if hasattr(inner, "entry_type"):  # another entry has its key, or it has a field twice
            blocks.append(inner)
        else:
            wrong.append(f"{file}:{(failed.start_line or 0) + 1}: {_reason(failed.error)}")
    entries = [(each.entry_type.lower(), each.key, _fields(each, library.strings_dict)) for each in blocks]
    by_key = {key: fields for _, key, fields in reversed(entries)}
    return [_item(kind, key, _with_parent(fields, by_key)) for kind, key, fields in entries], wrong


def _silence() -> None:
    """Keep the libraries from logging. What they log of entries is returned; of LaTeX, it would be a flood."""
    import logging  # noqa: PLC0415 -- the libraries load it

    for name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _reason(error: Exception) -> str:
    """Return in one line why an entry cannot be read."""
    said = getattr(error, "abort_reason", None) or str(error) or type(error).__name__
    return " ".join(said.split())[:_REASON]


def _fields(entry: Any, strings: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of an entry by names in small letters. If a field is there twice, the first one counts."""
    found: dict[str, str] = {}
    for each in entry.fields:
        value = bibtex_values.joined(each, strings)
        if value.strip():
            found.setdefault(each.key.lower(), value)
    return found


def _with_parent(fields: dict[str, str], by_key: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Return fields with those that ``crossref`` inherits. The whole has its ``booktitle``, else its title."""
    parent = by_key.get(fields.get("crossref", "").strip())
    if parent is None:
        return fields
    inherited = {name: value for name, value in parent.items() if name in biblatex_fields.INHERITED}
    if whole := parent.get("booktitle") or parent.get("title"):
        inherited["booktitle"] = whole
    return {**inherited, **fields}


def _item(kind: str, key: str, fields: dict[str, str]) -> dict[str, Any]:
    """Return an entry as an item of CSL-JSON. Fields that CSL does not have keep their names."""
    item: dict[str, Any] = {"id": key, "type": biblatex_fields.csl_type(kind, fields.get("entrysubtype", ""))}
    item.update({"issued": date} if (date := _date(fields)) else {})
    item.update(_eprint(fields))
    lost: dict[str, str] = {}
    for name, value in fields.items():
        if name in _UNREAD or (name in _EPRINT and "note" in item):
            continue
        lost.update((f"{name} (\\{macro})", "?") for macro in latex.unknown_macros(value) if name not in latex.VERBATIM)
        if name in biblatex_fields.NAMES and value.split()[-1] == _OTHERS:
            lost[f"{name} (and others)"] = value
        place = biblatex_fields.variable(kind, name, has_issue="issue" in fields)
        if place is None or (place in item and place != "note"):
            lost[name] = value
        elif place == "note" and "note" in item:
            item["note"] = f"{item['note']}\n{_note(value)}"
        else:
            item[place] = _value(name, value, fields)
    if genre := biblatex_fields.GENRES.get(kind):
        item.setdefault("genre", genre)
    return {**item, **{name: value for name, value in lost.items() if name not in item}}


def _value(name: str, value: str, fields: Mapping[str, str]) -> Any:
    """Return the value of a field as CSL-JSON has it."""
    if name in biblatex_fields.NAMES:
        return list(_names(value))
    if name in biblatex_fields.DATES:
        return {"raw": _plain_date(value)}
    if name in latex.VERBATIM:
        return latex.verbatim(value)
    if biblatex_fields.variable("", name, has_issue=False) == "note":
        return _note(value)
    text = latex.text(value)
    if name == "pages":
        return re.sub(r"\s*[–—]+\s*", "-", text)
    after = latex.text(fields.get(biblatex_fields.SUBTITLES.get(name, ""), ""))
    return f"{text}: {after}" if after else text


def _note(value: str) -> str:
    """Return a note. Its first pieces of ``label: value``, as this program writes them, become lines."""
    lines, rest = [], latex.text(value)
    while (found := _LABELLED.match(rest)) and found.end() <= len(rest):
        lines.append(f"{found[1].replace(' ', '-')}: {found[2]}")
        rest = rest[found.end() :]
    return "\n".join(filter(None, (*lines, rest)))


def _date(fields: Mapping[str, str]) -> dict[str, str] | None:
    """Return the date of publication: BibLaTeX has it in EDTF, BibTeX in up to three fields."""
    if date := fields.get("date"):
        return {"raw": _plain_date(date)}
    year = latex.text(fields.get("year", ""))
    month, day = latex.text(fields.get("month", "")).lower(), latex.text(fields.get("day", ""))
    if not (re.fullmatch("[0-9]{4}", year, re.ASCII) and month):
        return {"raw": year} if year else None
    if not day and (both := _DAY_AND_MONTH.fullmatch(month)):
        month, day = both[2], both[1] or both[3] or ""
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month) if month.isdecimal() else 0
    if not number:
        return {"raw": f"{year} {month}"}
    return {"raw": f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdecimal() else "")}


def _plain_date(value: str) -> str:
    """Return a date without braces. Its ``~`` means about, and no space as in LaTeX."""
    return re.sub(r"[{}]", "", value.replace(r"\textasciitilde", "~")).strip()


def _eprint(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the identifier of an electronic print, in the line of a note that `references` reads."""
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip().lower()
    scheme = biblatex_fields.EPRINTS.get(kind)
    if scheme is None or not fields.get("eprint"):
        return {}
    return {"note": f"{scheme.upper()}: {latex.verbatim(fields['eprint'])}"}


def _names(value: str) -> Iterator[dict[str, str]]:
    """Yield the names of a field as CSL-JSON has them. Braces around a name keep it in one piece."""
    from bibtexparser.middlewares import names  # noqa: PLC0415 -- an extra

    for each in names.split_multiple_persons_names(latex.grouped(value)):
        if each.strip() == _OTHERS:
            continue
        if _EXTENDED.match(each.strip()):
            found = {_EXTENDED_PARTS[part]: latex.text(text.strip("\"'")) for part, text in _EXTENDED.findall(each)}
        elif re.fullmatch(r"\{[^{}]*\}|\{.*\}", each.strip()) and _is_one_group(each.strip()):
            found = {"literal": latex.text(each)}
        else:
            parts = names.parse_single_name_into_parts(each, strict=False)
            found = {
                "family": latex.text(" ".join(parts.last)),
                "given": latex.text(" ".join(parts.first)),
                "non-dropping-particle": latex.text(" ".join(parts.von)),
                "suffix": latex.text(" ".join(parts.jr)),
            }
        yield {part: text for part, text in found.items() if text}


def _is_one_group(name: str) -> bool:
    """Tell whether the first brace of a name closes at its end."""
    depths = accumulate((sign == "{") - (sign == "}") for sign in name[:-1])
    return 0 not in depths
