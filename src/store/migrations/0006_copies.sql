-- Which articles print one copy is told by an eighth of a text's five-word runs, four bytes each: see `cluster::Sketch`. Null where
-- it was not worked out.
ALTER TABLE text ADD COLUMN sketch BLOB;
