//! One-line cases for pieces of HTML, and what hostile ones may not do.

mod pages;

use proptest::prelude::*;

use super::{fragment, fragment_blocks, fragment_titled, page};
use crate::text::{Document, Role};

/// Reads a piece of HTML and writes each paragraph as "role| text", without a role where no mark gives one.
fn check_blocks(markup: &str, expected: &[&str]) {
    let shown = fragment_blocks(markup).into_iter().map(|block| match block.role {
        Some(role) => format!("{role}| {}", block.text),
        None => block.text,
    });
    assert_eq!(shown.collect::<Vec<String>>(), expected, "{markup}");
}

#[test]
fn blocks_are_paragraphs() {
    check_blocks("<p>The ferry\n  left.</p><p>It came <b>back</b>.</p>", &["The ferry left.", "It came back."]);
    check_blocks("<ul><li>Rope<li>Sails</ul><blockquote>We wait.</blockquote>", &["Rope", "Sails", "We wait."]);
    check_blocks("Lead.<br><br>Next<br>line.<br/> <br/>Last.", &["Lead.", "Next line.", "Last."]);
    check_blocks("<table><tr><td>Boats<td>Five</table>", &["Boats | Five"]);
    check_blocks("<pre>One\ntwo\n\nthree</pre>", &["One two", "three"]);
    check_blocks("<p>un<i>believ</i>able <a href='/x'>ferry</a></p>", &["unbelievable ferry"]);
}

#[test]
fn elements_give_roles() {
    check_blocks("<h2>Night boats</h2><p>They sail.</p>", &["subhead| Night boats", "They sail."]);
    check_blocks(
        "<figure><img src=a><figcaption>The <em>quay</em></figcaption></figure>On.",
        &["caption| The quay", "On."],
    );
}

#[test]
fn plain_text_is_text() {
    check_blocks("The ferry left.\n\nIt came back &amp; left.", &["The ferry left.", "It came back & left."]);
    check_blocks("Fewer than 5 < 6 boats", &["Fewer than 5 < 6 boats"]);
    check_blocks("", &[]);
    check_blocks(" \n&nbsp; ", &[]);
}

#[test]
fn entities_are_decoded_once() {
    check_blocks("Caf&eacute; &#8220;Quay&#x201D; &lt;b&gt; &amp;amp; &bogus;", &["Café “Quay” <b> &amp; &bogus;"]);
    check_blocks("<![CDATA[<p>Inside.</p>]]>", &["Inside."]);
}

#[test]
fn what_is_no_text_is_left_out() {
    check_blocks("<script>alert('<p>no</p>')</script><p>Yes.<!-- no --></p><style>p{}</style>", &["Yes."]);
    check_blocks("<svg><text>no</text></svg><iframe src=x>no</iframe><SCRIPT>no</Script >Yes.", &["Yes."]);
    check_blocks("Yes.<script>never closed <p>no", &["Yes."]);
    check_blocks("Yes.<!-- never closed <p>kept", &["Yes. never closed", "kept"]);
    check_blocks("Yes.<textarea>kept, as nobody closed it", &["Yes.kept, as nobody closed it"]);
    check_blocks("<p title='a > b' class=x>Yes.</p><img alt=\"no\">", &["Yes."]);
}

#[test]
fn broken_markup_keeps_its_words() {
    check_blocks("<p>One <p>two</div> three <b>four", &["One", "two three four"]);
    check_blocks("<p>One</p", &["One</p"]);
    check_blocks("<p class=\"x>One</p><p>two", &["One", "two"]);
    check_blocks("<li>One<li>Two", &["One", "Two"]);
}

#[test]
fn a_known_title_is_the_headline() {
    let document =
        fragment_titled("<p>Ferry sails again</p><p>It left at noon on Monday.</p>", Some("Ferry sails again"));
    let roles: Vec<Role> = document.paragraphs().iter().map(|paragraph| paragraph.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Body]);
}

/// Reads markup in a thread with the stack that threads have by default.
fn read_in_small_thread(markup: String) -> Document {
    let read = move || {
        page("x.html", markup.as_bytes(), None);
        fragment(&markup)
    };
    let thread = std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(read);
    thread.expect("a thread").join().expect("no panic and no overflow")
}

#[test]
fn depth_costs_no_stack() {
    for tag in
        ["div", "b", "span", "p", "table", "td", "blockquote", "ul><li", "a", "svg", "x-y", "object", "font size=1"]
    {
        let deep = format!("{}The ferry left.", format!("<{tag}>").repeat(100_000));
        assert_eq!(read_in_small_thread(deep).text().trim(), "The ferry left.", "{tag}");
    }
}

#[test]
fn floods_are_read_in_one_pass() {
    let floods = [
        "&amp;".repeat(24_000),
        format!("<p {}>x", "a=b ".repeat(24_000)),
        "<a b='".repeat(8_000),
        "<a b=\"<a c='".repeat(8_000),
        "<!--".repeat(8_000),
        "<svg>".repeat(8_000),
        "<b id=1><p>".repeat(8_000),
        "<div><object></div></object>".repeat(30_000),
        "<table><b>".repeat(8_000),
        "<div><b></div>x".repeat(8_000),
        "<".repeat(24_000),
        format!("{}{}", "<h1>".repeat(300), "boats ".repeat(24_000)),
        format!("<meta property=og:title content=\"{}\">", "boats ".repeat(24_000)),
        format!("<script type=application/ld+json>{}</script>", "[{\"@graph\":".repeat(50_000)),
        "<div class='a b c'><div>".repeat(10_000),
        "</p>".repeat(8_000),
        "<br>x<br>".repeat(8_000),
    ];
    for flood in floods {
        let document = read_in_small_thread(flood);
        assert!(document.paragraphs().len() <= super::blocks::MOST_BLOCKS);
    }
}

proptest! {
    #[test]
    fn any_markup_gives_harmless_paragraphs(markup in "(<(/?(p|div|b|li|ul|a|br|table|td|h2|figcaption|script|svg|!--)|[a-z\"'= ]{0,8})[ />\"'=]{0,3}>?|&(amp|#x1b|#0|#8238|lt);|[ -~\\x00-\\x1f\\u{202e}é]){0,60}") {
        for block in fragment_blocks(&markup) {
            prop_assert!(!block.text.trim().is_empty());
            prop_assert!(!block.text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{:?}", block.text);
        }
    }

    #[test]
    fn words_between_tags_stay_in_order(words in proptest::collection::vec("[a-z]{1,6}", 1..20), tags in proptest::collection::vec("<(/?(p|div|b|li|td|h2|i|a|section))>", 20)) {
        let markup: Vec<String> = words.iter().zip(&tags).map(|(word, tag)| format!(" {word} {tag}")).collect();
        let markup = markup.concat();
        let found: Vec<String> = fragment_blocks(&markup).iter().flat_map(|b| b.text.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        prop_assert_eq!(found, words);
    }
}
