//! Talent ids and rows. Ids lie end to end in one text; an open table finds a row by id in about eight bytes a person.

use std::hash::{BuildHasher, BuildHasherDefault};

use ndarray::Array1;
use rustc_hash::FxHasher;

const FREE: u32 = u32::MAX;

/// Ids by row, and rows by id. An id that comes again points at its latest row.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    text: String,
    ends: Vec<u32>,
    table: Array1<u32>,
    known: usize,
}

impl Ids {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), ends: Vec::new(), table: Array1::from_elem(16, FREE), known: 0 }
    }

    /// The id of a row; empty for a row that was never given.
    pub(crate) fn id(&self, row: u32) -> &str {
        let at = row as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        self.ends.get(at).map_or("", |&end| &self.text[start..end as usize])
    }

    /// The latest row of an id, dead or alive.
    pub(crate) fn row(&self, id: &str) -> Option<u32> {
        Some(self.table[self.slot(id)]).filter(|&row| row != FREE)
    }

    /// Gives the next row to an id; returns the new row.
    pub(crate) fn push(&mut self, id: &str) -> u32 {
        if (self.known + 1) * 4 > self.table.len() * 3 {
            self.grow();
        }
        let row = self.ends.len() as u32;
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
        let slot = self.slot(id);
        if self.table[slot] == FREE {
            self.known += 1;
        }
        self.table[slot] = row;
        row
    }

    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + (self.ends.capacity() + self.table.len()) * size_of::<u32>()
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Where an id stands in the table, or where it would.
    fn slot(&self, id: &str) -> usize {
        let mask = self.table.len() - 1;
        let hash = BuildHasherDefault::<FxHasher>::default().hash_one(id) as usize;
        let mut slot = (hash ^ (hash >> 32)) & mask;
        while self.table[slot] != FREE && self.id(self.table[slot]) != id {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let old = std::mem::replace(&mut self.table, Array1::zeros(0));
        self.table = Array1::from_elem(old.len() * 2, FREE);
        for row in old.into_iter().filter(|&row| row != FREE) {
            let slot = self.slot(self.id(row));
            self.table[slot] = row;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_finds_its_latest_row() {
        let mut ids = Ids::new();
        for i in 0..1000 {
            assert_eq!(ids.push(&format!("T-{i}")), i);
        }
        assert_eq!(ids.push("T-7"), 1000);
        assert_eq!(ids.row("T-7"), Some(1000));
        assert_eq!(ids.row("T-8"), Some(8));
        assert_eq!(ids.row("T-1000"), None);
        assert_eq!((ids.id(7), ids.id(999), ids.id(5000)), ("T-7", "T-999", ""));
    }
}
