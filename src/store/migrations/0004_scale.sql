-- What tells an article's event takes a tenth of the room it took as a row a word, and an article is kept in a tenth of the time.
--
-- `day` is counted since 1970, `words` are six bytes each: see `cluster::Signature`. An arriving article is compared with those
-- of the days around it, which are read as whole days.
CREATE TABLE signature (
    article INTEGER PRIMARY KEY REFERENCES article,
    day INTEGER NOT NULL,
    words BLOB NOT NULL
) STRICT;

CREATE INDEX signature_day ON signature (day);

-- Full text by version, without a second copy of the text. What is put in is not the text itself: runs of Chinese and Japanese
-- are cut into pairs of characters, so that a word is found inside them. See `store::unspaced`.
DROP TABLE search;
DROP VIEW searchable;

CREATE VIRTUAL TABLE search USING fts5 (
    title, outlet, body,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

-- Fewer and larger merges: half the work of a long import, and a search reads some segments more.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
