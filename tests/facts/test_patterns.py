from __future__ import annotations

import re

import pytest

from summarizer.facts.knowledge import table
from summarizer.facts.patterns import compile_pattern, expand, group

MASKED = (
    "[c1] said on [d1] that it had agreed to buy [c2] for [m1] in cash .",
    "[c1] agreed to buy [c2] from [c3] for [m1] in cash .",
    "the board of [c1] named [p1] , a former banker at [c2] , as [r0] .",
    "[c1] named [p1] [r0] on [d1] .",
    "[p1] will succeed [p2] as [i0] of [c1] .",
    "[p1] resigned as [r0] of [c1] on [d1] .",
    "shares of [c1] rose [s1] after [c2] 's [m1] offer was rejected by its board .",
    "[c1] and [c2] 's [s1] stake in [c3] 's network business , sold to [c4] for [m1] , closed .",
)
TABLES = (("frames", "frame"), ("leadership", "move"))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "rows"), TABLES)
def test_subroutines_match_what_the_written_out_pattern_does(name: str, rows: str) -> None:
    """A table's pattern finds the same with its macros called as with them written out."""
    data = table(name)
    macros = {**data["macros"], **data.get("words", {})}
    matched = 0
    for row in data[rows]:
        called = compile_pattern(row["pattern"], macros)
        seen: dict[str, int] = {}

        def once(match: re.Match[str], seen: dict[str, int] = seen) -> str:
            seen[match[1]] = seen.get(match[1], 0) + 1
            return f"(?P<{match[1]}{seen[match[1]]}>"

        whole = expand(row["pattern"], macros)
        written = re.compile(re.sub(r"\(\?P<([a-z]+)>", once, whole))
        for text in MASKED:
            found = [match.span() for match in called.finditer(text)]
            matched += len(found)
            assert found == [match.span() for match in written.finditer(text)], row["pattern"]
    assert matched > 0


def test_a_group_named_twice_is_found_where_either_matched() -> None:
    """The place of a group is that of whichever of its namesakes matched."""
    pattern = compile_pattern(r"(?P<who>a+)!|{name}\?", {"name": "(?P<who>b+)"})
    for text in ("..aa!", "..bb?"):
        match = pattern.search(text)
        assert match is not None
        assert group(match, "who") == (2, 4)


def test_a_text_too_long_for_the_fast_engine_is_matched_all_the_same() -> None:
    """Where PCRE2 runs out of stack, the standard engine gives the answer."""
    pattern = compile_pattern(r"(?P<all>(?:a|b)+)c", {})
    text = "ab" * 100_000 + "c"
    match = pattern.search(text)
    assert match is not None
    assert group(match, "all") == (0, len(text) - 1)


def test_an_unknown_macro_is_named() -> None:
    """A macro that no table tells of is an error with its name."""
    with pytest.raises(KeyError, match="nobody"):
        compile_pattern("{nobody}", {})
