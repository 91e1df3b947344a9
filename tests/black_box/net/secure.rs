//! Feeds over https: by roots of the reader's own, and what is said where a connection is not secure.

use std::path::{Path, PathBuf};

use super::LONG;
use super::server::{Reader, Reply, Server, Text, feed};
use super::tls::{ELSEWHERE, EXPIRED, ITSELF, Pem, SERVER, front, plain, proxy};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/black_box/net/tls/root.pem")
}

/// A server with a feed, and its address behind a front that shows a certificate.
fn behind(shown: Pem) -> (Server, String) {
    let server = Server::start();
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Whole(LONG))]);
    let port = front(&server, shown);
    (server, format!("https://localhost:{port}/feed"))
}

/// The exit status, standard output and standard error, where a variable names the reader's roots.
fn told(reader: &Reader, words: &str, variable: (&str, &Path)) -> (Option<i32>, String, String) {
    let done = reader.command(words).env(variable.0, variable.1).output().expect("started");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn a_feed_is_read_over_https_by_the_readers_own_root() {
    let (server, address) = behind(SERVER);
    for address in [&address, &address.replace("localhost", "127.0.0.1")] {
        let reader = Reader::new();
        let variable = ("SSL_CERT_FILE", &*root());
        let added = format!("added      1 Coast Wire: feed {address}\n");
        assert_eq!(told(&reader, &format!("sources add {address}"), variable), (Some(0), added, String::new()));
        let read = "read       Coast Wire: 1 new\n1 new\n".to_owned();
        assert_eq!(told(&reader, "update", variable), (Some(0), read, String::new()));
    }
    server.asked();
    let reader = Reader::new();
    std::fs::copy(root(), reader.desk.path("own.pem")).expect("copied");
    reader.desk.write("config.toml", "[update]\nroots = \"own.pem\"\n");
    let added = reader.output(&format!("--config config.toml add {address}"));
    assert!(added.ends_with("1 new, 0 revised, 0 unchanged\n"), "{added}");
    assert_eq!(server.asked(), ["/feed"], "what is not trusted is asked for nothing");
}

/// What is said of a server that shows a certificate, however its address is read, to a reader with the root of the tests.
fn check_refused(shown: Pem, words: &str) {
    let (server, address) = behind(shown);
    let reader = Reader::new();
    let variable = ("SSL_CERT_FILE", &*root());
    for command in ["sources add", "add"] {
        let (status, _, err) = told(&reader, &format!("{command} {address}"), variable);
        assert!(status == Some(1) && err.contains(&address) && err.contains(words), "{command}: {err}");
    }
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_certificate_that_is_not_in_order_is_told_with_what_to_do() {
    check_refused(ELSEWHERE, "shows the certificate of another server; check the host in the address");
    check_refused(EXPIRED, "shows a certificate that has expired; its owner has to renew it");
    check_refused(ITSELF, "shows a root certificate where its own belongs");
}

#[test]
fn a_certificate_of_nobody_known_is_told_with_what_to_do() {
    let (server, address) = behind(SERVER);
    let reader = Reader::new();
    let (status, _, err) = reader.told(&format!("sources add {address}"));
    assert!(status == Some(1) && err.contains("a certificate that nobody known has signed"), "{err}");
    assert!(err.contains("`roots` under [update]") && err.contains("SSL_CERT_FILE"), "{err}");
    told(&reader, &format!("sources add {address}"), ("SSL_CERT_FILE", &root()));
    server.asked();
    let (status, out, _) = reader.told("update");
    assert!(status == Some(1) && out.contains("failed     Coast Wire shows a certificate that nobody known"), "{out}");
    let listed = reader.output("sources list");
    assert!(listed.contains("nobody known has signed"), "{listed}");
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn a_server_that_speaks_no_https_is_told_with_what_to_do() {
    let server = Server::start();
    let reader = Reader::new();
    let address = format!("https://127.0.0.1:{}/feed", plain(&server));
    let (status, _, err) = reader.told(&format!("sources add {address}"));
    assert!(status == Some(1) && err.contains("does not speak https there") && err.contains("http://"), "{err}");
}

#[test]
fn a_file_of_roots_that_is_none_is_a_warning() {
    let server = Server::start();
    server.feed("/feed", &[("Bridge closes", "/bridge", Text::Whole(LONG))]);
    let reader = Reader::of(&server, "/feed");
    let (status, out, err) = told(&reader, "update", ("SSL_CERT_FILE", Path::new("none.pem")));
    assert_eq!((status, out.lines().last()), (Some(0), Some("1 new")), "{err}");
    assert!(err.contains("none.pem: cannot be read") && err.contains("correct or unset SSL_CERT_FILE"), "{err}");
    let (_, _, err) = told(&reader, "stories", ("SSL_CERT_FILE", Path::new("none.pem")));
    assert_eq!(err, "", "who asks the network for nothing is not told");
}

#[test]
fn a_move_to_https_is_followed_through_a_companys_proxy() {
    let server = Server::start();
    let proxy = proxy(&server);
    // An address for documentation (RFC 5737), so that no name is looked up.
    let moved = "https://203.0.113.7/feed";
    let items = [("Bridge closes", "/bridge", Text::Whole(LONG))];
    server.set("/old", Reply::to(301, moved));
    server.set("/feed", Reply::new("text/xml", feed("Coast Wire", "https://203.0.113.7", &items)));
    let reader = Reader::new();
    let run = |words: &str| {
        let mut command = reader.command(words);
        command.env("http_proxy", &proxy).env("SSL_CERT_FILE", root()).env_remove("NO_PROXY").env_remove("no_proxy");
        String::from_utf8(command.output().expect("started").stdout).expect("UTF-8")
    };
    let added = run("sources add http://203.0.113.7/old");
    assert_eq!(added, format!("added      1 Coast Wire: feed {moved}\n"));
    assert_eq!(run("update"), "read       Coast Wire: 1 new\n1 new\n");
    let refused = reader.command("update 1").env("http_proxy", &proxy).output().expect("started").stdout;
    assert!(String::from_utf8_lossy(&refused).contains("nobody known has signed"), "the proxy's root is not known");
}
