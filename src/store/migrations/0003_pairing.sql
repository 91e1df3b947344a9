-- What the reader says of two sentences of two articles: that they tell one thing (`together` is 1), or that they do not (0).
--
-- A sentence is known by its words and by how many times they stood before it in its text, as a BLAKE3 hash; so the mark holds
-- in every version that still has the sentence. `one` is the article with the lower number; of two versions of one article,
-- `one_sentence` is of the earlier kept.
CREATE TABLE pairing (
    one INTEGER NOT NULL REFERENCES article,
    other INTEGER NOT NULL REFERENCES article,
    one_sentence BLOB NOT NULL CHECK (length(one_sentence) = 32),
    other_sentence BLOB NOT NULL CHECK (length(other_sentence) = 32),
    together INTEGER NOT NULL,
    PRIMARY KEY (one, other, one_sentence, other_sentence)
) STRICT, WITHOUT ROWID;
