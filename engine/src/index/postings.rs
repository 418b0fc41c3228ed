//! Who holds a skill: for each skill its rows, each with the level held. An unchanging base, and what was added since.

use ndarray::Array1;
use rustc_hash::FxHashMap;

use super::columns::Columns;

/// Bits that hold the level (0, unknown, to 5); the row stands above them.
const LEVEL_BITS: u32 = 3;

/// A row and the level at which it holds the skill, in 32 bits: up to 536 million rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting(u32);

impl Posting {
    fn new(row: u32, level: u8) -> Self {
        Self(row << LEVEL_BITS | u32::from(level))
    }

    /// The row.
    #[inline]
    #[must_use]
    pub fn row(self) -> u32 {
        self.0 >> LEVEL_BITS
    }

    /// The level, 1 to 5; 0 when unknown.
    #[inline]
    #[must_use]
    pub fn level(self) -> u8 {
        (self.0 & ((1 << LEVEL_BITS) - 1)) as u8
    }
}

/// Rows by skill. Rows that died stay until the base is made anew.
#[derive(Debug, Clone)]
pub(crate) struct Postings {
    starts: Array1<u32>,
    base: Array1<Posting>,
    added: FxHashMap<u32, Vec<Posting>>,
    unskilled: Vec<u32>,
}

impl Postings {
    /// Reads the postings of all rows; `skills` is the number of skills in the dictionary.
    pub(crate) fn of(columns: &Columns, skills: usize) -> Self {
        let mut starts = vec![0_u32; skills + 1];
        let mut unskilled = Vec::new();
        for row in 0..columns.len() as u32 {
            let held = columns.skills(row);
            held.iter().for_each(|fact| starts[fact.skill as usize + 1] += 1);
            if held.is_empty() {
                unskilled.push(row);
            }
        }
        for skill in 0..skills {
            starts[skill + 1] += starts[skill];
        }
        let mut next = starts.clone();
        let mut base = vec![Posting(0); starts[skills] as usize];
        for row in 0..columns.len() as u32 {
            for fact in columns.skills(row) {
                let at = &mut next[fact.skill as usize];
                base[*at as usize] = Posting::new(row, fact.level);
                *at += 1;
            }
        }
        unskilled.shrink_to_fit();
        Self { starts: starts.into(), base: base.into(), added: FxHashMap::default(), unskilled }
    }

    /// Adds a row that was just pushed onto the columns.
    pub(crate) fn add(&mut self, row: u32, columns: &Columns) {
        let held = columns.skills(row);
        for fact in held {
            self.added.entry(fact.skill).or_default().push(Posting::new(row, fact.level));
        }
        if held.is_empty() {
            self.unskilled.push(row);
        }
    }

    /// Those who hold a skill, rows ascending: the base, then what was added.
    pub(crate) fn holders(&self, skill: u32) -> [&[Posting]; 2] {
        let at = skill as usize;
        let base = match (self.starts.get(at), self.starts.get(at + 1), self.base.as_slice()) {
            (Some(&start), Some(&end), Some(base)) => &base[start as usize..end as usize],
            _ => &[],
        };
        [base, self.added.get(&skill).map_or(&[], Vec::as_slice)]
    }

    /// How many postings a skill has.
    pub(crate) fn count(&self, skill: u32) -> usize {
        self.holders(skill).iter().map(|part| part.len()).sum()
    }

    /// Rows of whom no skill is known, ascending.
    pub(crate) fn unskilled(&self) -> &[u32] {
        &self.unskilled
    }

    pub(crate) fn bytes(&self) -> usize {
        let added: usize = self.added.values().map(|list| list.capacity() * size_of::<Posting>()).sum();
        (self.starts.len() + self.base.len() + self.unskilled.capacity()) * size_of::<u32>() + added
    }
}
