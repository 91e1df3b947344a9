//! Root certificates of the reader's own: those of a company's network, or of a server at home.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

/// The longest file read, in bytes. The bundle of a system, with every root there is, takes about 200 kB.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Certificates that are trusted beside the usual roots.
#[derive(Debug, Default)]
pub struct Roots(Vec<Certificate<'static>>);

impl Roots {
    /// Adds the certificates of a file: in PEM, one or more; in DER, one.
    ///
    /// # Errors
    /// In words that go on from the file's name: why it cannot be read, or that it holds none.
    pub fn add(&mut self, file: &Path) -> Result<(), String> {
        let mut bytes = Vec::new();
        let read = File::open(file).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
        read.map_err(|why| format!("cannot be read: {why}"))?;
        let found = certificates(&bytes);
        if found.is_empty() {
            return Err("holds no certificate".to_owned());
        }
        self.0.extend(found);
        Ok(())
    }

    /// As the HTTP library takes them; `None` where there are none.
    pub(super) fn trusted(&self) -> Option<RootCerts> {
        (!self.0.is_empty()).then(|| RootCerts::new_with_certs(&self.0))
    }
}

fn certificates(bytes: &[u8]) -> Vec<Certificate<'static>> {
    if is_sequence(bytes) {
        return vec![Certificate::from_der(bytes).to_owned()];
    }
    // The parser does not get past a broken part.
    let items = parse_pem(bytes).map_while(Result::ok);
    let certificate = |item| if let PemItem::Certificate(certificate) = item { Some(certificate) } else { None };
    items.filter_map(certificate).filter(|certificate| is_sequence(certificate.der())).collect()
}

/// Whether bytes are one sequence of DER (X.690, 8.1) of the length a certificate has, and nothing after it.
fn is_sequence(bytes: &[u8]) -> bool {
    match bytes {
        [0x30, 0x81, length, rest @ ..] => usize::from(*length) == rest.len(),
        [0x30, 0x82, high, low, rest @ ..] => usize::from(u16::from_be_bytes([*high, *low])) == rest.len(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many certificates some bytes hold.
    fn check_count(bytes: &[u8], expected: usize) {
        assert_eq!(certificates(bytes).len(), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn certificates_are_found_in_either_form() {
        let pem = include_bytes!("../../tests/black_box/net/tls/root.pem");
        let key = include_bytes!("../../tests/black_box/net/tls/key.pem");
        check_count(pem, 1);
        check_count(&[&key[..], b"# The root:\n", pem, pem].concat(), 2);
        check_count(certificates(pem)[0].der(), 1);
        check_count(key, 0);
        check_count(b"", 0);
        check_count(b"-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n", 0);
        check_count(&[&pem[..], b"-----BEGIN CERTIFICATE-----\n%%%\n"].concat(), 1);
    }

    proptest! {
        #[test]
        fn no_bytes_stop_it(bytes in prop::collection::vec(any::<u8>(), 0..200), tail in "-----BEGIN [A-Z ]{0,20}-----\\PC*") {
            let _ = certificates(&bytes);
            let _ = certificates(tail.as_bytes());
        }
    }
}
