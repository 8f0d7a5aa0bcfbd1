-- The weekly memo's mails: what was decided about each week, and what became of each mail.

-- What was decided about a watchlist's week, once it was due: its mails lie in the outbox, it had
-- nothing new, or it waits for somebody's confirmation. No row: it was not due yet.
CREATE TABLE weeks (
    watch TEXT NOT NULL,
    week TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'nothing', 'held')),
    reason TEXT NOT NULL,
    decided TEXT NOT NULL,
    PRIMARY KEY (watch, week)
);

-- A mail to one recipient. `key` is what two spellings of an address share; `mail` the bytes that
-- are sent, compressed; `until` the moment after which it is no longer sent by itself.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    week TEXT NOT NULL,
    key TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    mail BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'waiting', 'transmitting', 'sent', 'refused', 'unknown', 'held', 'suppressed', 'cancelled'
    )),
    reason TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    until TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (watch, week, key),
    FOREIGN KEY (watch, week) REFERENCES weeks (watch, week)
);
CREATE INDEX outbox_state ON outbox (state, id);

-- Every state a mail was in, and why.
CREATE TABLE outbox_log (
    mail INTEGER NOT NULL REFERENCES outbox (id),
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX outbox_log_mail ON outbox_log (mail);

-- One row: this store's name, how often mails went out from it, and when it was last found to be an
-- older copy of itself.
CREATE TABLE post (
    store TEXT NOT NULL,
    rounds INTEGER NOT NULL,
    restored TEXT
);
INSERT INTO post VALUES (lower(hex(randomblob(16))), 0, NULL);
