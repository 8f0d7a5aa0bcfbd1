"""The post office: what is due, what was decided, and sending what waits, once.

The promise is: no second mail without a person. So a mail is in the store before anybody is
connected to, it is marked before its body goes out, and whatever then is not known for sure is
shown and left alone. Who works with a `Post` holds the store's lock (`store.only_run`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from summarizer.deliver import canary, weeks
from summarizer.deliver.carrier import Carrier, Setback, SetbackError
from summarizer.deliver.message import Letter, address, compose, message_id
from summarizer.deliver.weeks import CATCH_UP, Due, Rhythm, Week
from summarizer.deliver.witness import Witness, is_old
from summarizer.errors import MailError
from summarizer.store import Database, outbox
from summarizer.store import weeks as decisions
from summarizer.store.outbox import Parcel, Row, State
from summarizer.store.weeks import Decided, Decision
from summarizer.watch.web import Clock

PAUSES = tuple(timedelta(minutes=m) for m in (5, 10, 20, 40, 80, 160, 240))
"""Before a mail that was put off is tried again; the last one goes on."""
LOST_IN_A_ROW = 3
"""Connections that may break one after the other before the rest is left for later."""
PENDING = frozenset({State.WAITING, State.HELD})
RESENDABLE = frozenset(State) - {State.WAITING, State.TRANSMITTING}
CUT_OFF = "brief was ended while the mail went out; the server may have it"
TOO_OLD = "was not taken within 48 hours"
UNWANTED = "the address is on the list of those who want no mail"
NOBODY = "nobody to send to"

proved = cache(canary.prove)
"""The proof of safe headers; it holds for as long as this Python runs."""


@dataclass(frozen=True, slots=True)
class Report:
    """How sending went: how many mails ended in which state, and what went wrong, each once.
    `unknown` are all mails in the store, of earlier runs too, of which nobody knows if they
    arrived."""

    counts: Counter[State] = field(default_factory=Counter)
    troubles: tuple[str, ...] = ()
    unknown: int = 0


class Post:
    """The outbox of a store that this process holds. Opening it settles what an earlier process, or
    the putting back of an older copy, left unclear."""

    def __init__(
        self, db: Database, clock: Clock, witness: Witness, suppressed: Collection[str] = ()
    ) -> None:
        """`suppressed` are the keys of the addresses that get nothing."""
        self._db = db
        self._clock = clock
        self._witness = witness
        self._suppressed = frozenset(suppressed)
        self._recover()

    def due(self, watch: str, rhythm: Rhythm) -> Due | None:
        """The week whose memo a watchlist should send now. Weeks that can't be sent without a
        person are noted as held on the way; `held` lists them."""
        now, last = self._clock.now(), decisions.last(self._db, watch)
        restored = decisions.post(self._db).restored
        found = weeks.undecided(rhythm, now, Week.parse(last) if last else None, restored)
        late = [due for due in found if due.reason]
        if late:
            with self._db.writing():
                for due in late:
                    self._decide(watch, due.week, due.due, Decision.HELD, due.reason)
        return next((due for due in found if not due.reason), None)

    def held(self, watch: str | None = None) -> list[Decided]:
        """The weeks that wait for a confirmation."""
        return decisions.decided(self._db, watch, Decision.HELD)

    def confirm(self, watch: str, week: str) -> Due:
        """A held week that somebody wants to be sent after all. MailError where it isn't held."""
        found = decisions.one(self._db, watch, week)
        if found is None or found.state is not Decision.HELD:
            state = found.state if found else "not due yet"
            raise MailError(f"{watch}, {week}", f"is {state}", "only a held week can be confirmed")
        return Due(Week.parse(week), datetime.fromisoformat(found.due))

    def dismiss(self, watch: str, week: str) -> None:
        """Let a held week be: nothing is sent. MailError where it isn't held."""
        self.nothing(watch, self.confirm(watch, week), "dismissed by hand")

    def nothing(self, watch: str, due: Due, reason: str = "nothing new") -> None:
        """Note that a due or held week gets no memo, and why."""
        with self._db.writing():
            self._decide(watch, due.week, due.due, Decision.NOTHING, reason)

    def queue(self, watch: str, due: Due, letters: Iterable[Letter]) -> list[int]:
        """Put a week's mails into the outbox, all or none; the numbers of the new ones.

        Give a held week only if somebody confirmed it. Recipients who have a mail of that week, and
        those of a week with mails already, get no second one. Raises MailError where a letter is of
        another watchlist or week, or can't be composed.
        """
        ready = [_parcel(letter, watch, due.week) for letter in letters]
        now = self._clock.now()
        with self._db.writing():
            known = decisions.one(self._db, watch, str(due.week))
            if known and known.state is not Decision.HELD:
                return []
            if not ready:
                self._decide(watch, due.week, due.due, Decision.NOTHING, NOBODY)
                return []
            self._decide(watch, due.week, due.due, Decision.QUEUED)
            until = (now if known else due.due) + CATCH_UP
            numbers = [self._put(parcel, now, until) for parcel in ready]
        return [number for number in numbers if number is not None]

    def rows(self, states: Collection[State] = (), *, watch: str | None = None) -> list[Row]:
        return outbox.rows(self._db, states, watch=watch)

    def send(
        self, connect: Callable[[], Carrier], tell: Callable[[Row], None] = lambda row: None
    ) -> Report:
        """Send all that waits and may be tried now, over one connection as long as it lasts. `tell`
        hears of each mail once it is settled.

        Raises MailError before anything goes out where this Python writes unsafe headers, or the
        witness can't be written.
        """
        report, ready = Report(), self._ready()
        if ready:
            proved()
            self._round()
            try:
                report = _Round(self._db, self._clock, connect, tell).run(ready)
            finally:
                self._round()
        return replace(report, unknown=len(self.rows((State.UNKNOWN,))))

    def resend(self, row: int) -> None:
        """Let a mail go out again, by hand: the same bytes, the same Message-ID."""
        with self._db.writing():
            found = self._one(row)
            if found.state not in RESENDABLE:
                raise MailError(f"mail {row}", f"is {found.state}", "wait until it was tried")
            now = self._clock.now()
            outbox.change(
                self._db, row, State.WAITING, now, "sent again by hand", until=now + CATCH_UP
            )

    def cancel(self, row: int) -> None:
        """Keep a mail that waits or is held from going out, for good unless resent by hand."""
        with self._db.writing():
            found = self._one(row)
            if found.state not in PENDING:
                raise MailError(f"mail {row}", f"is {found.state}", "only waiting ones can be")
            outbox.change(self._db, row, State.CANCELLED, self._clock.now(), "by hand")

    def _one(self, row: int) -> Row:
        found = outbox.one(self._db, row)
        if found is None:
            raise MailError(f"mail {row}", "is not in the outbox", "see `brief outbox list`")
        return found

    def _decide(
        self, watch: str, week: Week, due: datetime, state: Decision, reason: str = ""
    ) -> None:
        now = self._clock.now()
        decisions.decide(self._db, watch, str(week), due, state, now, reason)

    def _put(self, parcel: Parcel, now: datetime, until: datetime) -> int | None:
        if parcel.key in self._suppressed:
            return outbox.put(self._db, parcel, now, until, State.SUPPRESSED, UNWANTED)
        return outbox.put(self._db, parcel, now, until)

    def _recover(self) -> None:
        """Settle what was under way when an earlier process ended, and, in a store that is an older
        copy, hold everything back."""
        known = decisions.post(self._db)
        seen = self._witness.seen(known.store)
        old = is_old(known.rounds, seen)
        left = outbox.rows(self._db, (State.TRANSMITTING,))
        if not (old or left):
            return
        now = self._clock.now()
        with self._db.writing():
            for row in left:
                outbox.change(self._db, row.id, State.UNKNOWN, now, CUT_OFF)
            if old:
                for row in outbox.rows(self._db, (State.WAITING,)):
                    outbox.change(self._db, row.id, State.HELD, now, weeks.RESTORED)
                decisions.set_restored(self._db, now)
                decisions.set_rounds(self._db, max(known.rounds, seen or 0) + 1)
        if old:
            self._witness.note(known.store, decisions.post(self._db).rounds)

    def _round(self) -> None:
        """Count up, in the store and beside it, so that a copy from before is told from this."""
        known = decisions.post(self._db)
        with self._db.writing():
            decisions.set_rounds(self._db, known.rounds + 1)
        self._witness.note(known.store, known.rounds + 1)

    def _ready(self) -> list[Row]:
        """What may be sent now; what is too old or unwanted by now is set aside."""
        now = self._clock.now()
        waiting, ready = outbox.rows(self._db, (State.WAITING,)), list[Row]()
        if not waiting:
            return ready
        with self._db.writing():
            for row in waiting:
                if row.until < outbox.utc(now):
                    outbox.change(self._db, row.id, State.HELD, now, f"{TOO_OLD}; {row.reason}")
                elif address(row.recipient).key in self._suppressed:
                    outbox.change(self._db, row.id, State.SUPPRESSED, now, UNWANTED)
                elif outbox.is_due(row, now, PAUSES[-1]):
                    ready.append(row)
        return ready


class _Round:
    """Mails going out, one after the other."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        connect: Callable[[], Carrier],
        tell: Callable[[Row], None],
    ) -> None:
        self._db = db
        self._clock = clock
        self._connect = connect
        self._tell = tell
        self._counts: Counter[State] = Counter()
        self._troubles: dict[str, None] = {}
        self._carrier: Carrier | None = None
        self._lost = 0

    def run(self, rows: list[Row]) -> Report:
        try:
            for position, row in enumerate(rows):
                setback = self._one(row)
                if setback and setback.general:
                    for rest in rows[position + 1 :]:
                        self._settle(rest, setback)
                if setback and (setback.general or self._lost >= LOST_IN_A_ROW):
                    break
        finally:
            self._hang_up()
        return Report(self._counts, tuple(self._troubles))

    def _one(self, row: Row) -> Setback | None:
        """Send a mail and settle what became of it."""
        try:
            if self._carrier is None:
                self._carrier = self._connect()
            mail = outbox.mail(self._db, row.id)
            self._carrier.send(row.sender, row.recipient, mail, lambda: self._begin(row))
        except SetbackError as error:
            self._settle(row, error.setback)
            if error.setback.lost:
                self._lost += 1
                self._hang_up()
            return error.setback
        self._lost = 0
        self._change(row, State.SENT, "", tried=True)
        return None

    def _begin(self, row: Row) -> None:
        """From here on nobody knows, unless the server says."""
        with self._db.writing():
            outbox.change(self._db, row.id, State.TRANSMITTING, self._clock.now())

    def _settle(self, row: Row, setback: Setback) -> None:
        self._troubles[str(setback)] = None
        pause = PAUSES[min(row.tries, len(PAUSES) - 1)]
        until = self._clock.now() + pause if setback.state is State.WAITING else None
        self._change(row, setback.state, str(setback), tried=True, not_before=until)

    def _change(
        self,
        row: Row,
        state: State,
        reason: str,
        *,
        tried: bool,
        not_before: datetime | None = None,
    ) -> None:
        now = self._clock.now()
        with self._db.writing():
            outbox.change(self._db, row.id, state, now, reason, tried=tried, not_before=not_before)
        self._counts[state] += 1
        settled = outbox.one(self._db, row.id)
        assert settled
        self._tell(settled)

    def _hang_up(self) -> None:
        carrier, self._carrier = self._carrier, None
        if carrier is not None:
            carrier.close()


def _parcel(letter: Letter, watch: str, week: Week) -> Parcel:
    if (letter.watch, letter.week) != (watch, str(week)):
        found = f"{letter.watch}, {letter.week}"
        raise MailError(found, f"is no letter of {watch}, {week}", "queue it with its own week")
    recipient = address(letter.recipient)
    return Parcel(
        watch=watch,
        week=str(week),
        key=recipient.key,
        sender=address(letter.sender).spec,
        recipient=recipient.spec,
        message_id=message_id(letter),
        subject=letter.subject,
        mail=compose(letter),
    )
