-- Articles that went because they were old, by the BLAKE3 hash of their identity: a feed that still has them does not bring them back.
CREATE TABLE pruned (
    identity BLOB PRIMARY KEY CHECK (length(identity) = 32)
) STRICT, WITHOUT ROWID;
