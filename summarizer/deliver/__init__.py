"""From a composed memo to the recipients' mail servers, once.

`message.compose` makes a `Letter` into the bytes of its mail. `Post` is the outbox: it says which
week is `due`, takes a week's letters (`queue`) or the reason why there are none (`nothing`), and
sends what waits (`send`). Around them: `weeks` (what is due when), `smtp` (one connection, step by
step), `secrets` (the password), `witness` (old copies of the store), `canary` (proof that headers
are safe), `suppression` (who wants no mail), `schedule` (timers), `wiring` (from the settings).

How a weekly run goes, under the lock of the store:

    with only_run(path), open_store(path) as db:
        office = wiring.post(config, db, clock)
        due = office.due(watch, rhythm)            # None: nothing to decide now
        ... office.confirm(watch, "2026-W21")      # a held week that somebody wants after all
        office.queue(watch, due, letters)          # or office.nothing(watch, due, reason)
        report = office.send(wiring.connector(config))
"""
