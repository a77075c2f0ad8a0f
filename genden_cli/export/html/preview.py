"""The picture that a link to the page shows: the question, the verdict and the claim, as SVG and as PNG.

No browser measures the text, so its width is estimated, a little too wide. The PNG needs the extra `picture`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.errors import Unwritable, WrongUsage, reason
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.stream import spare
from genden_cli.source.replace import Replacement
from genden_cli.text.print_width import wrapped
from genden_cli.text.sanitize import sanitize_line
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.model import Base
    from genden_cli.query.records.claim import ClaimDetails

WIDTH, HEIGHT = 1200, 630
"""The size that programs ask for which preview links, in pixels."""

_MARGIN: Final = 80
_INK, _MUTED = "#1d1b16", "#5d574b"
_COLORS: Final = {
    Verdict.SUPPORTED: "#17663a",
    Verdict.REFUTED: "#ad231c",
    Verdict.DISPUTED: "#855400",
    Verdict.UNPROVEN: "#3b5484",
    Verdict.OPINION: "#665d52",
    Verdict.UNREVIEWED: "#6b6459",
}


class Line(NamedTuple):
    """A line of text with its baseline, its size in pixels and its colour; ``ours`` if it is no text of the base."""

    text: str
    y: int
    size: int
    color: str
    bold: bool = False
    ours: bool = False


class Preview(NamedTuple):
    """The picture: its size, the colour of the verdict, its lines, and what it says in one line."""

    width: int
    height: int
    color: str
    label: str
    lines: tuple[Line, ...]


def preview(about: Base, lead: ClaimDetails | None) -> Preview:
    """Return the picture of a base: its title, and the verdict on the claim that leads, if one does."""
    title = sanitize_line(about.title)
    lines = [*_block(title, top=150, size=58, most=3, color=_INK, bold=True)]
    color, label = _MUTED, title
    if lead:
        color = _COLORS[lead.verdict]
        top = lines[-1].y + 105
        ruling = f"{words.VERDICTS[lead.verdict].sign} {lead.verdict}{words.state_remark(lead.state)}"
        lines.append(Line(ruling, top, 72, color, bold=True, ours=True))
        lines += _block(sanitize_line(lead.says), top=top + 62, size=34, most=3, color=_INK)
        label = f"{title} {lead.verdict}{words.state_remark(lead.state)}: {sanitize_line(lead.says)}"
    if about.by:
        lines += _block(sanitize_line(about.by), top=HEIGHT - 45, size=26, most=1, color=_MUTED)
    return Preview(WIDTH, HEIGHT, color, label, tuple(lines))


def write_png(svg: str, path: str, base_file: str) -> None:
    """Write a picture as PNG; raise `WrongUsage` without the library, and `Unwritable` if writing fails."""
    data = _png(svg)
    spare(path, base_file)
    try:
        with Replacement(path, is_text=False) as file:
            file.begin().write(data)
            file.commit()
    except OSError as error:
        raise Unwritable(f"cannot write {path}: {reason(error)}") from None


def _png(svg: str) -> bytes:
    try:
        import resvg_py  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError:
        hints = ("pip install 'genden-cli[picture]'",)
        raise WrongUsage("--picture needs resvg-py", hints=hints) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, height=HEIGHT))


def _block(text: str, *, top: int, size: int, most: int, color: str, bold: bool = False) -> Iterator[Line]:  # noqa: PLR0913 -- the look of a line
    """Yield a text as lines; a text too long for ``most`` lines ends with an ellipsis."""
    lines = wrapped(text, (WIDTH - 2 * _MARGIN) / size)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip()[:-1]}…"]
    for number, line in enumerate(lines):
        yield Line(line, top + round(number * size * 1.25), size, color, bold)
