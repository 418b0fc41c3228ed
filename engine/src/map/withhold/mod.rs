//! What is not told of a table of people, so that nobody can be made out in what is.
//!
//! A cell of 1 to `threshold − 1` people is withheld, in the body and among the totals; a cell of nobody is told. Where
//! totals stand beside the cells, one withheld cell could be had by subtraction; so further cells are withheld until no
//! withheld cell can be bounded to fewer than `threshold` values by all that is told: for each one so many tables with
//! other values in it stand behind the same answer. Which cells go along follows from sizes and places alone, so that the
//! same table is always told alike.
//!
//! The bounds come from the table as a network: adding one to a cell sends one unit from its row to its column, and what
//! is not told is what may carry it back (`sway`). Whoever writes two tables over the same people publishes both
//! as one, or accepts that their difference is told.

mod sway;
#[cfg(test)]
mod tests;

use sway::sway;

/// A table of people as it may be told; none where a cell is withheld.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// Cells by row.
    pub cells: Vec<Vec<Option<u32>>>,
    /// Totals of the rows.
    pub rows: Vec<Option<u32>>,
    /// Totals of the columns.
    pub columns: Vec<Option<u32>>,
    /// The whole.
    pub total: Option<u32>,
}

/// How far a row is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Cell by cell.
    Apart,
    /// All of a row with its total, or nothing of it; so is the row of totals.
    Whole,
}

/// The table as it may be told, with the totals of rows and columns. Short rows are filled with nobody.
#[must_use]
pub fn published(cells: &[Vec<u32>], threshold: u32, rows: Rows) -> Published {
    let mut table = Table::new(cells);
    table.withhold_small(threshold);
    while table.withhold_more(threshold, rows) {}
    table.told()
}

/// Whether a number of people is too small to be told.
#[must_use]
pub const fn is_small(people: u32, threshold: u32) -> bool {
    0 < people && people < threshold
}

/// A table with its totals as last row and last column.
struct Table {
    values: Vec<Vec<u32>>,
    withheld: Vec<Vec<bool>>,
}

type Place = (usize, usize);

impl Table {
    fn new(cells: &[Vec<u32>]) -> Self {
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut values: Vec<Vec<u32>> = cells.iter().map(|row| filled(row, width)).collect();
        let sums = (0..=width).map(|column| values.iter().map(|row| row[column]).sum()).collect();
        values.push(sums);
        let withheld = vec![vec![false; width + 1]; values.len()];
        Self { values, withheld }
    }

    fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let (height, width) = (self.values.len(), self.values[0].len());
        (0..height).flat_map(move |row| (0..width).map(move |column| (row, column)))
    }

    fn withhold_small(&mut self, threshold: u32) {
        for (row, column) in self.places() {
            self.withheld[row][column] = is_small(self.values[row][column], threshold);
        }
    }

    /// Withholds what is needed next; `false` once nothing is.
    fn withhold_more(&mut self, threshold: u32, rows: Rows) -> bool {
        if rows == Rows::Whole && self.widen() {
            return true;
        }
        let loose = self.places().find(|&(row, column)| {
            self.withheld[row][column] && sway(&self.values, &self.withheld, (row, column), threshold) < threshold
        });
        let Some((row, column)) = loose else { return false };
        let in_row = self.best((0..self.values[0].len()).map(|other| (row, other)), threshold);
        let in_column = self.best((0..self.values.len()).map(|other| (other, column)), threshold);
        // A line with nothing left to withhold carries as much as it can; then any other place helps.
        let anywhere = || self.best(self.places(), threshold);
        let next = match (in_row, in_column) {
            (None, None) => anywhere().into_iter().collect::<Vec<_>>(),
            (in_row, in_column) => in_row.into_iter().chain(in_column).collect(),
        };
        for &(row, column) in &next {
            self.withheld[row][column] = true;
        }
        !next.is_empty()
    }

    /// Of places that are told, the one to withhold: a cell before a total, of somebody before nobody, the smallest.
    fn best(&self, places: impl Iterator<Item = Place>, threshold: u32) -> Option<Place> {
        let (last_row, last_column) = (self.values.len() - 1, self.values[0].len() - 1);
        let told = places.filter(|&(row, column)| !self.withheld[row][column]);
        told.min_by_key(|&(row, column)| {
            let totals = u8::from(row == last_row) + u8::from(column == last_column);
            let value = self.values[row][column];
            (totals, value < threshold, value, row, column)
        })
    }

    /// Withholds the rest of every row of which something is withheld; whether there was any.
    fn widen(&mut self) -> bool {
        let mut widened = false;
        for row in self.withheld.iter_mut().filter(|row| row.contains(&true) && row.contains(&false)) {
            row.fill(true);
            widened = true;
        }
        widened
    }

    fn told(&self) -> Published {
        let told = |row: usize, column: usize| (!self.withheld[row][column]).then_some(self.values[row][column]);
        let (last_row, last_column) = (self.values.len() - 1, self.values[0].len() - 1);
        Published {
            cells: (0..last_row).map(|row| (0..last_column).map(|column| told(row, column)).collect()).collect(),
            rows: (0..last_row).map(|row| told(row, last_column)).collect(),
            columns: (0..last_column).map(|column| told(last_row, column)).collect(),
            total: told(last_row, last_column),
        }
    }
}

/// A row of a width with its sum behind it.
fn filled(row: &[u32], width: usize) -> Vec<u32> {
    let mut filled = row.to_vec();
    filled.resize(width, 0);
    filled.push(row.iter().sum());
    filled
}
