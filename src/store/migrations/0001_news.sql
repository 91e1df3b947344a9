-- The news as kept: who published what, every text it had, and which articles tell one event.

CREATE TABLE outlet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- `identity` is the canonical address, or the outlet with the first title where there is no address.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlet,
    identity TEXT NOT NULL UNIQUE,
    url TEXT
) STRICT;

-- A text once, by the BLAKE3 hash of its bytes. `paragraphs` is one line a paragraph: its role and its length in bytes.
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL,
    paragraphs TEXT NOT NULL
) STRICT;

-- `seen` and `moment` are milliseconds since 1970 (UTC). `moment` orders versions: when the outlet published it, else when
-- it was seen, and never later than that. `published` is as the outlet gave it: a day, or a point in time.
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    text INTEGER NOT NULL REFERENCES text,
    title TEXT NOT NULL,
    byline TEXT,
    published TEXT,
    source TEXT NOT NULL,
    seen INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    UNIQUE (article, text, title)
) STRICT;

-- `newest` is the latest moment of its versions, `title` a headline chosen from its outlets; both follow its articles.
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    given_title INTEGER NOT NULL DEFAULT 0,
    newest INTEGER NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX story_newest ON story (newest DESC, id DESC);

-- `confidence` is 0 to 1, or null where the reader put the article there.
CREATE TABLE membership (
    article INTEGER PRIMARY KEY REFERENCES article,
    story INTEGER NOT NULL REFERENCES story,
    confidence REAL
) STRICT;

CREATE INDEX membership_story ON membership (story);

-- The words that tell an article's event, by word and day (since 1970), so that an arriving article is compared with the few
-- that share a rare word with it and never with all.
CREATE TABLE term (
    stem TEXT NOT NULL,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    weight REAL NOT NULL,
    PRIMARY KEY (stem, day, article)
) STRICT, WITHOUT ROWID;
