"""A drafted fact base as YAML, record by record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.bibliography.yaml_values import yaml_value
from genden_cli.parsing.fixes import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.interchange.draft import Draft

_LONGEST_MAP: Final = 100


def chunks(draft: Draft) -> Iterator[str]:
    """Yield the text of a fact base: its head, then one record after the other."""
    yield "".join(f"{line}\n" for line in ("base:", *(f"  {line}" for line in _record(draft.head()))))
    for section, records in draft.sections.items():
        if records:
            yield f"\n{section}:\n"
        for id_, values in records.items():
            yield "".join(f"{line}\n" for line in (f"  {scalar(id_)}:", *(f"    {line}" for line in _record(values))))


def _record(values: dict[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            yield f"{key}:"
            yield from (f"  - {yaml_value(each)}" for each in value)
        elif isinstance(value, dict) and len(yaml_value(value)) > _LONGEST_MAP:
            yield f"{key}:"
            yield from (f"  {scalar(name)}: {yaml_value(each)}" for name, each in value.items())
        else:
            yield f"{key}: {yaml_value(value)}"
