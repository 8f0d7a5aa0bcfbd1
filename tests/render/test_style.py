from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("summarizer.render").joinpath("templates/memo.css").read_text("utf-8")
PAIRS = [
    *((ink, ground) for ink in ("ink", "quiet", "title", "accent") for ground in ("page", "tint")),
    ("mark-ink", "mark"),
    ("warn", "warn-tint"),
    ("bad", "bad-tint"),
    ("good", "good-tint"),
    ("page", "accent"),
]


def _palettes() -> dict[str, dict[str, str]]:
    found = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark, paper = (dict(re.findall(r"--([\w-]+): (#\w+);", body)) for body in found)
    return {"light": light, "dark": dark, "paper": paper}


def _light(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", ["light", "dark", "paper"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_contrast(palette: str, pair: tuple[str, str]) -> None:
    """Text stands out from its ground by at least 4.5 to 1 in every palette."""
    colours = _palettes()[palette]
    high, low = sorted((_light(colours[name]) for name in pair), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_palettes_are_whole() -> None:
    """The dark and the paper palette set every colour that the light one sets."""
    light, dark, paper = _palettes().values()
    assert set(light) == set(dark) == set(paper)
