"""Colours of text and ground, as far as a page states them in its own markup."""

from __future__ import annotations

import re
from typing import Any, Literal

from summarizer.ingest.css import Style

Colour = tuple[float, float, float, float]
"""Red, green and blue from 0 to 255, opacity from 0 to 1."""

WHITE: Colour = (255, 255, 255, 1)
CLEAR: Colour = (255, 255, 255, 0)

NAMES: dict[str, Colour] = {
    "white": WHITE,
    "snow": (255, 250, 250, 1),
    "ivory": (255, 255, 240, 1),
    "whitesmoke": (245, 245, 245, 1),
    "ghostwhite": (248, 248, 255, 1),
    "floralwhite": (255, 250, 240, 1),
    "black": (0, 0, 0, 1),
    "gray": (128, 128, 128, 1),
    "grey": (128, 128, 128, 1),
    "red": (255, 0, 0, 1),
    "blue": (0, 0, 255, 1),
    "green": (0, 128, 0, 1),
    "yellow": (255, 255, 0, 1),
    "transparent": CLEAR,
}
# Classes by which page builders set a ground that the markup doesn't show.
GROUND_CLASS = re.compile(r"\b(?:bg|background|cover|hero|banner|dark|inverse|btn|button)\b")
CLOSE = 16

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^)]*)\)")
_NUMBER = re.compile(r"(-?\d*\.?\d+)(%?)")


def colour(value: str) -> Colour | None:
    """The colour a CSS value names, None if it is not one of the common forms."""
    value = value.strip().lower()
    written = _HEX.fullmatch(value)
    if written:
        return _from_hex(written[1])
    called = _FUNCTION.fullmatch(value)
    return _from_numbers(called[1], called[2]) if called else NAMES.get(value)


def seen(text: Colour | None) -> bool:
    """Whether text of that colour is drawn at all."""
    return text is None or text[3] > 0.05


def alike(text: Colour | None, ground: Colour | None) -> bool:
    """Whether text of one colour can't be told from its ground."""
    if text is None or ground is None:
        return False
    shades = zip(text[:3], ground[:3], strict=True)
    return all(abs(one - other) * text[3] <= CLOSE for one, other in shades)


def background(element: Any, style: Style) -> Colour | Literal["above"] | None:
    """The ground an element sets: a colour, None where it can't be known, or that above it."""
    if "background-image" in style or GROUND_CLASS.search((element.get("class") or "").lower()):
        return None
    value = style.get("background-color") or style.get("background") or element.get("bgcolor")
    if value is None or value in ("none", "inherit", "transparent", "initial", "unset"):
        return "above"
    ground = colour(value)
    return ground if ground is None or ground[3] > 0.5 else "above"


def _from_hex(digits: str) -> Colour:
    if len(digits) < 6:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue, opacity = (int(f"{digits}ff"[n : n + 2], 16) for n in (0, 2, 4, 6))
    return red, green, blue, opacity / 255


def _from_numbers(model: str, arguments: str) -> Colour | None:
    numbers = [(float(n), bool(percent)) for n, percent in _NUMBER.findall(arguments)]
    if len(numbers) < 3:
        return None
    opacity = 1.0
    if len(numbers) > 3:
        opacity = numbers[3][0] / (100 if numbers[3][1] else 1)
    first, second, third = (
        n * 2.55 if percent and model == "rgb" else n for n, percent in numbers[:3]
    )
    if model == "rgb":
        return first, second, third, opacity
    return (*_from_hsl(first, second / 100, third / 100), opacity)


def _from_hsl(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    from colorsys import hls_to_rgb

    red, green, blue = hls_to_rgb(hue % 360 / 360, lightness, saturation)
    return 255 * red, 255 * green, 255 * blue
