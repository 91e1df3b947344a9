-- Full text over titles, outlets and texts, by version. The words live in the tables it reads, so nothing is kept twice.

CREATE VIEW searchable AS
SELECT version.id AS id, version.title AS title, outlet.name AS outlet, text.body AS body
FROM version
JOIN text ON text.id = version.text
JOIN article ON article.id = version.article
JOIN outlet ON outlet.id = article.outlet;

CREATE VIRTUAL TABLE search USING fts5 (
    title, outlet, body,
    content = 'searchable', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO search (search) VALUES ('rebuild');
