//! Whole pages a person can read: each line with the role it must get.

use crate::text::{Document, Hints, Role};

/// Reads lines of "role| text" and checks that each paragraph of the text they make gets that role.
fn check_roles(marked: &str) {
    let lines: Vec<(&str, &str)> = marked
        .lines()
        .filter_map(|line| line.trim().split_once('|'))
        .map(|(role, text)| (role.trim(), text.trim()))
        .collect();
    let text = lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n");
    let document = Document::parse(&text);
    let found: Vec<String> = document
        .paragraphs()
        .iter()
        .map(|paragraph| format!("{}| {}", paragraph.role, document.content(paragraph.span).of(&text)))
        .collect();
    let wanted: Vec<String> = lines.iter().map(|(role, text)| format!("{role}| {text}")).collect();
    assert_eq!(found.join("\n"), wanted.join("\n"));
}

#[test]
fn an_english_page_with_sharing_and_a_newsletter() {
    check_roles(
        "noise   | Skip to main content
         noise   | Local
         noise   | Harbour
         headline| Harbour bridge to stay closed until spring, city says
         byline  | By Nora Quill, city reporter
         dateline| Updated March 3, 2031 at 4:15 p.m. ET
         noise   | 3 min read
         noise   | Share
         noise   | Tweet
         caption | The harbour bridge (left) on the day it was closed
         credit  | Photo: Otto Brandt for the Gazette
         body    | The harbour bridge will stay closed until spring after divers found cracks in two pillars, the city said on Monday.
         body    | “We will not take a risk with anybody's life,” said the mayor, Ida Holm.
         subhead | What happens next
         body    | Ferries will run every ten minutes from six in the morning until midnight, and buses will be free.
         noise   | Advertisement
         body    | Shop owners on the north bank fear for their trade.
         body    | “It is a catastrophe.”
         noise   | Sign up for our morning newsletter and get the harbour news in your inbox.
         body    | The council meets again on Thursday to decide who pays for the repairs.
         noise   | Related
         noise   | Ferry tickets to cost more from June
         noise   | Who pays for the bridge? A guide
         noise   | 12 Comments
         noise   | © 2031 The Harbour Gazette. All rights reserved.",
    );
}

#[test]
fn a_german_page_with_consent_and_a_teaser_block() {
    check_roles(
        "noise   | Wir verwenden Cookies, um diese Website zu verbessern. Bitte akzeptieren Sie die Einstellungen.
         noise   | Startseite
         noise   | Politik
         headline| Hafenbrücke bleibt bis zum Frühjahr gesperrt
         byline  | Von Nora Quill
         dateline| 3. März 2031, 16:15 Uhr
         noise   | Teilen
         noise   | Merken
         body    | Die Hafenbrücke bleibt bis zum Frühjahr gesperrt, weil Taucher Risse in zwei Pfeilern gefunden haben.
         credit  | Foto: Otto Brandt
         body    | „Wir gehen kein Risiko ein“, sagte Bürgermeisterin Ida Holm am Montag im Rathaus.
         subhead | Fähren fahren öfter
         body    | Fähren sollen alle zehn Minuten fahren, von sechs Uhr morgens bis Mitternacht.
         body    | Der Rat entscheidet am Donnerstag über die Kosten der Reparatur.
         noise   | Mehr zum Thema
         noise   | Fährkarten werden im Juni teurer
         noise   | Wer zahlt für die Brücke
         noise   | Kommentare (12)",
    );
}

#[test]
fn a_live_page_with_times_and_counters() {
    check_roles(
        "headline| Harbour bridge closed: follow what happens
         noise   | 1.2K
         noise   | Live updates
         noise   | 16:15
         body    | Divers have found cracks in two pillars of the harbour bridge, the city says.
         noise   | 15:40
         body    | The mayor is on her way to the town hall, where the council meets in an hour.
         noise   | 14:05
         body    | Police close the harbour bridge in both directions.
         noise   | Load more",
    );
}

#[test]
fn a_spanish_page_with_labels_in_between() {
    check_roles(
        "headline| El puente del puerto seguirá cerrado hasta la primavera
         byline  | Por Nora Quill
         noise   | Compartir
         noise   | WhatsApp
         body    | El puente del puerto seguirá cerrado hasta la primavera porque los buzos hallaron grietas en dos pilares.
         noise   | Publicidad
         noise   | Lee también: Los billetes del ferri subirán en junio
         body    | «No vamos a correr ningún riesgo», dijo el lunes la alcaldesa Ida Holm en el ayuntamiento.
         body    | El consejo decidirá el jueves quién paga la reparación de los pilares.
         noise   | Suscríbete
         noise   | Lo más leído
         noise   | Los billetes del ferri subirán en junio",
    );
}

#[test]
fn a_chinese_page() {
    check_roles(
        "noise   | 首页
         headline| 港口大桥将关闭至春季
         dateline| 2031年3月3日 16:15
         noise   | 分享
         body    | 市政府周一表示，潜水员在两个桥墩上发现裂缝，港口大桥将关闭至春季。
         body    | 市长说，渡轮将从早上六点到午夜每十分钟开一班。
         noise   | 相关阅读
         noise   | 渡轮票价六月上涨",
    );
}

#[test]
fn an_agency_text_with_dashed_subheads_and_credits() {
    check_roles(
        "headline| Divers find cracks in harbour bridge
         dateline| PORT LINDEN, March 3 (Newswire) —
         body    | Divers found cracks in two pillars of the harbour bridge on Monday, and the city closed it.
         caption | The harbour bridge carries forty thousand cars on a working day, and the city says that…
         credit  | OTTO BRANDT/NEWSWIRE
         body    | The mayor said that the repairs would take until spring at the earliest.
         subhead | - Rising costs -
         body    | The council has set aside four million crowns, which opponents call far too little.
         byline  | Reporting by Nora Quill; editing by Ann Lee",
    );
}

#[test]
fn pictures_shown_twice_are_captions() {
    check_roles(
        "headline| Divers find cracks in harbour bridge
         body    | Divers found cracks in two pillars of the harbour bridge on Monday, and the city closed it.
         caption | Divers prepare to look at the pillars of the bridge (Handout)
         caption | Divers prepare to look at the pillars of the bridge
         body    | The mayor said that the repairs would take until spring at the earliest.",
    );
}

#[test]
fn subheads_do_not_become_headlines() {
    check_roles(
        "headline| Harbour bridge to stay closed until spring
         body    | The harbour bridge will stay closed until spring, the city said on Monday.
         body    | Divers had found cracks in two of its pillars the week before.
         body    | The mayor said that nobody had been hurt and that nobody would be.
         subhead | Ferries run more often
         body    | Ferries have run every ten minutes since Tuesday, and they will run at night.
         body    | The company that runs them has hired thirty people.
         subhead | Who pays for the repairs
         body    | The council meets on Thursday to decide who pays for the repairs.
         body    | Opponents say that four million crowns are far too little.",
    );
}

#[test]
fn a_second_article_begins_with_a_headline() {
    check_roles(
        "headline| Harbour bridge to stay closed until spring
         body    | The harbour bridge will stay closed until spring, the city said on Monday.
         body    | Divers had found cracks in two of its pillars the week before.
         body    | The mayor said that nobody had been hurt and that nobody would be.
         headline| Ferry company hires thirty sailors for night crossings
         body    | The ferry company said on Tuesday it had hired thirty sailors so that it can offer night crossings while the bridge is shut.
         body    | The first night ferry leaves on Friday, and the crossing will be free.
         body    | Sailors with a licence may still apply.",
    );
}

#[test]
fn datelines_and_short_sentences_inside_the_text_stay_body() {
    check_roles(
        "body| PORT LINDEN: The harbour bridge will stay closed until spring, the city said on Monday.
         body| Nobody was hurt.
         body| He said:
         body| “We do not know.”
         body| By Monday, all ferries were running, and the queues were gone.
         body| Share prices fell by a third, and more people read about it than about anything else...
         body| The council meets on Thursday to decide who pays.",
    );
}

#[test]
fn a_text_that_was_cut_keeps_its_last_words() {
    check_roles(
        "body| The harbour bridge will stay closed until spring, the city said on Monday.
         body| The divers had looked at two of the pillars before...",
    );
    check_roles(
        "body | The harbour bridge will stay closed until spring, the city said on Monday.
         noise| Night market opens
         noise| The night market opens on Friday with forty stalls...",
    );
}

#[test]
fn a_text_without_prose_is_kept_whole() {
    check_roles(
        "headline| To the harbour bridge
         body| You carried us over
         body| on two tired legs",
    );
    check_roles("body| Bridge closed");
}

#[test]
fn the_known_title_is_the_headline() {
    let text = "Gazette\n\nIt is over.\n\nThe harbour bridge will stay closed until spring, the city said on Monday.";
    let document = Document::parse_with(text, &Hints { title: Some("It is over."), ..Hints::default() });
    assert_eq!(document.paragraphs()[1].role, Role::Headline);
}
