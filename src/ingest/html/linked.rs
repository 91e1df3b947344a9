//! JSON-LD: what a page says of its article in its own data.

use serde_json::Value;

/// What the data says; every text as written there.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) url: Option<String>,
    pub(super) body: Option<String>,
    /// Whether the data says that the whole text is for subscribers.
    pub(super) closed: bool,
}

/// The most objects of a page looked at.
const MOST_OBJECTS: usize = 2_000;

/// Reads the scripts of a page; broken ones are mended where the break is a usual one, and left out otherwise.
pub(super) fn linked(scripts: &[String]) -> Linked {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects: Vec<&Value> = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) if objects.len() < MOST_OBJECTS => {
                objects.push(value);
                open.extend(["mainEntity", "@graph"].iter().filter_map(|key| fields.get(*key)));
            }
            _ => {}
        }
    }
    let article = objects.iter().filter(|object| is_article(object)).max_by_key(|object| {
        let told = ["headline", "articleBody", "datePublished", "author"];
        told.iter().filter(|key| object.get(**key).is_some()).count()
    });
    article.map_or_else(Linked::default, |article| read(article, &objects))
}

fn parse(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("-->");
    let bare = bare.trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_end_matches("//");
    let bare = bare.trim().trim_end_matches(';');
    serde_json::from_str(bare).or_else(|_| serde_json::from_str(&mended(bare))).ok()
}

/// Line breaks inside strings become spaces, and commas before a closing bracket go: the two mistakes templates make.
fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        let closing = !inside && matches!(c, '}' | ']');
        if closing && out.trim_end().ends_with(',') {
            let comma = out.rfind(',').unwrap_or(out.len());
            out.truncate(comma);
        }
        inside ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

fn is_article(object: &Value) -> bool {
    let kinds = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(kind)) => vec![kind.as_str()],
        _ => Vec::new(),
    };
    kinds.iter().any(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || *kind == "Report")
}

fn read(article: &Value, objects: &[&Value]) -> Linked {
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
    let entity = article.get("mainEntityOfPage");
    let page = entity.and_then(|entity| entity.as_str().or_else(|| entity.get("@id").and_then(Value::as_str)));
    Linked {
        headline: text("headline").or_else(|| text("name")),
        outlet: article.get("publisher").and_then(|publisher| names(publisher, objects).into_iter().next()),
        authors: article.get("author").map_or_else(Vec::new, |author| names(author, objects)),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        url: text("url").or_else(|| page.map(str::to_owned)),
        body: text("articleBody"),
        closed: match article.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => !free,
            Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
            _ => false,
        },
    }
}

/// The names of people or organisations, written as text, as objects or as references to objects elsewhere in the data.
fn names(value: &Value, objects: &[&Value]) -> Vec<String> {
    let items: Vec<&Value> = match value {
        Value::Array(items) => items.iter().take(20).collect(),
        one => vec![one],
    };
    let name = |item: &Value| -> Option<String> {
        if let Some(name) = item.as_str() {
            return Some(name.to_owned());
        }
        let known = item.get("name").or_else(|| {
            let id = item.get("@id")?;
            objects.iter().find(|object| object.get("@id") == Some(id) && object.get("name").is_some())?.get("name")
        })?;
        known.as_str().or_else(|| known.get(0).and_then(Value::as_str)).map(str::to_owned)
    };
    items.into_iter().filter_map(name).filter(|name| !name.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one script and writes "headline | outlet | authors | published".
    fn check_linked(script: &str, expected: &str) {
        let Linked { headline, outlet, authors, published, .. } = linked(&[script.to_owned()]);
        let dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let shown = format!("{} | {} | {} | {}", dash(headline), dash(outlet), authors.join(", "), dash(published));
        assert_eq!(shown, expected);
    }

    #[test]
    fn articles_are_found_wherever_they_stand() {
        let plain = r#"{"@type":"NewsArticle","headline":"Ferry sails","publisher":{"name":"Quay"},"author":"Ann Lee","datePublished":"2026-04-03"}"#;
        check_linked(plain, "Ferry sails | Quay | Ann Lee | 2026-04-03");
        check_linked(
            &format!("[{{\"@type\":\"WebSite\",\"name\":\"Q\"}},{plain}]"),
            "Ferry sails | Quay | Ann Lee | 2026-04-03",
        );
        check_linked(&format!("{{\"@graph\":[{plain}]}}"), "Ferry sails | Quay | Ann Lee | 2026-04-03");
        check_linked(
            r##"{"@graph":[{"@type":["Article"],"headline":"H","author":[{"@id":"#a"},{"name":"Bo"}],"publisher":{"@id":"#p"}},
                {"@type":"Person","@id":"#a","name":"Ann"},{"@type":"Organization","@id":"#p","name":"Quay"}]}"##,
            "H | Quay | Ann, Bo | -",
        );
        check_linked(r#"{"@type":"LiveBlogPosting","headline":"Live"}"#, "Live | - |  | -");
        check_linked(r#"{"@type":"WebPage","name":"Home"}"#, "- | - |  | -");
    }

    #[test]
    fn usual_mistakes_are_mended() {
        check_linked("{\"@type\":\"Article\",\"headline\":\"One\ntwo\",}", "One two | - |  | -");
        check_linked("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"H\"};\n//]]>", "H | - |  | -");
        check_linked("{\"@type\":\"Article\",\"headline\":", "- | - |  | -");
        check_linked(&"[".repeat(100_000), "- | - |  | -");
    }
}
