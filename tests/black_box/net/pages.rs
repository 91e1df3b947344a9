//! Pages of articles: read for what a feed leaves out, and again for what an outlet edits.

use super::server::{Reader, Reply, Server, Text};
use super::{FERRY, LONG};

/// A page as a site makes it, with what moves by itself around the article.
fn page(title: &str, body: &str, counter: usize) -> Reply {
    let html = format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>\
         <p>Updated {} minutes ago</p>{body}<p>{counter} comments</p></article>\
         <aside><a href=/x>Related {counter}</a></aside></body></html>",
        counter + 1
    );
    Reply::new("text/html; charset=utf-8", html)
}

/// A reader of a feed that gives a piece in summary.
fn summary_reader(server: &Server) -> Reader {
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Summary("The bridge is shut."))]);
    Reader::of(server, "/feed")
}

#[test]
fn the_page_of_a_summary_is_read_once_and_takes_its_place() {
    let server = Server::start();
    let reader = summary_reader(&server);
    server.set("/bridge", page("Bridge closes", LONG, 3));
    assert_eq!(reader.update(), [1, 0, 1, 0]);
    assert_eq!(reader.versions(), [("Bridge closes".to_owned(), 1)]);
    server.asked();
    assert_eq!(reader.update(), [0, 0, 0, 1]);
    assert_eq!(server.asked(), ["/feed"], "the page is not due again yet");
    assert!(reader.output("stories --search ferry").contains("Bridge closes"), "the text of the page is searched");
}

#[test]
fn an_edit_makes_a_version_and_a_moving_counter_makes_none() {
    let server = Server::start();
    let reader = summary_reader(&server);
    server.set("/bridge", page("Bridge closes", LONG, 3));
    reader.update();
    server.set("/bridge", page("Bridge closes", LONG, 48));
    reader.let_hours_pass();
    assert_eq!(reader.update(), [0, 0, 0, 2], "the feed's item and the page");
    let edited = LONG.replace("Twelve boats", "Fifteen boats");
    server.set("/bridge", page("Bridge closes", &edited, 49));
    reader.let_hours_pass();
    assert_eq!(reader.update(), [0, 1, 0, 1]);
    server.set("/bridge", page("Bridge shut for good", &edited, 50));
    reader.let_hours_pass();
    assert_eq!(reader.update(), [0, 1, 0, 1]);
    assert_eq!(reader.versions(), [("Bridge shut for good".to_owned(), 3)]);
    let told = reader.output("stories");
    assert!(told.contains("Bridge closes") && told.contains("Bridge shut for good"), "{told}");
    assert!(reader.output("compare 1 2").contains("Fifteen"), "what was overwritten can be compared");
}

#[test]
fn a_page_that_is_not_sent_again_is_unchanged() {
    let server = Server::start();
    let reader = summary_reader(&server);
    server.set("/bridge", page("Bridge closes", LONG, 3).with("ETag", "\"a\""));
    reader.update();
    reader.let_hours_pass();
    server.asked();
    assert_eq!(reader.update(), [0, 0, 0, 2]);
    assert_eq!(server.asked(), ["/feed", "/robots.txt", "/bridge"]);
}

#[test]
fn robots_keep_pages_from_being_read_and_the_summary_stays() {
    let server = Server::start();
    let reader = summary_reader(&server);
    server.set("/robots.txt", Reply::new("text/plain", "User-agent: *\nDisallow: /bridge\n"));
    server.set("/bridge", page("Bridge closes", LONG, 3));
    let told = reader.output("update");
    assert!(told.contains("may not be read by programs"), "{told}");
    assert!(!server.asked().contains(&"/bridge".to_owned()));
    assert!(reader.output("stories").contains("Bridge closes (summary only)"));
    assert_eq!(reader.versions(), [("Bridge closes".to_owned(), 1)]);
}

#[test]
fn links_of_a_feed_lead_nowhere_near() {
    let (server, other) = (Server::start(), Server::start());
    other.set("/secret", page("Secret", FERRY, 1));
    let link = other.url("/secret");
    let text = Text::Summary("Look.");
    server.feed(
        "/feed",
        &[
            ("One", &link, text),
            ("Two", "http://169.254.169.254/latest/meta-data", text),
            ("Three", "file:///etc/hostname", text),
            ("Four", "http://localhost:1/admin", text),
            ("Five", "/round", text),
        ],
    );
    server.set("/round", Reply::to(302, &link));
    let reader = Reader::of(&server, "/feed");
    let report = reader.json("update --format json");
    let errors = report["sources"][0]["page_errors"].as_array().expect("a list");
    assert_eq!(errors.len(), 4, "{errors:?}");
    for error in errors {
        assert!(error["error"].as_str().expect("words").contains("private or local address"), "{error}");
    }
    assert_eq!(other.asked(), [""; 0], "nothing was asked of the other server");
    assert_eq!(reader.versions().len(), 5, "the summaries are kept");
}

#[test]
fn a_page_is_followed_by_itself() {
    let server = Server::start();
    server.set("/bridge", page("Bridge closes", LONG, 3));
    let reader = Reader::new();
    reader.output(&format!("sources add --page {}", server.url("/bridge")));
    assert_eq!(reader.update(), [1, 0, 0, 0]);
    server.set("/bridge", page("Bridge closes", LONG, 9));
    assert_eq!(reader.update(), [0, 0, 0, 1]);
    server.set("/bridge", page("Bridge closes", &LONG.replace("May", "June"), 9));
    assert_eq!(reader.update(), [0, 1, 0, 0]);
}

#[test]
fn a_source_has_its_share_of_pages_and_the_rest_waits() {
    let server = Server::start();
    let links: Vec<(String, String)> = (0..8).map(|n| (format!("Piece {n}"), format!("/piece-{n}"))).collect();
    let items: Vec<_> =
        links.iter().map(|(title, link)| (title.as_str(), link.as_str(), Text::Summary("Short."))).collect();
    server.feed("/feed", &items);
    for (title, link) in &links {
        server.set(link, page(title, &LONG.replace("bridge", title), 1));
    }
    let reader = Reader::of(&server, "/feed");
    reader.desk.write("few.toml", "[update]\npages = 5\n");
    assert!(reader.output("update --config few.toml").ends_with("8 new, 5 completed\n"));
    assert_eq!(reader.update(), [0, 0, 3, 8]);
}
