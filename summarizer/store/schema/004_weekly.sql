-- What changed in a story is told by comparing it with its last memo; its points need no table.
DROP TABLE story_points;

-- The weekly memos that were composed, so that composing one again gives the same. A week's memo
-- tells what the runs after `since_run` up to `upto_run` brought.
CREATE TABLE weekly_memos (
    watch TEXT NOT NULL,
    week TEXT NOT NULL,
    since_run INTEGER NOT NULL,
    upto_run INTEGER NOT NULL,
    made TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (watch, week)
);
