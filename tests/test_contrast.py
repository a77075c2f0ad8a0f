"""Text can be read on white and on black: the contrast of every colour in the palettes of common terminals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from genden_cli.output.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

RGB = tuple[int, int, int]

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text."""

# The sixteen colours of each palette: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
PALETTES = {
    # XTerm-col.ad of xterm, with the values of X11's rgb.txt
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    # terminalColorRegistry.ts of VS Code
    "vscode-light": "000000 cd3131 00bc00 949800 0451a5 bc05bc 0598bc 555555"
    " 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5",
    "vscode-dark": "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5"
    " 666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5",
    # xresources/solarized of Solarized; the other mode swaps the greys alone
    "solarized-dark": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5"
    " 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    "solarized-light": "eee8d5 dc322f 859900 b58900 268bd2 d33682 2aa198 073642"
    " fdf6e3 cb4b16 93a1a1 839496 657b83 6c71c4 586e75 002b36",
}
GROUNDS = {"white": (255, 255, 255), "black": (0, 0, 0)}


def rgb(palette: str, number: int) -> RGB:
    """Return a colour of the 256. The cube and the greys after the first sixteen are the same in all palettes."""
    if number < 16:
        digits = PALETTES[palette].split()[number]
        red, green, blue = (int(digits[n : n + 2], 16) for n in (0, 2, 4))
        return red, green, blue
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    red, green, blue = ((0, 95, 135, 175, 215, 255)[(number - 16) // each % 6] for each in (36, 6, 1))
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.478, abs=0.001)
    assert contrast(rgb("xterm", 6), GROUNDS["white"]) < 2  # cyan
    assert [rgb("xterm", number) for number in (16, 29, 231, 243)] == [
        (0, 0, 0),
        (0, 135, 95),
        (255, 255, 255),
        (118, 118, 118),
    ]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", STYLES)
def test_text_of_each_role_can_be_read(role: str, palette: str, ground: str) -> None:
    style = STYLES[role]
    assert style.bgcolor is None
    assert not style.dim  # some terminals let half of the ground shine through
    if style.color is not None:
        assert style.color.number is not None
        assert contrast(rgb(palette, style.color.number), GROUNDS[ground]) >= LEAST


def test_ids_have_the_colour_of_the_text() -> None:
    assert STYLES["id"] == Style(underline=True)


COLOURED = [
    ["claim", "put-out"],
    ["claims", "--all"],
    ["compare", "dark-night"],
    ["event", "dark-night"],
    ["person", "brandt"],
    ["read", "pamphlet", "--all"],
    ["search", "lamp"],
    ["source", "log"],
    ["sources", "--tree"],
    ["stats"],
    ["timeline"],
    ["timeline", "--chart"],
    ["diff", "telephone.yaml"],
]


@pytest.mark.parametrize("command", COLOURED, ids=" ".join)
def test_output_has_no_colour_but_those(
    command: list[str], genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(request.path.parent)
    codes = re.findall("\x1b\\[([0-9;]*)m", genden(*command, "--color", "always").out)
    allowed = {f"38;5;{style.color.number}" for style in STYLES.values() if style.color}
    used = {code for each in codes for code in re.findall("[34]8;5;[0-9]+|[0-9]+", each)}
    assert used - {"", "0", "1", "3", "4"} <= allowed
