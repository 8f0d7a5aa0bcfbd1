from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.deliver.message import Attachment
from summarizer.deliver.smtp import Connection
from summarizer.store.outbox import State
from tests.deliver.mailserver import serving
from tests.deliver.office import RHYTHM, Office, letter

MANY = 500
SECONDS = 60


@pytest.mark.slow
def test_five_hundred_recipients_over_one_connection(tmp_path: Path, certificate: Path) -> None:
    """A memo of a usual size goes to 500 recipients over TLS within a minute, queueing and noting
    each of them included, over one connection with one login."""
    office = Office(tmp_path)
    memo = replace(
        letter(),
        text="Orchard is to buy Pear for $3 billion.\n" * 100,
        html="<p>Orchard is to buy Pear for $3 billion.</p>\n" * 700,
        attachments=(Attachment("memo.pdf", "application/pdf", bytes(range(256)) * 200),),
    )
    everyone = [f"reader{number}@example.com" for number in range(MANY)]
    with serving(certificate) as (box, server):
        db, post = office.open()
        with db:
            began = time.perf_counter()
            due = post.due("deals", RHYTHM)
            assert due
            post.queue("deals", due, [replace(memo, recipient=each) for each in everyone])
            queued = time.perf_counter()
            report = post.send(lambda: Connection(server))
            ended = time.perf_counter()
        print(f"queued in {queued - began:.1f} s, sent in {ended - queued:.1f} s")
        assert report.counts == Counter({State.SENT: MANY})
        assert [recipient for _, recipient, _ in box.taken] == everyone
        assert (box.seen["connections"], box.seen["logins"]) == (1, 1)
    assert ended - began < SECONDS
