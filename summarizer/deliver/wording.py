"""The outbox in words, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarizer.deliver import headers
from summarizer.deliver.post import Report
from summarizer.store import Database, outbox
from summarizer.store import weeks as decisions
from summarizer.store.outbox import Row, State
from summarizer.store.weeks import Decision

OPEN = tuple(state for state in State if state not in (State.SENT, State.CANCELLED))
ALARMING = frozenset({State.UNKNOWN, State.TRANSMITTING})
WORDS = {
    State.WAITING: "waiting",
    State.TRANSMITTING: "UNDER WAY",
    State.SENT: "sent",
    State.REFUSED: "refused",
    State.UNKNOWN: "UNKNOWN",
    State.HELD: "held",
    State.SUPPRESSED: "suppressed",
    State.CANCELLED: "cancelled",
}
ADVICE = {
    State.UNKNOWN: "{count} may or may not have arrived; nothing is sent again by itself. Ask the "
    "recipient or look into the server's log, then `brief outbox resend` (same Message-ID).",
    State.TRANSMITTING: "{count} under way; where no run is at work, nobody knows if they arrived.",
    State.REFUSED: "{count} refused; mend the reason, then `brief outbox resend --refused`.",
    State.HELD: "{count} held; `brief outbox resend --held` sends them, `cancel --held` doesn't.",
}


def listing(db: Database, *, everything: bool) -> Iterator[tuple[str, bool]]:
    """The mails, the weeks that are held, and what to do; each line with whether it tells of a mail
    of which nobody knows if it arrived. With `everything` also the mails that are done with."""
    counts: Counter[State] = Counter()
    for row in outbox.rows(db, () if everything else OPEN):
        counts[row.state] += 1
        yield line(row), row.state in ALARMING
    for state, advice in ADVICE.items():
        if counts[state]:
            yield advice.format(count=counts[state]), False
    for week in decisions.decided(db, state=Decision.HELD):
        told = f"{week.watch}, {week.week}: held for confirmation; {week.reason}"
        named = f"--watch {week.watch} --confirm {week.week}"
        yield f"{told}. `brief weekly {named}` sends it, `brief outbox dismiss` doesn't.", False


def line(row: Row) -> str:
    """A mail in one line."""
    told = f"{row.id:>5}  {WORDS[row.state]:<10} {row.watch} {row.week}  {row.recipient}"
    when = f"; not before {row.not_before}" if row.not_before else ""
    return f"{told}  {row.reason}{when}".rstrip()


def history(db: Database, row: Row) -> Iterator[str]:
    """Every state a mail was in."""
    yield f"mail {row.id}, {row.watch} {row.week}, to {row.recipient}: {WORDS[row.state]}"
    yield f"  {headers.plain(row.subject)}"
    for entry in outbox.history(db, row.id):
        yield f"  {entry.at}  {WORDS[entry.state]}  {entry.reason}".rstrip()


def summary(report: Report) -> Iterator[str]:
    """How sending went, in one line and one more for each thing that went wrong."""
    counts = ", ".join(f"{report.counts[s]} {WORDS[s]}" for s in State if report.counts[s])
    yield f"mails: {counts or 'none'}"
    for trouble in report.troubles:
        yield f"  {trouble}"
    if report.unknown:
        count = "1 mail" if report.unknown == 1 else f"{report.unknown} mails"
        yield f"UNKNOWN whether {count} arrived; nothing is sent again; see `brief outbox list`"
