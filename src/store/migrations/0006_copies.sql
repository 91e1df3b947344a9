-- Which articles print one copy is told by an eighth of a text's five-word runs, four bytes each: see `cluster::Sketch`. In a table of
-- its own: a list of stories reads many of them, and behind a text each would cost the pages of that text.
CREATE TABLE sketch (
    text INTEGER PRIMARY KEY REFERENCES text ON DELETE CASCADE,
    shingles BLOB NOT NULL
) STRICT;
