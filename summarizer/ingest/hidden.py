"""What a page hides from its readers: found, taken out of the tree and listed.

Three tables say what hides: attributes, elements, and style properties. The last fall into those
that hide an element with all it holds (`display:none`) and those whose effect is inherited and may
be undone further in (`font-size:0`, `visibility`, colour on the same ground); the latter are
followed down to the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from summarizer.ingest.colours import WHITE, Colour, alike, background, colour, seen
from summarizer.ingest.css import Style, Stylesheet, inline, pixels
from summarizer.records import Drop, DropReason

# Never shown as such, whatever their style.
UNSHOWN_ELEMENTS = frozenset({"template", "noscript"})
UNSHOWN_ATTRIBUTES = ("hidden", "popover")
# Text for screen readers only: not on the page, and not part of the article's wording.
UNSEEN_CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
     "element-invisible", "a11y-hidden", "u-visually-hidden"}
)  # fmt: skip
# Stylesheets often hide these until a script has run; only what stands on the element is believed,
# and of the body nothing but its colours.
WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
# Carriers of data and looks; their text is no text.
NOT_TEXT = frozenset({"script", "style", "head", "title", "meta", "link"})

FAR = 900.0  # pixels; usual values are 999 and 9999
ZERO_BOX = re.compile(
    r"rect\((?:[01](?:px)?[ ,]*){2}|inset\((?:100|[5-9]\d)(?:\.\d+)?%|circle\(0|polygon\(0 0\)"
)
ZERO_SCALE = re.compile(r"scale(?:3d|x|y)?\(\s*+0*+\.?0*+\s*+[,)]|translate\w*\(.*-\d{4,}")
SIZE_IN_FONT = re.compile(r"(?:^|\s)(-?[\d.]+(?:px|r?em|pt|%)?)(?=\s*/|\s)")


def _far_out(value: str) -> bool:
    sizes = [pixels(part) for part in value.split()]
    if any(size is not None and (size <= -FAR or size >= 5 * FAR) for size in sizes):
        return True
    return any(re.fullmatch(r"-\d{3,}(?:\.\d+)?%", part) for part in value.split())


def _nearly_zero(value: str) -> bool:
    number = value.rstrip("%")
    try:
        return float(number) <= (5 if value.endswith("%") else 0.05)
    except ValueError:
        return False


HIDING: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "content-visibility": lambda value: value == "hidden",
    "opacity": _nearly_zero,
    "filter": lambda value: "opacity(0" in value,
    "clip": lambda value: ZERO_BOX.match(value) is not None,
    "clip-path": lambda value: ZERO_BOX.match(value) is not None,
    "transform": lambda value: ZERO_SCALE.search(value) is not None,
    **dict.fromkeys(
        ("left", "right", "top", "bottom", "inset", "margin", "margin-left", "margin-right",
         "margin-top", "margin-bottom", "text-indent"),
        _far_out,
    ),
}  # fmt: skip
SIZES = ("width", "height", "max-width", "max-height")
CLIPS = ("overflow", "overflow-x", "overflow-y")
UNDRAWN = frozenset({*HIDING, *SIZES, *CLIPS, "visibility", "font-size", "font"})
LOOKS = frozenset(
    {"color", "-webkit-text-fill-color", "background", "background-color", "background-image",
     "background-clip", "-webkit-background-clip"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is drawn at a place of the page. A colour or ground of None is not known."""

    visible: bool = True
    sized: bool = True
    colour: Colour | None = None
    ground: Colour | None = WHITE

    @property
    def shows(self) -> bool:
        return self.visible and self.sized and seen(self.colour) and not self._on_itself

    @property
    def _on_itself(self) -> bool:
        return alike(self.colour, self.ground)


def take_hidden(tree: Any) -> tuple[Drop, ...]:
    """Take what is hidden out of an lxml tree, in place; its words, in the order of the page."""
    sheet = Stylesheet(UNDRAWN | LOOKS)
    for style in tree.iter("style"):
        sheet.add(style.text or "")
    twins = _seen_twins(tree)
    stack = [(tree, Ink())]
    found: list[str] = []
    while stack:
        element, above = stack.pop()
        style = _style(element, sheet)
        if _hides(element, style, element in twins):
            found.append(_words(element))
            _remove(element)
            continue
        ink = _ink(element, style, above)
        if not ink.shows:
            found.append(_blank(element))
        stack += [(child, ink) for child in reversed(element) if _may_hold_text(child)]
    return tuple(Drop(text, DropReason.HIDDEN) for text in found if re.search(r"\w", text))


def _may_hold_text(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag not in NOT_TEXT


def _style(element: Any, sheet: Stylesheet) -> Style:
    style = sheet.style(element)
    if element.tag not in WHOLE_PAGE:
        return style
    own = {} if element.tag in ("html", "body") else dict(inline(element))
    return {name: value for name, value in style.items() if name in LOOKS} | own


def _hides(element: Any, style: Style, twin: bool) -> bool:
    """Whether an element is hidden with all it holds."""
    if element.tag in ("html", "body") or element.getparent() is None:
        return False
    return (
        element.tag in UNSHOWN_ELEMENTS
        or (element.tag == "dialog" and element.get("open") is None)
        or any(element.get(name) is not None for name in UNSHOWN_ATTRIBUTES)
        or _for_screen_readers(element)
        or (_kept_from_screen_readers(element) and not twin)
        or any(test(style[name]) for name, test in HIDING.items() if name in style)
        or _no_room(style)
    )


def _no_room(style: Style) -> bool:
    """A box of at most a pixel that cuts off what doesn't fit."""
    clipped = any(style.get(name) in ("hidden", "clip") for name in CLIPS)
    sizes = (pixels(style[name]) for name in SIZES if name in style)
    return clipped and any(size is not None and size <= 1 for size in sizes)


def _for_screen_readers(element: Any) -> bool:
    """Text that only screen readers get."""
    return not UNSEEN_CLASSES.isdisjoint((element.get("class") or "").split())


def _seen_twins(tree: Any) -> set[Any]:
    """`aria-hidden` elements beside text for screen readers: together they are one word in two
    forms, as in drop capitals, and these are the forms that are seen."""
    parents = {element.getparent() for element in tree.iter("*") if _for_screen_readers(element)}
    beside = (twin for parent in parents if parent is not None for twin in parent.iterchildren("*"))
    return {twin for twin in beside if twin.get("aria-hidden") == "true"}


def _kept_from_screen_readers(element: Any) -> bool:
    """`aria-hidden` text, unless it is the page itself behind an open dialog."""
    if (element.get("aria-hidden") or "").lower() != "true" or element.tag in WHOLE_PAGE:
        return False
    return next(element.iter("main", "article", "h1"), None) is None


def _ink(element: Any, style: Style, above: Ink) -> Ink:
    visibility = style.get("visibility")
    visible = above.visible if visibility is None else visibility not in ("hidden", "collapse")
    ground = background(element, style)
    return Ink(
        visible,
        _sized(style, above.sized),
        _colour(element, style, above),
        above.ground if ground == "above" else ground,
    )


def _colour(element: Any, style: Style, above: Ink) -> Colour | None:
    if "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
        return None  # the ground shows through the letters
    named = style.get("-webkit-text-fill-color") or style.get("color") or element.get("color")
    return colour(named) if named and named not in ("inherit", "currentcolor") else above.colour


def _sized(style: Style, above: bool) -> bool:
    """Whether text is larger than a pixel. A relative size is one of nothing where that above is
    nothing."""
    shorthand = SIZE_IN_FONT.findall(style.get("font", ""))
    value = style.get("font-size") or (shorthand[-1] if shorthand else "")
    if value.endswith(("%", "em")) and not value.endswith("rem"):
        return above and not _nearly_zero(value.removesuffix("em"))
    size = pixels(value)
    return above if size is None else size > 1


def _words(element: Any) -> str:
    """All text of an element, as one line."""
    pieces = (
        piece
        for part in element.iter()
        for piece in (part.text if _may_hold_text(part) else None, part.tail)
        if piece and part is not element
    )
    return " ".join(" ".join([element.text or "", *pieces]).split())


def _blank(element: Any) -> str:
    """Take away the text that stands directly in an element; what it was."""
    pieces = [element.text or ""]
    element.text = None
    for child in element:
        pieces.append(child.tail or "")
        child.tail = None
    return " ".join(" ".join(pieces).split())


def _remove(element: Any) -> None:
    """Take an element out and leave the text that follows it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
