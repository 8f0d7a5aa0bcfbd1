from __future__ import annotations

import pytest

from summarizer.changes.steps import step


@pytest.mark.parametrize(
    ("text", "code", "actor"),
    [
        ("The European Commission approved the takeover on Monday.", "cleared", "EU"),
        ("Quarry won unconditional approval from the Federal Trade Commission.", "cleared", "FTC"),
        ("Britain's competition regulator cleared the merger.", "cleared", "CMA"),
        ("The deal was waved through by the Bundeskartellamt.", "cleared", "Germany"),
        ("The Justice Department sued to block the merger.", "blocked", "DOJ"),
        ("The CMA opened an in-depth investigation into the purchase.", "probe", "CMA"),
        ("Shareholders of Quarry voted in favour of the offer.", "vote", ""),
        ("Mistral raised its offer to 12 euros a share.", "raised", ""),
        ("Owners now have a rival bid from Ember to consider.", "rival", ""),
        ("Quarry's board rejected the proposal as too low.", "rejected", ""),
        ("Mistral completed its acquisition of Quarry.", "closed", ""),
        ("Mistral walked away from the deal after two months.", "off", ""),
        ("The companies pushed back the deadline to June.", "timing", ""),
        ("A judge dismissed the suit over the merger.", "court", ""),
        ("Mistral signed a bridge loan of 2 billion euros.", "funding", ""),
        ("Quarry will now cut 900 jobs.", None, None),
        ("Quarry cut 900 jobs at its mines.", "jobs", ""),
        # not done, or not yet
        ("The European Commission is expected to approve the takeover.", None, None),
        ("Regulators could still block the merger.", None, None),
        ("The deal needs approval from the Federal Trade Commission.", None, None),
        ("Mistral has not raised its offer.", None, None),
        ("If the CMA opened an in-depth investigation, the deal would be late.", None, None),
        ("Shares of Quarry rose 4 percent.", None, None),
    ],
)
def test_steps_are_told_from_talk(text: str, code: str | None, actor: str | None) -> None:
    """A step is found where it is told as done, with whose it is; hopes and conditions are none."""
    found = step(text)
    assert (found.kind.code if found else None) == code
    assert (found.actor if found else None) == actor


def test_steps_of_two_authorities_are_two() -> None:
    """The same step by another authority is another step; by one that isn't named it may be the
    same."""
    eu = step("The European Commission approved the takeover.")
    ftc = step("The FTC cleared the takeover.")
    some = step("Regulators approved the takeover.")
    assert eu
    assert ftc
    assert some
    assert not eu.same(ftc)
    assert eu.same(some)
