-- The words of a whole step are put into the search at once: the engine's megabyte held those of half a step, so that twice as many
-- pieces had to be merged.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
