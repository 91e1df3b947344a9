-- What the reader follows, how its last readings went, and which pages are read again. Moments are milliseconds since 1970 (UTC).

-- `near` is 1 where the address lies on the reader's own machine or network, so that it may be asked there. `held` is until when
-- its server asked to be left alone, `due` when it is next read by itself, `failures` how many readings failed in a row.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'page', 'folder')),
    address TEXT NOT NULL UNIQUE,
    title TEXT,
    site TEXT,
    tag TEXT,
    near INTEGER NOT NULL,
    added INTEGER NOT NULL,
    tried INTEGER,
    succeeded INTEGER,
    etag TEXT,
    modified TEXT,
    due INTEGER NOT NULL,
    held INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    stopped INTEGER NOT NULL DEFAULT 0,
    new_items INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Whether a version is only what a feed says of a piece, and not its text.
ALTER TABLE version ADD COLUMN summary INTEGER NOT NULL DEFAULT 0;

-- The page of an article, read for its text where a feed gives none, and again to see what was edited. `due` is null when it is
-- read no more. `gist` is the hash of what counted in the last reading, `lead` that of the feed's last words on it.
CREATE TABLE page (
    article INTEGER PRIMARY KEY REFERENCES article,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    since INTEGER NOT NULL,
    due INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    etag TEXT,
    modified TEXT,
    gist BLOB,
    lead BLOB
) STRICT;

CREATE INDEX page_due ON page (due) WHERE due IS NOT NULL;
CREATE INDEX page_source ON page (source);
