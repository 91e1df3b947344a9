//! A front of TLS before the server of this machine, and a proxy with one, as networks of companies have.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::Server;

/// A server's certificate in PEM, see `tls/make.sh`.
pub(super) type Pem = &'static [u8];

pub(super) const SERVER: Pem = include_bytes!("tls/server.pem");
pub(super) const ELSEWHERE: Pem = include_bytes!("tls/elsewhere.pem");
pub(super) const EXPIRED: Pem = include_bytes!("tls/expired.pem");
pub(super) const ITSELF: Pem = include_bytes!("tls/itself.pem");

/// The port of a front that shows a certificate and hands requests on to the server.
pub(super) fn front(server: &Server, shown: Pem) -> u16 {
    listen(server, move |connection, behind| secure(connection, shown, behind))
}

/// The address of a proxy through which every host is the server, and which opens secure connections to look into them.
pub(super) fn proxy(server: &Server) -> String {
    let port = listen(server, |mut connection, behind| {
        let asked = head(&mut connection)?;
        connection.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        if asked.split(' ').nth(1).is_some_and(|target| target.ends_with(":443")) {
            secure(connection, SERVER, behind)
        } else {
            pass_on(&mut connection, behind)
        }
    });
    format!("http://127.0.0.1:{port}")
}

/// The port of a server that answers in plain text whatever it is sent, as most do that are greeted by TLS.
pub(super) fn plain(server: &Server) -> u16 {
    listen(server, |mut connection, _| {
        connection.read_exact(&mut [0])?;
        connection.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
        // Until the client hangs up, for what is unread when a connection is closed resets it.
        io::copy(&mut connection, &mut io::sink()).map(drop)
    })
}

/// Gives every connection to `serve`, with the address of the server behind. It ends with the test's process.
fn listen(server: &Server, serve: impl Fn(TcpStream, &str) -> io::Result<()> + Copy + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let behind = server.at.strip_prefix("http://").expect("http").to_owned();
    thread::spawn(move || {
        for connection in listener.incoming() {
            let (connection, behind) = (connection.expect("a connection"), behind.clone());
            // A client that hangs up, as one does that does not like a certificate, is one of the cases.
            thread::spawn(move || serve(connection, &behind));
        }
    });
    port
}

fn secure(connection: TcpStream, shown: Pem, behind: &str) -> io::Result<()> {
    let chain = vec![CertificateDer::from_pem_slice(shown).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/key.pem")).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key))
        .expect("a configuration");
    let session = ServerConnection::new(Arc::new(config)).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(session, connection);
    pass_on(&mut stream, behind)?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Hands one request on, and its answer back.
fn pass_on(stream: &mut (impl Read + Write), behind: &str) -> io::Result<()> {
    // The answer then ends where the connection does.
    let asked = head(stream)?.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let mut server = TcpStream::connect(behind)?;
    server.write_all(asked.as_bytes())?;
    io::copy(&mut server, stream)?;
    stream.flush()
}

/// A request without a body.
fn head(stream: &mut impl Read) -> io::Result<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    String::from_utf8(head).map_err(io::Error::other)
}
