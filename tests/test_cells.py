"""Cells on their way to a table: what is left out, what folds, and where a line of items breaks."""

from __future__ import annotations

import pytest

from genden_cli.page.blocks import Cell, Column, TextRun, join_cells, text
from genden_cli.page.cells import plain_text, stacked_cell, without_empty_columns, wrap_items


def items(*said: str) -> Cell:
    return join_cells(map(text, said), "  ")


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (30, ["A good  B fair  C not so good"]),
        (28, ["A good  B fair", "C not so good"]),
        (13, ["A good", "B fair", "C not so good"]),
        (3, ["A good", "B fair", "C not so good"]),
    ],
)
def test_line_of_items_breaks_between_them(width: int, lines: list[str]) -> None:
    found = wrap_items(items("A good", "B fair", "C not so good"), width, len)
    assert [plain_text(each) for each in found] == lines


def test_paragraph_without_items_is_one_line() -> None:
    cell = text("A sentence as long as it may be.")
    assert [*wrap_items(cell, 10, len)] == [cell]
    assert [*wrap_items((), 10, len)] == [()]


def test_columns_in_which_nothing_stands_are_left_out_but_for_the_main_one() -> None:
    columns = (Column("A"), Column("B", main=True), Column("C"))
    rows = [(text("1"), (), ()), ((), (), ())]
    assert without_empty_columns(columns, rows) == ([columns[0], columns[1]], [(text("1"), ()), ((), ())])


def test_folded_cells_are_muted_and_say_what_they_are() -> None:
    columns = (Column("When"), Column("Rests on", folded="rests on "), Column("Id", folded="id "))
    cells = (text("1788"), text("log", "id"), ())
    assert stacked_cell(columns, cells) == (
        TextRun("1788", "muted"),
        TextRun(" | ", "muted"),
        TextRun("rests on ", "muted"),
        TextRun("log", "id"),
    )
