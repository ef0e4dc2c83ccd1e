//! What is most alike among the sentences of both sides that have no equal: by the pairs of
//! characters they share, and by where they stand.

use std::collections::HashMap;

use super::align::Span;
use super::returned::Returned;
use super::units::{Unit, sentence_end};

/// Sentences that follow one another in the file and may be one of the issue, broken by lines.
const MOST_PIECES: usize = 6;
/// Percent of likeness asked of sentences in another place.
const FAR: usize = 60;
/// More comparisons than this are not worth the wait: only the same place is looked at.
const MOST_COMPARED: usize = 400_000;

/// A sentence or line of the file that belongs to no unit.
pub(super) struct Piece {
    pub span: Span,
    /// Which gap between found units it stands in.
    pub gap: usize,
    /// Characters of the label it opens with.
    pub label: usize,
}

/// Units and a stretch that may be the same.
pub(super) struct Candidate {
    pub unit: usize,
    /// How many units are one sentence in the file.
    pub units: usize,
    pub span: Span,
    first: usize,
    last: usize,
    score: usize,
}

/// The gaps cut at ends of sentences and of lines.
pub(super) fn pieces(returned: &Returned, gaps: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (gap, span) in gaps.iter().enumerate() {
        let mut from = span.from;
        while from < span.to {
            let chars = returned.folded.chars.get(..span.to).unwrap_or_default();
            let mut to = sentence_end(chars, from).min(span.to);
            if let Some(line) = (from + 1..to).find(|at| returned.begins_line(*at)) {
                to = line;
            }
            let opens = from == span.from || returned.begins_line(from);
            let label = if opens { super::labels::length(chars, from) } else { 0 };
            pieces.push(Piece { span: Span { from, to }, gap, label });
            from = to;
        }
    }
    pieces
}

/// The best pairs, each unit and piece in one at most.
pub(super) fn pairs(
    units: &[Unit],
    (spans, moved): (&[Option<Span>], &[bool]),
    returned: &Returned,
    pieces: &[Piece],
    near: usize,
) -> Vec<Candidate> {
    let open: Vec<usize> = (0..units.len()).filter(|at| spans.get(*at) == Some(&None)).collect();
    if open.is_empty() || pieces.is_empty() {
        return Vec::new();
    }
    let around = Around { spans, moved };
    let far = open.len().saturating_mul(pieces.len()) <= MOST_COMPARED;
    let index = Index::of(returned, pieces);
    let mut candidates = Vec::new();
    for at in open {
        let (from, to) = around.window(at);
        for count in 1..=2 {
            let Some(own) = units.get(at..at + count) else { continue };
            let follows =
                own.iter().all(|unit| Some(unit.passage) == own.first().map(|u| u.passage));
            let all_open = (at..at + count).all(|at| spans.get(at) == Some(&None));
            if count == 2 && !(follows && all_open) {
                continue;
            }
            let text: Vec<char> = own.iter().flat_map(|unit| unit.folded.chars.clone()).collect();
            let search =
                Search { text: &text, unit: at, units: count, near: (from, to), asked: near, far };
            candidates.extend(search.run(&index, returned, pieces));
        }
    }
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.score), c.unit, c.first));
    choose(candidates)
}

/// The best first, nothing twice.
fn choose(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let (mut units, mut pieces) = (Vec::new(), Vec::new());
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let own = candidate.unit..candidate.unit + candidate.units;
        let held = candidate.first..candidate.last + 1;
        let free = own.clone().all(|at| !units.contains(&at))
            && held.clone().all(|at| !pieces.contains(&at));
        if free {
            units.extend(own);
            pieces.extend(held);
            chosen.push(candidate);
        }
    }
    chosen
}

struct Around<'a> {
    spans: &'a [Option<Span>],
    moved: &'a [bool],
}

impl Around<'_> {
    /// The stretch between the neighbours of a unit that were found in order.
    fn window(&self, at: usize) -> (usize, usize) {
        let place = |at: &usize| {
            let kept = self.moved.get(*at) == Some(&false);
            self.spans.get(*at).copied().flatten().filter(|_| kept)
        };
        let before = (0..at).rev().find_map(|at| place(&at)).map_or(0, |span| span.to);
        let after = (at + 1..self.spans.len()).find_map(|at| place(&at));
        (before, after.map_or(usize::MAX, |span| span.from))
    }
}

/// Which pieces hold a pair of characters.
struct Index {
    holders: HashMap<(char, char), Vec<u32>>,
}

impl Index {
    fn of(returned: &Returned, pieces: &[Piece]) -> Self {
        let mut holders: HashMap<(char, char), Vec<u32>> = HashMap::new();
        for (at, piece) in pieces.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            for pair in pairs_of(text(returned, piece)) {
                holders.entry(pair).or_default().push(at);
            }
        }
        Self { holders }
    }
}

fn text<'a>(returned: &'a Returned, piece: &Piece) -> &'a [char] {
    let from = piece.span.from + piece.label;
    returned.folded.chars.get(from..piece.span.to.max(from)).unwrap_or_default()
}

fn pairs_of(chars: &[char]) -> impl Iterator<Item = (char, char)> {
    chars.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
}

struct Search<'a> {
    text: &'a [char],
    unit: usize,
    units: usize,
    near: (usize, usize),
    asked: usize,
    far: bool,
}

impl Search<'_> {
    fn run(&self, index: &Index, returned: &Returned, pieces: &[Piece]) -> Vec<Candidate> {
        let shared = self.shared(index, pieces.len());
        let mut found = Vec::new();
        for (first, piece) in pieces.iter().enumerate() {
            let near = self.near.0 <= piece.span.from && piece.span.to <= self.near.1;
            if !near && (!self.far || shared.get(first) == Some(&0)) {
                continue;
            }
            let mut common = 0;
            let mut length = 0;
            for (last, other) in pieces.iter().enumerate().skip(first).take(MOST_PIECES) {
                if other.gap != piece.gap {
                    break;
                }
                common += shared.get(last).copied().unwrap_or(0);
                length += text(returned, other).len();
                let score =
                    self.score(common, length, text(returned, piece), first == last && near);
                if score >= if near { self.asked } else { FAR } {
                    let span = Span { from: piece.span.from, to: other.span.to };
                    let (unit, units) = (self.unit, self.units);
                    // The same place wins over a likeness that is a little greater elsewhere.
                    let score = score + if near { 15 } else { 0 };
                    found.push(Candidate { unit, units, span, first, last, score });
                }
            }
        }
        found
    }

    /// How many pairs of characters each piece shares with the unit.
    fn shared(&self, index: &Index, pieces: usize) -> Vec<usize> {
        let mut own: HashMap<(char, char), usize> = HashMap::new();
        for pair in pairs_of(self.text) {
            *own.entry(pair).or_default() += 1;
        }
        let mut shared = vec![0; pieces];
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (pair, most) in own {
            let holders = index.holders.get(&pair).map_or(&[][..], Vec::as_slice);
            for same in holders.chunk_by(|a, b| a == b) {
                let at = same.first().and_then(|at| usize::try_from(*at).ok());
                if let Some(count) = at.and_then(|at| shared.get_mut(at)) {
                    *count += same.len().min(most);
                }
            }
        }
        shared
    }

    /// Likeness in percent.
    fn score(&self, common: usize, length: usize, single: &[char], try_short: bool) -> usize {
        let own = self.text.len().saturating_sub(1);
        let total = own + length.saturating_sub(1);
        // Several pieces may share the same pairs with it.
        let pairs = (common.min(own) * 200).checked_div(total).unwrap_or(0).min(100);
        if try_short && self.text.len() <= 24 && single.len() <= 40 {
            return pairs.max(in_sequence(self.text, single));
        }
        pairs
    }
}

/// Likeness of short texts in percent: characters they have in the same sequence.
fn in_sequence(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0_usize; other.len() + 1];
    for a in one {
        let mut corner = 0;
        let mut left = 0;
        for (b, cell) in other.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            *cell = if a == b { corner + 1 } else { above.max(left) };
            corner = above;
            left = *cell;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    (common * 200).checked_div(one.len() + other.len()).unwrap_or(0)
}
