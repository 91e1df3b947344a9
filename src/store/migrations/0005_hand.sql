-- What the reader does to the grouping, and how it was before, so that it can be undone when the program is run again.

-- Nothing joins or leaves a pinned story by itself.
ALTER TABLE story ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;

-- A change by hand, the latest with the highest number; `what` is it in the reader's words.
CREATE TABLE undo (
    id INTEGER PRIMARY KEY,
    what TEXT NOT NULL
) STRICT;

-- The stories as they were before it, and who belonged to them.
CREATE TABLE undo_story (
    undo INTEGER NOT NULL REFERENCES undo ON DELETE CASCADE,
    story INTEGER NOT NULL,
    title TEXT NOT NULL,
    given_title INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    PRIMARY KEY (undo, story)
) STRICT, WITHOUT ROWID;

CREATE TABLE undo_membership (
    undo INTEGER NOT NULL REFERENCES undo ON DELETE CASCADE,
    article INTEGER NOT NULL,
    story INTEGER NOT NULL,
    confidence REAL,
    PRIMARY KEY (undo, article)
) STRICT, WITHOUT ROWID;

-- For searches by day.
CREATE INDEX version_moment ON version (moment);
