-- What was looked at, what waits, what was read, and what failed. Times are ISO 8601 in UTC.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began TEXT NOT NULL,
    ended TEXT,
    state TEXT NOT NULL CHECK (state IN ('working', 'broken', 'done')),
    counts TEXT NOT NULL DEFAULT '{}'
);

-- A source of a watchlist, with what its server wants to be told when it is asked again.
CREATE TABLE sources (
    watch TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    checked TEXT NOT NULL,
    not_before TEXT,
    etag TEXT,
    modified TEXT,
    PRIMARY KEY (watch, kind, place)
);

-- A file, page or entry that was seen in a source. It waits, is done, or has failed for good.
-- `print` changes when it does; `place` is where it stood in its source: first come the first items
-- of all sources, so that no host is asked many times in a row. `taken` is the last run that tried it; `page` is the article itself
-- where its feed held it, until it is read.
CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    print TEXT NOT NULL,
    place INTEGER NOT NULL,
    title TEXT,
    published TEXT,
    page BLOB,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    taken INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    etag TEXT,
    modified TEXT,
    UNIQUE (watch, key)
);
CREATE INDEX items_waiting ON items (state, place, id);

-- The text of a document before cleaning, by its hash.
CREATE TABLE contents (
    hash TEXT PRIMARY KEY,
    record BLOB NOT NULL
);

-- A cleaned article, by the hash of its text.
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    record BLOB NOT NULL
);

-- What an origin held: its versions, the newest with the highest number. `aside` says why a version
-- takes no part in any story.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    origin TEXT NOT NULL,
    version INTEGER NOT NULL,
    content TEXT NOT NULL REFERENCES contents (hash),
    article TEXT REFERENCES articles (id),
    day TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    aside TEXT,
    UNIQUE (watch, origin, version)
);
CREATE INDEX documents_article ON documents (article);

-- What could not be read. `item` is NULL where a whole source failed, or a line of it.
CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    watch TEXT NOT NULL,
    origin TEXT NOT NULL,
    source TEXT,
    item INTEGER REFERENCES items (id),
    problem TEXT NOT NULL,
    remedy TEXT NOT NULL,
    passing INTEGER NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs (id),
    last_run INTEGER NOT NULL REFERENCES runs (id),
    resolved_run INTEGER REFERENCES runs (id),
    UNIQUE (watch, origin)
);
