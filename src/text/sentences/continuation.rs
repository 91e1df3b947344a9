//! Small closed lists that tell whether the words after a mark go on with the sentence.

/// Whether a capitalised word mostly opens a sentence and is seldom part of a name.
pub(super) fn begins_sentence(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && OPENERS.contains(&word.to_lowercase().as_str())
}

/// Whether the word after "10 a.m." belongs to the time: a day, a month, a zone.
pub(super) fn continues_after_time(word: &str) -> bool {
    let zone = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    zone || word.starts_with(|c: char| c.is_numeric())
        || is_month(word)
        || DAYS.contains(&word)
        || ZONES.contains(&word)
}

/// Whether the word is a month, in English or German, whole or cut short.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Whether a text opens with who said the words before it: "Smith asked", "The mayor of Springfield shouted".
pub(super) fn is_attribution(text: &str) -> bool {
    for (names, word) in text.split_whitespace().take(5).enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if names > 0 && SPEECH.contains(&bare) {
            return true;
        }
        let pronoun = matches!(bare, "He" | "She" | "They" | "It" | "We" | "I" | "You");
        let name = bare.starts_with(char::is_uppercase) || matches!(bare, "of" | "de" | "van" | "von" | "al" | "bin");
        if pronoun || !name || bare.len() < word.trim_end_matches(['.', '\'', '’']).len() {
            return false;
        }
    }
    false
}

/// Whether a Chinese text opens with who said the words before it: a verb of speech within the first clause.
pub(super) fn is_chinese_attribution(text: &str) -> bool {
    let clause = text.chars().take(8).take_while(|&c| !matches!(c, '，' | '。' | '“' | '「' | '：'));
    let mut length = 0;
    let speaks = clause.fold(false, |found, c| {
        length += 1;
        found || matches!(c, '说' | '說' | '道' | '称' | '稱' | '问' | '問')
    });
    speaks && length > 1
}

const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "there",
    "here",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "although",
    "though",
    "because",
    "since",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "to",
    "with",
    "after",
    "before",
    "during",
    "under",
    "about",
    "between",
    "among",
    "both",
    "each",
    "every",
    "some",
    "many",
    "most",
    "several",
    "no",
    "not",
    "all",
    "one",
    "what",
    "who",
    "how",
    "why",
    "where",
    "which",
    "however",
    "meanwhile",
    "still",
    "then",
    "now",
    "earlier",
    "later",
    "instead",
    "despite",
    "also",
    "i'm",
    "he's",
    "she's",
    "it's",
    "they're",
    "we're",
    "that's",
    "there's",
    "it’s",
    "he’s",
    "she’s",
    "that’s",
    "there’s",
    "they’re",
    "we’re",
    "another",
    "other",
    "such",
    "even",
    "once",
    "until",
    "only",
    "according",
    "asked",
];

const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Mon",
    "Tue",
    "Tues",
    "Wed",
    "Thu",
    "Thurs",
    "Fri",
    "Sat",
    "Sun",
];

const ZONES: &[&str] = &["Eastern", "Central", "Pacific", "Mountain", "Greenwich"];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
    "Januar",
    "Februar",
    "März",
    "Mai",
    "Juni",
    "Juli",
    "Oktober",
    "Dezember",
    "Jänner",
];

const SPEECH: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "wrote",
    "writes",
    "shouted",
    "cried",
    "tweeted",
    "posted",
    "replied",
    "exclaimed",
    "demanded",
    "declared",
    "continued",
    "wondered",
    "joked",
    "chanted",
    "yelled",
    "answered",
];
