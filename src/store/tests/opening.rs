//! The file of a store: made, brought up to date, and refused where it is none or may not be written.

use super::*;

#[test]
fn a_store_is_made_with_its_folders_and_is_there_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a/b/store.db");
    Store::open(&path).expect("made").add(&two_events()).expect("added");
    let again = Store::open(&path).expect("opened");
    assert_eq!((all(&again).len(), again.is_empty().expect("read"), again.path()), (2, false, path.as_path()));
}

#[test]
fn an_older_store_is_brought_up_after_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let old = Connection::open(&path).expect("opened");
    old.execute_batch(migrate::MIGRATIONS[0].sql).expect("the first format");
    old.execute_batch(
        "PRAGMA application_id = 0x6e657773; PRAGMA user_version = 1;
         INSERT INTO outlet VALUES (1, 'Coast Wire');
         INSERT INTO article VALUES (1, 1, 'x', NULL);
         INSERT INTO text VALUES (1, x'00', 'A ferry.', 'body 8');
         INSERT INTO version VALUES (1, 1, 1, 'Ferry', NULL, NULL, 'x', 0, 0, 0);
         INSERT INTO story VALUES (1, 'Ferry', 0, 0, 0);
         INSERT INTO membership VALUES (1, 1, 1.0);",
    )
    .expect("filled");
    drop(old);
    let store = Store::open(&path).expect("brought up");
    let query = looking_for("ferry");
    assert_eq!(store.stories(&query).expect("found").total, 1);
    let copy = Connection::open(folder.path().join("store.db.format-1")).expect("a copy");
    let format: i64 = copy.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a format");
    let kept: i64 = copy.query_row("SELECT count(*) FROM version", [], |row| row.get(0)).expect("a count");
    assert_eq!(
        (format, kept, files(folder.path())),
        (
            1,
            1,
            vec!["store.db", "store.db-shm", "store.db-wal", "store.db.format-1"]
                .into_iter()
                .map(str::to_owned)
                .collect()
        )
    );
}

#[test]
fn a_step_that_fails_leaves_the_older_store_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let old = Connection::open(&path).expect("opened");
    old.execute_batch(migrate::MIGRATIONS[0].sql).expect("the first format");
    // A table in the way of the second step's view.
    old.execute_batch("PRAGMA application_id = 0x6e657773; PRAGMA user_version = 1; CREATE TABLE searchable (x);")
        .expect("filled");
    drop(old);
    assert!(matches!(Store::open(&path), Err(StoreError::Failed { .. })));
    let after = Connection::open(&path).expect("opened");
    let format: i64 = after.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a format");
    assert_eq!(format, 1);
}

#[test]
fn a_store_of_a_later_newsdiff_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    drop(Store::open(&path).expect("made"));
    let later = Connection::open(&path).expect("opened");
    later.pragma_update(None, "user_version", 99).expect("written");
    drop(later);
    let refused = Store::open(&path).expect_err("too new");
    assert!(matches!(refused, StoreError::Newer { found: 99, .. }), "{refused}");
    assert!(refused.hint().contains("update newsdiff"));
}

#[test]
fn what_is_no_store_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("notes.txt");
    fs::write(&text, "These are notes and not a database at all, however long the line may be.\n".repeat(20))
        .expect("written");
    let before = fs::read(&text).expect("read");
    assert!(matches!(Store::open(&text), Err(StoreError::NotAStore { .. })));
    assert_eq!(fs::read(&text).expect("read"), before);
    let foreign = folder.path().join("other.db");
    Connection::open(&foreign).and_then(|other| other.execute_batch("CREATE TABLE t (x)")).expect("made");
    let before = fs::read(&foreign).expect("read");
    assert!(matches!(Store::open(&foreign), Err(StoreError::NotAStore { .. })));
    assert_eq!(fs::read(&foreign).expect("read"), before);
    assert!(matches!(Store::open(&text.join("store.db")), Err(StoreError::Folder { .. })));
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Unopenable { .. })));
}

#[test]
fn a_file_that_may_not_be_written_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    Store::open(&path).expect("made").add(&two_events()).expect("added");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let mut store = Store::open(&path).expect("opened");
    assert_eq!(all(&store).len(), 2);
    assert!(matches!(store.add(&[arrival("A", "Ferry", "A ferry.\n")]), Err(StoreError::ReadOnly { .. })));
}
