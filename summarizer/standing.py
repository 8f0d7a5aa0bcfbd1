"""What every room knows of the kinds of facts: how far a status is, which kinds are views.

A leaf module: it imports only the records.
"""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.records import FactKind

FAR: Mapping[str, int] = {
    "rumoured": 1,
    "in talks": 2,
    "offered": 3,
    "agreed": 4,
    "awaiting approval": 4,
    "closed": 5,
    "called off": 6,
    "blocked": 6,
}
"""How far a deal is, by its status. One that is told less far than it was known to be is only told
again; what is called off was closed or agreed before."""

TALK = frozenset({"rumoured", "in talks"})
"""States in which nobody has bound himself: what they say is overtaken by what is offered or
agreed."""

BARRED = "blocked"
"""The state of a deal that an authority stopped."""

ENDED = frozenset({"called off", BARRED})
"""States after which nothing comes of what was planned."""

RISKS = frozenset(
    {
        FactKind.CLIENT_RISK,
        FactKind.ANTITRUST_RISK,
        FactKind.TALENT_RISK,
        FactKind.INTEGRATION_RISK,
        FactKind.FINANCING_RISK,
        FactKind.OTHER_RISK,
    }
)
VIEWS = RISKS | {FactKind.MOTIVE}
"""Kinds that are somebody's view of the deal, none of its terms."""
