//! Stores of every earlier format, brought to the newest.

use super::*;
use crate::cluster::Signature;

/// The stems every article of an older store is about, with their weights.
const STEMS: [(&str, f64); 3] = [("cape", 0.25), ("ferri", 0.5), ("rock", 0.125)];

/// Makes a file of an older format with articles in it, each a story of its own.
fn older(path: &Path, format: usize, arrivals: &[Arrival]) {
    let folder = tempfile::tempdir().expect("a folder");
    let newest = folder.path().join("newest.db");
    Store::open(&newest).expect("made").add(arrivals).expect("added");
    let file = Connection::open(path).expect("opened");
    for migration in &migrate::MIGRATIONS[..format] {
        file.execute_batch(migration.sql).expect("a format");
    }
    file.execute_batch(&format!("PRAGMA application_id = 0x6e657773; PRAGMA user_version = {format}")).expect("marked");
    file.execute("ATTACH ?1 AS newest", [newest.to_str()]).expect("attached");
    file.execute_batch(
        "INSERT INTO outlet (id, name) SELECT id, name FROM newest.outlet;
         INSERT INTO article (id, outlet, identity, url) SELECT id, outlet, identity, url FROM newest.article;
         INSERT INTO text (id, hash, body, paragraphs) SELECT id, hash, body, paragraphs FROM newest.text;
         INSERT INTO version (id, article, text, title, byline, published, source, seen, moment, read)
             SELECT id, article, text, title, byline, published, source, seen, moment, read FROM newest.version;
         INSERT INTO story (id, title, newest) SELECT article, title, moment FROM newest.version;
         INSERT INTO membership (article, story, confidence) SELECT article, article, 1.0 FROM newest.version;",
    )
    .expect("filled");
    if format < 4 {
        for (stem, weight) in STEMS {
            file.execute("INSERT INTO term SELECT ?1, moment / 86400000, article, ?2 FROM version", (stem, weight))
                .expect("filled");
        }
    }
    if format >= 4 {
        file.execute_batch("INSERT INTO signature SELECT article, day, words FROM newest.signature").expect("filled");
        let step = file.unchecked_transaction().expect("begun");
        refill::search(&step).and_then(|()| step.commit()).expect("filled");
    }
    if (2..4).contains(&format) {
        file.execute_batch("INSERT INTO search (search) VALUES ('rebuild')").expect("filled");
    }
}

#[test]
fn every_earlier_format_keeps_its_news_and_is_copied_first() {
    for format in 1..migrate::MIGRATIONS.len() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store.db");
        older(&path, format, &two_events());
        let mut store = Store::open(&path).expect("migrated");
        assert_eq!(statuses(&mut store, &two_events()), ["unchanged"; 6], "format {format}");
        assert_eq!(all(&store).len(), 6, "format {format}");
        let found = |words: &str| {
            let query = looking_for(words);
            store.stories(&query).expect("stories").total
        };
        assert_eq!((found("apric"), found("ledger")), (3, 2), "format {format}");
        assert!(files(folder.path()).contains(&format!("store.db.format-{format}")), "format {format}");
    }
}

#[test]
fn what_a_folder_brought_before_it_was_counted_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let lying = |place: &str, arrival: Arrival| Arrival { source: place.to_owned(), ..arrival };
    let places =
        ["/notes/a.txt", "/notes/old/b.jsonl:7", "C:\\notes\\c.txt", "/notes.txt", "https://coast.example/", "x"];
    let arrivals: Vec<Arrival> =
        two_events().into_iter().zip(places).map(|(arrival, place)| lying(place, arrival)).collect();
    older(&path, 8, &arrivals);
    let file = Connection::open(&path).expect("opened");
    for (id, kind, address) in [
        (1, "folder", "/notes"),
        (2, "folder", "/notes/old"),
        (3, "folder", "C:\\notes"),
        (4, "feed", "https://coast.example"),
    ] {
        file.execute(
            "INSERT INTO source (id, kind, address, near, added, due) VALUES (?1, ?2, ?3, 0, 0, 0)",
            (id, kind, address),
        )
        .expect("followed");
    }
    let store = Store::open(&path).expect("migrated");
    let counted: Vec<(i64, usize)> =
        store.brought().expect("counts").into_iter().map(|(source, brought)| (source.0, brought.articles)).collect();
    assert_eq!(counted, [(1, 1), (2, 1), (3, 1)]);
}

#[test]
fn what_articles_are_about_goes_on_in_fewer_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    older(&path, 3, &two_events());
    drop(Store::open(&path).expect("migrated"));
    let file = Connection::open(&path).expect("opened");
    let words: Vec<u8> =
        file.query_row("SELECT words FROM signature WHERE article = 1", [], |row| row.get(0)).expect("kept");
    let expected = Signature::of_shares(&STEMS.map(|(stem, weight)| (stem.to_owned(), weight)));
    assert_eq!(Signature::from_bytes(&words), expected);
}
