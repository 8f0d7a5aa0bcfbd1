-- What was made of the articles, and what was told.

-- One pass of a reader over an article: arrays of 32-bit floats, little-endian, compressed.
CREATE TABLE readings (
    article TEXT NOT NULL REFERENCES articles (id),
    reader TEXT NOT NULL,
    entities TEXT NOT NULL,
    width INTEGER NOT NULL,
    vectors BLOB NOT NULL,
    vector BLOB NOT NULL,
    salience BLOB NOT NULL,
    PRIMARY KEY (article, reader)
);

-- Condensed articles; `print` stands for the models and settings they were condensed with.
CREATE TABLE summaries (
    article TEXT NOT NULL REFERENCES articles (id),
    print TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article, print)
);

CREATE TABLE facts (
    article TEXT NOT NULL REFERENCES articles (id),
    print TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article, print, position)
);

CREATE TABLE stories (
    id TEXT NOT NULL,
    watch TEXT NOT NULL,
    headline TEXT NOT NULL,
    opened_run INTEGER NOT NULL REFERENCES runs (id),
    changed_run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (watch, id)
);

CREATE TABLE story_articles (
    watch TEXT NOT NULL,
    story TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id),
    origin TEXT NOT NULL,
    PRIMARY KEY (watch, story, article, origin),
    FOREIGN KEY (watch, story) REFERENCES stories (watch, id)
);

-- What a story's memos have stated: the label and value of each point. Saying it again is no news.
CREATE TABLE story_points (
    watch TEXT NOT NULL,
    story TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (watch, story, label, value),
    FOREIGN KEY (watch, story) REFERENCES stories (watch, id)
);

-- `changes` is a list of lines, empty for a story's first memo.
CREATE TABLE memos (
    run INTEGER NOT NULL REFERENCES runs (id),
    watch TEXT NOT NULL,
    story TEXT NOT NULL,
    folder TEXT NOT NULL,
    changes TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (run, watch, story),
    UNIQUE (run, folder),
    FOREIGN KEY (watch, story) REFERENCES stories (watch, id)
);

-- The folder a run's memos go to and when that was settled; NULL where a run had no news.
ALTER TABLE runs ADD COLUMN folder TEXT;
ALTER TABLE runs ADD COLUMN settled TEXT;
-- Whether a document's part in the stories was settled.
ALTER TABLE documents ADD COLUMN grouped INTEGER NOT NULL DEFAULT 0;
