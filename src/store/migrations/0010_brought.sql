-- A row of `page` is kept for every article a source brought, also where it has no page: then `due` is null. Folders were not counted,
-- whose files have no address; what they brought is told by where each article's first version lay.
INSERT OR IGNORE INTO page (article, source, since)
SELECT version.article, source.id, version.seen FROM source
JOIN version ON substr(version.source, 1, length(source.address) + 1) IN (source.address || '/', source.address || '\')
WHERE source.kind = 'folder'
  AND version.id = (SELECT min(first.id) FROM version AS first WHERE first.article = version.article)
ORDER BY length(source.address) DESC;
