//! Addresses, as far as a page's own address needs them: joined, and the host taken from one.

/// An address as a page writes it, made whole by the address of the page. `None` for one that is no web address.
pub(super) fn resolve(base: Option<&str>, written: &str) -> Option<String> {
    /// Browsers and servers refuse longer ones.
    const LONGEST: usize = 8_000;
    let written = written.trim();
    if written.is_empty() || written.len() > LONGEST || written.contains(|c: char| c.is_whitespace() || c.is_control())
    {
        return None;
    }
    if host(written).is_some() {
        return Some(written.to_owned());
    }
    let scheme_end = written.find(':').filter(|&end| !written[..end].contains(['/', '?', '#']));
    if scheme_end.is_some() {
        return None;
    }
    let base = base.filter(|base| host(base).is_some())?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(other) = written.strip_prefix("//") {
        return Some(format!("{scheme}://{other}")).filter(|whole| host(whole).is_some());
    }
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let path = rest[authority.len()..].split(['?', '#']).next().unwrap_or_default();
    let query = written.find(['?', '#']).unwrap_or(written.len());
    let (written, query) = written.split_at(query);
    let joined = if written.starts_with('/') {
        without_dots(written)
    } else if written.is_empty() {
        path.to_owned()
    } else {
        let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
        without_dots(&format!("{folder}{written}"))
    };
    Some(format!("{scheme}://{authority}{joined}{query}"))
}

/// The host of a web address, in lower case, without a leading "www." and without user and port.
pub(super) fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let authority = &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())];
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let plain = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    plain.then(|| host.to_owned())
}

/// A path without "." and "..".
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            ".." => drop(kept.pop()),
            "." => {}
            part => {
                kept.push(part);
                continue;
            }
        }
        if last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_resolve(base: &str, written: &str, whole: Option<&str>) {
        assert_eq!(resolve(Some(base), written).as_deref(), whole, "{written}");
    }

    #[test]
    fn addresses_are_joined_as_browsers_join_them() {
        let base = "https://www.quay.example/news/2026/ferry.html?from=home#top";
        check_resolve(base, "https://other.example/a", Some("https://other.example/a"));
        check_resolve(base, "//cdn.example/a", Some("https://cdn.example/a"));
        check_resolve(base, "/a/./b/../c", Some("https://www.quay.example/a/c"));
        check_resolve(base, "boat.html?x=1", Some("https://www.quay.example/news/2026/boat.html?x=1"));
        check_resolve(base, "../../../../a/", Some("https://www.quay.example/a/"));
        check_resolve(base, "?page=2", Some("https://www.quay.example/news/2026/ferry.html?page=2"));
        check_resolve(base, "javascript:void(0)", None);
        check_resolve(base, "", None);
        check_resolve("ferry.html", "/a", None);
    }

    #[test]
    fn hosts_are_bare() {
        assert_eq!(host("HTTPS://me:x@WWW.Quay.example:8443/a").as_deref(), Some("quay.example"));
        assert_eq!(host("http://[::1]:80/").as_deref(), Some("[::1]:80"));
        assert_eq!(host("ftp://quay.example/"), None);
        assert_eq!(host("quay.example"), None);
    }
}
