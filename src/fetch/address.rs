//! Addresses of the web, and which of them are near: on the reader's own machine or network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::FetchError;

/// Reads an address of the web.
pub(super) fn read(text: &str) -> Result<Url, FetchError> {
    let url = Url::parse(text.trim()).map_err(|_| FetchError::NotWeb)?;
    match url.scheme() {
        "http" | "https" if url.host().is_some() => Ok(url),
        _ => Err(FetchError::NotWeb),
    }
}

/// The host and port of an address as one text, by which requests take turns; `None` for what is no address of the web.
pub fn host_of(address: &str) -> Option<String> {
    read(address).ok().map(|url| turn_name(&url))
}

/// Whether two addresses lead to one place: the same host at the same port, or at the usual ports of http and https, so that a
/// source that moved from the one to the other is still where the reader said. False for what is no address of the web.
pub fn same_place(one: &str, other: &str) -> bool {
    matches!((read(one), read(other)), (Ok(one), Ok(other)) if is_one_place(&one, &other))
}

/// See [`same_place`].
pub(super) fn is_one_place(one: &Url, other: &Url) -> bool {
    // An address keeps a port only where it is not the usual one of its scheme.
    let ports_agree =
        one.port_or_known_default() == other.port_or_known_default() || (one.port(), other.port()) == (None, None);
    one.host() == other.host() && ports_agree
}

/// Whether an address is near by what it is called, without a look-up.
pub fn is_called_near(address: &str) -> bool {
    read(address).is_ok_and(|url| is_near_by_name(&url))
}

/// See [`host_of`].
pub(super) fn turn_name(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

/// Whether the host is near by what it is called: a number, or a name that stands for this machine. What a name resolves to is
/// looked at when it is resolved.
pub(super) fn is_near_by_name(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_near(ip.into()),
        Some(Host::Ipv6(ip)) => is_near(ip.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// Whether an address belongs to this machine, its network, or to nobody in particular: loopback, private, link-local, shared,
/// unspecified, multicast and reserved ranges (IANA special-purpose registries), also inside the forms of IPv6 that carry an
/// IPv4 address.
pub(super) fn is_near(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_near_v4(ip),
        IpAddr::V6(ip) => is_near_v6(ip),
    }
}

fn is_near_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    // This network, reserved; shared by carriers, protocol assignments, benchmarks.
    let special = matches!((a, b, c), (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _));
    special || ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast()
}

fn is_near_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let carried = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_near_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // ::, ::1 and the old form that carries an IPv4 address; mapped; translated (NAT64); 6to4.
        [0, 0, 0, 0, 0, 0, high, low] => (high == 0 && low <= 1) || carried(high, low),
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            carried(high, low)
        }
        // A translation of the network's own, and a tunnel whose end cannot be told.
        [0x64, 0xff9b, 1, ..] | [0x2001, 0, ..] => true,
        // Unique local, link-local, site-local, multicast.
        [first, ..] => first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80 || first & 0xff00 == 0xff00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_near(ip: &str, expected: bool) {
        assert_eq!(is_near(ip.parse().expect("an address")), expected, "{ip}");
    }

    #[test]
    fn near_addresses_are_known_in_every_form() {
        for ip in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            check_near(ip, true);
        }
        for ip in
            ["8.8.8.8", "100.128.0.1", "172.32.0.1", "192.1.0.1", "2606:4700::1", "::ffff:8.8.8.8", "2002:808:808::"]
        {
            check_near(ip, false);
        }
    }

    #[test]
    fn only_the_web_is_read() {
        for bad in
            ["file:///etc/passwd", "ftp://a.example/", "gopher://a", "javascript:0", "data:,x", "", "http://", "a/b"]
        {
            assert_eq!(read(bad), Err(FetchError::NotWeb), "{bad}");
        }
        assert_eq!(host_of("HTTPS://Coast.example/feed"), Some("coast.example:443".to_owned()));
        assert_eq!(host_of("feed"), None);
    }

    fn check_place(one: &str, other: &str, expected: bool) {
        assert_eq!((same_place(one, other), same_place(other, one)), (expected, expected), "{one} {other}");
    }

    #[test]
    fn a_place_is_a_host_at_one_port_or_at_the_usual_ones() {
        check_place("http://shelf.example/feed", "https://SHELF.example/a", true);
        check_place("http://shelf.example:80/", "https://shelf.example:443/", true);
        check_place("http://shelf.example:8443/", "https://shelf.example:8443/", true);
        check_place("http://192.168.1.7/feed", "https://192.168.1.7/feed", true);
        check_place("http://shelf.example/", "https://router.example/", false);
        check_place("http://shelf.example/", "https://shelf.example:8443/", false);
        check_place("http://shelf.example:8080/", "https://shelf.example/", false);
        check_place("http://192.168.1.7/", "https://192.168.1.1/", false);
        check_place("ftp://shelf.example/", "ftp://shelf.example/", false);
    }

    #[test]
    fn disguised_numbers_are_seen_through() {
        for near in
            ["http://2130706433/", "http://0x7f.1/", "http://[::1]:8/", "http://LOCALHOST./", "http://a.localhost/"]
        {
            assert!(is_near_by_name(&read(near).expect("an address")), "{near}");
        }
        assert!(!is_near_by_name(&read("https://coast.example/").expect("an address")));
    }
}
