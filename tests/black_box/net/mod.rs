//! Sources, rounds and pages through the program, against a server on this machine.

mod faults;
mod pages;
mod secure;
pub(crate) mod server;
mod tls;

use std::io::Write;
use std::process::Stdio;

use server::{Reader, Reply, Server, Text, feed};

const LONG: &str = "<p>The harbour bridge is shut until May, the council said on Monday.</p><p>Twelve boats wait outside \
                    the locks and their crews sleep aboard.</p><p>A ferry runs on weekdays from the old quay.</p>";
const FERRY: &str = "<p>A second ferry will sail from Tallow Point at dawn, its owner said.</p><p>It carries forty cars and \
                     a hundred people.</p>";

#[test]
fn a_feed_is_followed_and_read_again_only_if_it_changed() {
    let server = Server::start();
    let items = [("Bridge closes", "/bridge", Text::Whole(LONG))];
    server.set("/feed", Reply::new("text/xml", feed("Coast Wire", &server.at, &items)).with("ETag", "\"1\""));
    let reader = Reader::new();
    let added = reader.output(&format!("sources add {}", server.url("/feed")));
    assert_eq!(added, format!("added      1 Coast Wire: feed {}\n", server.url("/feed")));
    assert_eq!(reader.output("update"), "read       Coast Wire: 1 new\n1 new\n");
    assert_eq!(reader.output("update"), "unchanged  Coast Wire\n0 new\n");
    let two = [("Second ferry", "/ferry", Text::Whole(FERRY)), items[0]];
    server.set("/feed", Reply::new("text/xml", feed("Coast Wire", &server.at, &two)).with("ETag", "\"2\""));
    assert_eq!(reader.output("update"), "read       Coast Wire: 1 new, 1 unchanged\n1 new, 1 unchanged\n");
    let edited = [("Bridge closes for good", "/bridge", Text::Whole(LONG)), two[0]];
    server.set("/feed", Reply::new("text/xml", feed("Coast Wire", &server.at, &edited)).with("ETag", "\"3\""));
    assert_eq!(reader.update(), [0, 1, 0, 1]);
    assert_eq!(reader.versions(), [("Bridge closes for good".to_owned(), 2), ("Second ferry".to_owned(), 1)]);
    let source = &reader.sources()[0];
    assert_eq!((source["new_items"].as_u64(), source["error"].is_null()), (Some(0), true));
    assert!(source["last_success"].is_string() && source["next"].is_string());
}

#[test]
fn moves_for_good_are_remembered_and_said() {
    let server = Server::start();
    server.feed("/new", &[("Bridge closes", "/bridge", Text::Whole(LONG))]);
    let address =
        |reader: &Reader| reader.sources()[0]["address"].as_str().expect("an address").replace(&server.at, "");
    server.feed("/old", &[]);
    let reader = Reader::of(&server, "/old");
    server.set("/old", Reply::to(302, "/new"));
    assert_eq!(reader.output("update"), "read       Coast Wire: 1 new\n1 new\n");
    assert_eq!(address(&reader), "/old");
    server.set("/old", Reply::to(301, "/older"));
    server.set("/older", Reply::to(308, "/new"));
    let told = reader.output("update");
    let moved = format!("it has moved for good and is followed at {}", server.url("/new"));
    assert!(told.contains(&moved), "{told}");
    assert_eq!(address(&reader), "/new");
    server.asked();
    reader.output("update");
    assert_eq!(server.asked(), ["/new"]);
}

#[test]
fn the_feed_of_a_site_is_found_and_the_others_are_named() {
    let server = Server::start();
    let head = "<html><head><link rel=alternate type=application/rss+xml title=News href=/news.xml>\
                <link rel=alternate type=application/atom+xml title=Sport href=/sport.xml></head><body>Hello</body></html>";
    server.set("/", Reply::new("text/html", head));
    server.feed("/news.xml", &[]);
    server.feed("/sport.xml", &[]);
    let reader = Reader::new();
    let told = reader.output(&format!("sources add {}/", server.at));
    assert!(told.starts_with(&format!("added      1 Coast Wire: feed {}\n", server.url("/news.xml"))), "{told}");
    assert!(told.contains(&server.url("/sport.xml")), "{told}");
    server.set("/blog", Reply::new("text/html", "<html><body><p>No feed is named.</p></body></html>"));
    server.feed("/feed", &[]);
    let told = reader.output(&format!("sources add {}", server.url("/blog")));
    assert!(told.contains(&server.url("/feed")), "the usual places are tried: {told}");
    assert_eq!(reader.sources().len(), 2);
}

#[test]
fn what_is_no_source_is_told_with_what_to_do() {
    let server = Server::start();
    server.set("/page", Reply::new("text/html", "<html><body><p>No feed.</p></body></html>"));
    let reader = Reader::new();
    reader.desk.write("a.txt", "A text.");
    let check = |given: &str, told: &str, hint: &str| {
        let (status, _, err) = reader.told(&format!("sources add {given}"));
        assert_eq!(status, Some(1), "{given}");
        assert!(err.contains(told) && err.contains(hint), "{given}: {err}");
    };
    check(&server.url("/page"), "is no feed, and names none", "--page");
    check(&server.url("/none"), "was not found (404)", "check the address");
    check("file:///etc/hostname", "is no address and no folder", "http://");
    check("nowhere", "is no address and no folder", "http://");
    check("a.txt", "is a file", "newsdiff add");
    assert_eq!(reader.sources().len(), 0);
}

#[test]
fn a_source_is_removed_by_number_address_or_title_and_its_articles_stay() {
    let server = Server::start();
    for path in ["/a", "/b", "/c"] {
        let items = [("Bridge closes", "/bridge", Text::Whole(LONG))];
        server.set(path, Reply::new("text/xml", feed(&format!("Wire {path}"), &server.at, &items)));
    }
    let reader = Reader::new();
    reader.output(&format!("sources add {} {} {}", server.url("/a"), server.url("/b"), server.url("/c")));
    reader.output("update");
    assert_eq!(reader.output("sources remove 1"), "removed    Wire /a: its articles are kept\n");
    let by_title = reader.command("sources remove").arg("wire /B").output().expect("started");
    assert!(by_title.status.success());
    assert_eq!(reader.told("sources remove 9").0, Some(1));
    reader.output(&format!("sources remove {}", server.url("/c")));
    assert_eq!((reader.sources().len(), reader.versions().len()), (0, 1));
    assert!(reader.output("update").contains("No sources yet"));
}

#[test]
fn lists_go_in_and_out_through_streams() {
    let reader = Reader::new();
    let list = r#"<opml version="2.0"><body><outline text="Coast"><outline type="rss" text="Wire &amp; Sons"
        xmlUrl="https://coast.example/feed"/></outline><outline type="rss" text="Ledger" xmlUrl="https://ledger.example/rss"/>
        <outline type="rss" text="Router" xmlUrl="http://192.168.1.1/feed"/></body></opml>"#;
    let import = |list: &str| {
        let mut command = reader.command("sources import -");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        child.stdin.take().expect("a pipe").write_all(list.as_bytes()).expect("written");
        child.wait_with_output().expect("ended")
    };
    let first = import(list);
    assert_eq!(String::from_utf8_lossy(&first.stdout), "3 added, 0 known\n");
    assert!(String::from_utf8_lossy(&first.stderr).contains("lies on your own machine or network"));
    let tags: Vec<Option<String>> =
        reader.sources().iter().map(|source| source["tag"].as_str().map(str::to_owned)).collect();
    assert_eq!(tags, [Some("Coast".to_owned()), None, None]);
    let written = reader.output("sources export");
    assert!(written.contains("Wire &amp; Sons"), "{written}");
    assert_eq!(String::from_utf8_lossy(&import(&written).stdout), "0 added, 3 known\n");
    reader.output("sources export out.opml");
    assert_eq!(reader.output("sources import out.opml"), "0 added, 3 known\n");
}

#[test]
fn a_folder_is_followed() {
    let reader = Reader::new();
    std::fs::create_dir(reader.desk.path("notes")).expect("a folder");
    reader.desk.write("notes/a.txt", "Bridge closes\n\nThe bridge is shut until May.\n");
    reader.output("sources add notes");
    assert_eq!(reader.output("update"), "read       notes: 1 new\n1 new\n");
    assert_eq!(reader.update(), [0, 0, 0, 1]);
    reader.desk.write("notes/b.txt", "Second ferry\n\nA ferry sails from Tallow Point at dawn.\n");
    assert_eq!(reader.update(), [1, 0, 0, 1]);
    assert!(reader.output("sources list").ends_with(", 1 new, 2 articles\n"));
    assert_eq!(reader.sources()[0]["articles"], 2);
}

#[test]
fn addresses_are_added_once_like_files() {
    let server = Server::start();
    server.set("/page", Reply::new("text/html", format!("<html><head><title>Bridge closes</title></head><body><article><h1>Bridge closes</h1>{LONG}</article></body></html>")));
    server.feed("/feed", &[("Second ferry", "/ferry", Text::Whole(FERRY))]);
    let reader = Reader::new();
    let told = reader.output(&format!("add {} {}", server.url("/page"), server.url("/feed")));
    assert!(told.ends_with("2 new, 0 revised, 0 unchanged\n"), "{told}");
    let (status, out, err) = reader.told(&format!("add {} {}", server.url("/page"), server.url("/none")));
    assert_eq!((status, out.lines().last()), (Some(0), Some("0 new, 0 revised, 1 unchanged")));
    assert!(err.contains("/none: was not found (404)"), "{err}");
    assert_eq!(reader.told(&format!("add {}", server.url("/none"))).0, Some(1));
    assert_eq!(reader.sources().len(), 0);
}
