//! What the reader makes of stories, against what arrives later, and undone.

use super::*;

/// Each story's headlines, in order of their articles; stories in order of number.
fn shape(store: &Store) -> Vec<(i64, Vec<String>)> {
    let mut stories: Vec<(i64, Vec<String>)> = all(store)
        .into_iter()
        .map(|story| (story.id.0, story.articles.iter().map(|article| article.latest().title.clone()).collect()))
        .collect();
    stories.sort();
    stories
}

fn filled() -> Store {
    let mut store = memory();
    store.add(&two_events()).expect("added");
    store
}

/// One more telling of the first event.
fn another() -> Arrival {
    on(
        "2026-03-04",
        arrival("Gazette", "Ferry aground off Cape Sorrel rocks", "A ferry ran aground off Cape Sorrel.\n"),
    )
}

fn article(store: &Store, title: &str) -> ArticleId {
    let stories = all(store);
    let mut articles = stories.iter().flat_map(|story| &story.articles);
    articles.find(|article| article.latest().title == title).expect("there").id
}

#[test]
fn merged_stories_are_one_until_it_is_undone() {
    let mut store = filled();
    let before = shape(&store);
    assert_eq!(store.merge(&[StoryId(2), StoryId(1)]).expect("merged").story, StoryId(1));
    let merged = all(&store);
    assert_eq!((merged.len(), merged[0].articles.len(), merged[0].confidence), (1, 6, None));
    store.add(&[another()]).expect("added");
    assert_eq!(shape(&store).len(), 1, "a newcomer joins what was merged and parts nothing");
    assert_eq!(store.undo().expect("undone").map(|undone| undone.what).as_deref(), Some("merging 2 into story 1"));
    let after = shape(&store);
    assert_eq!((after[0].1.len(), &after[1]), (4, &before[1]));
    assert_eq!(store.undo().expect("nothing"), None);
}

#[test]
fn an_article_split_out_stays_out_and_the_others_stay_together() {
    let mut store = filled();
    let ferry = article(&store, "Cape Sorrel ferry: 80 rescued");
    let apart = store.split(&[ferry]).expect("split").story;
    let expected = ["Cape Sorrel ferry: 80 rescued".to_owned()];
    assert_eq!(store.story(apart).expect("there").articles[0].latest().title, expected[0]);
    let kept: Vec<usize> = shape(&store).iter().map(|story| story.1.len()).collect();
    assert_eq!(kept, [2, 3, 1]);
    store.add(&[another()]).expect("added");
    let stories = shape(&store);
    assert_eq!(stories.len(), 3);
    assert!(
        stories
            .iter()
            .filter(|story| story.1.contains(&expected[0]))
            .all(|story| !story.1.iter().any(|title| title.starts_with("Ferry hits")))
    );
    store.undo().expect("undone");
    assert_eq!(shape(&store)[0].1.len(), 4, "with the newcomer");
    assert!(matches!(store.split(&[ArticleId(99)]), Err(StoreError::Missing { .. })));
    let whole: Vec<ArticleId> = all(&store)[0].articles.iter().map(|article| article.id).collect();
    assert!(matches!(store.split(&whole), Err(StoreError::NothingLeft { .. })));
}

#[test]
fn nothing_joins_or_leaves_a_pinned_story() {
    let mut store = filled();
    let pinned = store.set_pinned(StoryId(1), true).expect("pinned").story;
    let before = store.story(pinned).expect("there");
    assert!(before.pinned && before.confidence.is_some());
    store.add(&[another()]).expect("added");
    assert_eq!(store.story(pinned).expect("there"), before);
    assert_eq!(all(&store).len(), 3);
    assert_eq!(store.undo().expect("undone").map(|undone| undone.what).as_deref(), Some("pinning story 1"));
    assert!(!store.story(pinned).expect("there").pinned);
    assert!(matches!(store.set_pinned(StoryId(99), true), Err(StoreError::Missing { .. })));
}

#[test]
fn an_undo_outlives_the_program_and_numbers_are_not_given_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).expect("made");
    store.add(&two_events()).expect("added");
    store.set_starred(StoryId(2), true).expect("marked");
    let before = shape(&store);
    store.merge(&[StoryId(1), StoryId(2)]).expect("merged");
    assert!(store.story(StoryId(1)).expect("there").starred, "a star is not lost");
    let fresh = store.add(&[arrival("A", "Glacier calves", "A glacier calved.\n")]).expect("added")[0].story;
    assert_eq!(fresh, StoryId(3));
    drop(store);
    let mut store = Store::open(&path).expect("opened again");
    store.undo().expect("undone");
    assert_eq!(shape(&store)[..2], before[..]);
    assert!(store.story(StoryId(2)).expect("there").starred);
}

#[test]
fn a_change_is_undone_by_its_number_while_it_is_the_last() {
    let mut store = filled();
    let joined = store.merge(&[StoryId(1), StoryId(2)]).expect("merged");
    let pinned = store.set_pinned(StoryId(1), true).expect("pinned");
    assert!(pinned.number > joined.number);
    assert_eq!(store.undo_change(joined.number).expect("asked"), None, "what came later was made of it");
    assert_eq!(shape(&store).len(), 1);
    let last = store.last_change().expect("asked").expect("there is one");
    assert_eq!(
        (last.number, last.what.as_str(), &*last.stories),
        (pinned.number, "pinning story 1", &[StoryId(1)][..])
    );
    assert_eq!(store.undo_change(pinned.number).expect("undone"), Some(last));
    assert!(store.undo_change(joined.number).expect("undone").is_some());
    assert_eq!(store.undo_change(joined.number).expect("asked"), None, "nothing is undone twice");
    assert_eq!((shape(&store).len(), store.last_change().expect("asked")), (2, None));
}

#[test]
fn a_story_is_found_at_its_place_in_the_list() {
    let store = filled();
    for query in [StoryQuery::default(), looking_for("ferry")] {
        let list = store.stories(&query).expect("stories").stories;
        for id in (1..4).map(StoryId) {
            let expected = list.iter().position(|story| story.id == id);
            assert_eq!(store.position(&query.search, id).expect("looked up"), expected, "{id}");
        }
    }
}

#[test]
fn undoing_a_merge_gives_the_stars_back_as_they_were() {
    for starred in [1, 2] {
        let mut store = filled();
        store.set_starred(StoryId(starred), true).expect("marked");
        let before = all(&store);
        store.merge(&[StoryId(1), StoryId(2)]).expect("merged");
        store.undo().expect("undone");
        assert_eq!(all(&store), before, "story {starred}");
    }
    let mut store = filled();
    store.merge(&[StoryId(1), StoryId(2)]).expect("merged");
    store.set_starred(StoryId(1), true).expect("marked");
    store.undo().expect("undone");
    let starred = |id| store.story(StoryId(id)).expect("there").starred;
    assert!(starred(1) && !starred(2), "a star given since then stays");
}

#[test]
fn who_prints_whose_text_is_said() {
    let mut store = memory();
    let sentence =
        |n: usize| format!("The council closed the harbour bridge {n} times after pilot {n} found crack {n}.\n\n");
    let wire: String = (0..30).map(sentence).collect();
    let cut: String = (0..20).map(sentence).collect();
    let own = "The harbour bridge is closed by the council. Nobody was told.\n";
    let arrivals = [("A", cut.as_str()), ("Wire", &wire), ("B", own)]
        .map(|(outlet, text)| on("2026-03-02", arrival(outlet, "Council closes harbour bridge", text)));
    store.add(&arrivals).expect("added");
    let only = all(&store).remove(0);
    let copies: Vec<(&str, Option<ArticleId>)> =
        only.articles.iter().map(|article| (article.outlet.as_str(), article.copy_of)).collect();
    assert_eq!(copies, [("A", Some(only.articles[1].id)), ("Wire", None), ("B", None)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_undone_is_as_before(
        changes in prop::collection::vec((0_u8..3, 1_i64..7, 1_i64..7), 1..6), stars in any::<[bool; 2]>(),
    ) {
        let mut store = filled();
        for (id, starred) in (1..).zip(stars) {
            store.set_starred(StoryId(id), starred).expect("marked");
        }
        let before = all(&store);
        let mut made = 0;
        for (what, one, other) in changes {
            made += usize::from(match what {
                0 => one != other && store.merge(&[StoryId(one), StoryId(other)]).is_ok(),
                1 => store.split(&[ArticleId(one)]).is_ok(),
                _ => store.set_pinned(StoryId(one), true).is_ok(),
            });
        }
        for _ in 0..made {
            prop_assert!(store.undo().expect("undone").is_some());
        }
        prop_assert_eq!(store.undo().expect("nothing left"), None);
        prop_assert_eq!(all(&store), before);
    }
}
