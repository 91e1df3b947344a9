//! What the pairing model is told about one pair of sentences.
//!
//! The set follows the lexical recipe of the alignment study this project began with (38 features over weighted words,
//! letter runs, position and neighbours), with row and column treated alike so that swapping sides changes nothing, and adds
//! words near in meaning, claims told twice on one side, speakers weighed apart, and what [`closeness`](super::closeness) knows:
//! clauses, order, quotations, and words that only these two sentences have.

use super::closeness::{Close, Closeness, Scratch};
use super::grid::{Cell, Grid, ratio};
use super::reading::{Reading, SentenceReading};
use crate::sides::{Side, Sides};

/// The names of the features, in the order of `Features::of` and of the weights file.
pub const NAMES: [&str; 53] = [
    "log_dice",
    "log_letters",
    "shared",
    "cover_max",
    "cover_min",
    "background_dice",
    "bigrams",
    "numbers",
    "numbers_conflict",
    "names_dice",
    "names_conflict",
    "plain_dice",
    "quoted",
    "quote_conflict",
    "quote_one",
    "run",
    "run_cover",
    "rarest",
    "length_min",
    "length_ratio",
    "position",
    "head_both",
    "head_one",
    "lead_both",
    "diagonal",
    "around",
    "beside",
    "anchor",
    "dice_gap",
    "letters_gap",
    "dice_rank",
    "size_max",
    "size_min",
    "related",
    "soft_dice",
    "retold",
    "unspoken",
    "spoken",
    "quote_cover_max",
    "quote_cover_min",
    "quote_found",
    "own",
    "own_count",
    "own_share",
    "early",
    "early_both",
    "first_of",
    "last_of",
    "distance",
    "in_order",
    "order_share",
    "clause_dice",
    "clause_cover",
];

/// How many sentences an article counts as at least. No labelled one is shorter, and what was learnt from long ones (among many
/// sentences one shared word says little) must not be stretched to notes of three (that it says much).
const SHORTEST: usize = 8;

/// One pair's features.
pub type Vector = [f64; NAMES.len()];

/// A grid with what every pair's features need to know of the whole.
pub struct Features<'a> {
    grid: &'a Grid,
    within: Sides<&'a [Vec<(usize, f64)>]>,
    readings: Sides<&'a Reading>,
    closeness: Closeness<'a>,
    dice: Bests,
    letters: Bests,
    /// Logarithm of how many sentences the longer text has, and the shorter.
    sizes: [f64; 2],
}

impl<'a> Features<'a> {
    /// Prepares a grid.
    pub fn new(
        grid: &'a Grid,
        within: Sides<&'a [Vec<(usize, f64)>]>,
        readings: Sides<&'a Reading>,
        closeness: Closeness<'a>,
    ) -> Self {
        let size = readings.map(|reading| reading.telling().max(SHORTEST) as f64);
        Features {
            sizes: [size.left.max(size.right).ln(), size.left.min(size.right).ln()],
            dice: Bests::new(grid, |cell| cell.dice),
            letters: Bests::new(grid, |cell| cell.letters),
            grid,
            within,
            readings,
            closeness,
        }
    }

    /// The features of one cell of left sentence `i`; what `scratch` holds before does not matter.
    pub fn of(&self, i: usize, cell: &Cell, scratch: &mut Scratch) -> Vector {
        let j = cell.right;
        let pair = Sides::new(&self.readings.left.sentences[i], &self.readings.right.sentences[j]);
        let mut out = Out { vector: [0.0; NAMES.len()], next: 0 };
        self.likeness(&mut out, i, cell);
        self.substance(&mut out, i, cell, pair);
        let place = Sides::from_fn(|side| self.standing(side, pair[side].rank));
        self.place(&mut out, place);
        self.surroundings(&mut out, i, cell);
        close(&mut out, &self.closeness.of(Sides::new(i, j), pair, scratch), place);
        out.vector
    }

    fn likeness(&self, out: &mut Out, i: usize, cell: &Cell) {
        let (left, right) = (&self.grid.totals.left[i], &self.grid.totals.right[cell.right]);
        let shared = &cell.shared;
        let covers = [ratio(shared.words, left.words), ratio(shared.words, right.words)];
        out.push((cell.dice + 0.03).ln());
        out.push((cell.letters + 0.03).ln());
        out.push(shared.words.ln_1p());
        out.push(covers[0].max(covers[1]));
        out.push(covers[0].min(covers[1]));
        out.push(ratio(2.0 * shared.background, left.background + right.background));
        out.push(shared.bigrams.ln_1p());
    }

    fn substance(&self, out: &mut Out, i: usize, cell: &Cell, pair: Sides<&SentenceReading>) {
        let (left, right) = (&self.grid.totals.left[i], &self.grid.totals.right[cell.right]);
        let shared = &cell.shared;
        out.push(shared.numbers.min(2.0));
        out.flag(left.numbers > 0 && right.numbers > 0 && shared.numbers == 0.0);
        out.push(ratio(2.0 * shared.names, left.names + right.names));
        out.flag(left.names > 0.0 && right.names > 0.0 && shared.names == 0.0);
        out.push(ratio(2.0 * shared.plain, left.plain + right.plain));
        out.push(shared.quoted.ln_1p());
        out.flag(pair.left.has_quote && pair.right.has_quote && shared.quoted == 0.0);
        out.flag(pair.left.has_quote != pair.right.has_quote);
        out.push(f64::from(shared.run).ln_1p());
        let shorter = pair.left.tokens.len().min(pair.right.tokens.len());
        out.push(ratio(f64::from(shared.run_words), shorter as f64).min(1.0));
        out.push(shared.rarest);
        let lengths = pair.map(|s| s.content.len());
        let (short, long) = (lengths.left.min(lengths.right), lengths.left.max(lengths.right));
        out.push((1.0 + short as f64).ln());
        out.push(((long + 2) as f64 / (short + 2) as f64).ln());
    }

    /// Where a sentence stands among those that tell something. In a note of three the third is the end of it, so the places of
    /// short texts are spread as if they had [`SHORTEST`] sentences.
    fn standing(&self, side: Side, rank: usize) -> f64 {
        rank as f64 * (SHORTEST as f64 / self.readings[side].telling().max(1) as f64).max(1.0)
    }

    fn place(&self, out: &mut Out, place: Sides<f64>) {
        let last = self.readings.map(|reading| (reading.telling().max(SHORTEST) - 1) as f64);
        out.push((place.left / last.left - place.right / last.right).abs());
        out.flag(place.left == 0.0 && place.right == 0.0);
        out.flag((place.left == 0.0) != (place.right == 0.0));
        out.flag(place.left <= 2.0 && place.right <= 2.0);
    }

    fn surroundings(&self, out: &mut Out, i: usize, cell: &Cell) {
        let mut nine = [[0.0; 3]; 3];
        let mut anchor: f64 = 0.0;
        for (da, db, near) in self.grid.around(i, cell.right) {
            if da.abs() <= 1 && db.abs() <= 1 {
                nine[(da + 1) as usize][(db + 1) as usize] = near.dice;
            }
            // The longest verbatim run, divided by how far away it is.
            if (da, db) != (0, 0) && near.shared.run > 0 {
                anchor = anchor.max(f64::from(near.shared.run) / (da.abs() + db.abs()) as f64);
            }
        }
        let dice = |da: isize, db: isize| nine[(da + 1) as usize][(db + 1) as usize];
        out.push(dice(1, 1).max(dice(-1, -1)));
        let around = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];
        out.push(around.iter().map(|&(da, db)| dice(da, db)).sum::<f64>() / 8.0);
        out.push(dice(0, 1).max(dice(0, -1)).max(dice(1, 0)).max(dice(-1, 0)));
        out.push(anchor.ln_1p());
        out.push(self.dice.gap(i, cell.right, cell.dice));
        out.push(self.letters.gap(i, cell.right, cell.letters));
        out.push(self.dice.rank(i, cell.right, cell.dice));
        out.push(self.sizes[0]);
        out.push(self.sizes[1]);
        self.beyond(out, i, cell);
    }

    /// What words alone do not say: words near in meaning, a third sentence that tells the same, and speakers apart.
    fn beyond(&self, out: &mut Out, i: usize, cell: &Cell) {
        let shared = &cell.shared;
        let (left, right) = (&self.grid.totals.left[i], &self.grid.totals.right[cell.right]);
        let total = left.words + right.words;
        out.push(shared.related.ln_1p());
        out.push((ratio(2.0 * (shared.words + shared.related), total) + 0.03).ln());
        out.push(self.retold(i, cell.right));
        let unspoken = total - left.speaker - right.speaker;
        out.push((ratio(2.0 * (shared.words - shared.speaker), unspoken).max(0.0) + 0.03).ln());
        out.push(shared.speaker);
    }

    /// How well the pair is joined by a third sentence of either side that tells the same.
    fn retold(&self, i: usize, j: usize) -> f64 {
        let mut best: f64 = 0.0;
        for (side, own, across) in [(Side::Right, j, i), (Side::Left, i, j)] {
            for &(third, near) in &self.within[side][own] {
                // The most alike come first, and no pair is joined better than its third sentence is alike.
                if near <= best {
                    break;
                }
                let cell = match side {
                    Side::Right => self.grid.cell(across as isize, third as isize),
                    Side::Left => self.grid.cell(third as isize, across as isize),
                };
                best = best.max(near.min(cell.map_or(0.0, |cell| cell.dice)));
            }
        }
        best
    }
}

/// How close the sentences are beyond the words they share, and how near to the head of their articles.
fn close(out: &mut Out, close: &Close, place: Sides<f64>) {
    out.push(close.quote_cover[0]);
    out.push(close.quote_cover[1]);
    out.push(close.quoted.ln_1p());
    out.push(close.own.ln_1p());
    out.push(close.own_count.ln_1p());
    out.push(close.own_share);
    let (first, last) = (place.left.min(place.right), place.left.max(place.right));
    out.push(3.0 / (3.0 + first + last));
    out.push(10.0 / (10.0 + first + last));
    out.push(1.0 / (1.0 + first));
    out.push(1.0 / (1.0 + last));
    out.push((last - first).ln_1p());
    out.push(close.in_order.ln_1p());
    out.push(close.order_share);
    out.push((close.clause_dice + 0.03).ln());
    out.push(close.clause_cover);
}

/// A vector being filled in the order of [`NAMES`].
struct Out {
    vector: Vector,
    next: usize,
}

impl Out {
    fn push(&mut self, value: f64) {
        self.vector[self.next] = value;
        self.next += 1;
    }

    fn flag(&mut self, on: bool) {
        self.push(f64::from(u8::from(on)));
    }
}

/// The values of every row and column, so that a pair can be measured against its competitors.
struct Bests {
    lines: Sides<Lines>,
}

/// Lines of values in one piece of memory, with the two greatest of each.
struct Lines {
    starts: Vec<usize>,
    values: Vec<f64>,
    top: Vec<[f64; 2]>,
}

/// Longer lines are sorted, so that a rank is found without a look at every value.
const LONG_LINE: usize = 64;

impl Lines {
    /// So many lines, filled with cells, each with the line it stands in.
    fn new(lines: usize, cells: impl Iterator<Item = (usize, f64)> + Clone) -> Lines {
        let mut starts = vec![0; lines + 1];
        for (line, _) in cells.clone() {
            starts[line + 1] += 1;
        }
        for line in 0..lines {
            starts[line + 1] += starts[line];
        }
        let (mut values, mut filled, mut top) = (vec![0.0; starts[lines]], starts.clone(), vec![[0.0; 2]; lines]);
        for (line, value) in cells {
            values[filled[line]] = value;
            filled[line] += 1;
            let [first, second] = &mut top[line];
            if value > *first {
                *second = std::mem::replace(first, value);
            } else if value > *second {
                *second = value;
            }
        }
        for line in starts.windows(2).filter(|line| line[1] - line[0] > LONG_LINE) {
            values[line[0]..line[1]].sort_unstable_by(|a, b| b.total_cmp(a));
        }
        Lines { starts, values, top }
    }

    /// How many values of a line are above this one.
    fn above(&self, line: usize, value: f64) -> usize {
        let line = &self.values[self.starts[line]..self.starts[line + 1]];
        if line.len() > LONG_LINE {
            line.partition_point(|&other| other > value)
        } else {
            line.iter().filter(|&&other| other > value).count()
        }
    }
}

impl Bests {
    fn new(grid: &Grid, value: impl Fn(&Cell) -> f64) -> Bests {
        let cells = (0..grid.size.left).flat_map(|i| grid.row(i).iter().map(move |cell| (i, cell)));
        let lines = Sides::new(
            Lines::new(grid.size.left, cells.clone().map(|(i, cell)| (i, value(cell)))),
            Lines::new(grid.size.right, cells.map(|(_, cell)| (cell.right, value(cell)))),
        );
        Bests { lines }
    }

    /// How far the value lies above the best competitor (below: negative), summed over row and column.
    fn gap(&self, i: usize, j: usize, value: f64) -> f64 {
        let over = |[first, second]: [f64; 2]| if value >= first { value - second } else { value - first };
        over(self.lines.left.top[i]) + over(self.lines.right.top[j])
    }

    /// 1 over one more than the competitors above it, summed over row and column.
    fn rank(&self, i: usize, j: usize, value: f64) -> f64 {
        let place = |above: usize| 1.0 / (1 + above) as f64;
        place(self.lines.left.above(i, value)) + place(self.lines.right.above(j, value))
    }
}
