-- Where the reader left each story, so that it opens there when the program is run again: two versions compared and the sentence under
-- the cursor, the claims and what was chosen about them, the paragraph read. Sentences are counted in their text; versions that are gone name nothing.
--
-- `turn` orders the places by when they were written: only the latest are kept.
CREATE TABLE place (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    turn INTEGER NOT NULL,
    left_version INTEGER,
    right_version INTEGER,
    left_sentence INTEGER,
    right_sentence INTEGER,
    above INTEGER,
    claim_version INTEGER,
    claim_sentence INTEGER,
    claims TEXT,
    read_version INTEGER,
    read_paragraph INTEGER
) STRICT;

CREATE INDEX place_turn ON place (turn);
