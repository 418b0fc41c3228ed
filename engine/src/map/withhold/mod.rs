//! What is not told of a table of people, so that nobody can be made out in what is.
//!
//! A cell of 1 to `threshold − 1` people is withheld, in the body and among the totals; a cell of nobody is told. Where
//! totals stand beside the cells, one withheld cell could be had by subtraction; so further cells are withheld until no
//! withheld cell of somebody can be bounded to `threshold` values or fewer by all that is told: for each one more tables
//! with other values in it stand behind the same answer. A withheld cell of nobody may come out; it tells of nobody. Which
//! cells go along follows from sizes and places alone, so that the same table is always told alike.
//!
//! The bounds come from the table as a network: adding one to a cell sends one unit from its row to its column, and what
//! is not told is what may carry it back (`sway`). Against a reader who has all numbers that is exact; one who works
//! this procedure backwards as well may narrow a few cells further. Whoever writes two tables over the same people publishes
//! both as one, or accepts that their difference is told.

mod sway;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

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
    let mut table = Table::new(cells, threshold, rows);
    for place in table.places() {
        if is_small(table.value(place), threshold) {
            table.withhold(place);
        }
    }
    // Withholding more never bounds a cell more closely, so that each is looked at once.
    while let Some(place) = table.waiting.pop_front() {
        while table.is_loose(place) {
            let Some(counterpart) = table.counterpart(place) else { break };
            for corner in corners(place, counterpart) {
                table.withhold(corner);
            }
        }
    }
    table.told()
}

/// Whether a number of people is too small to be told.
#[must_use]
pub const fn is_small(people: u32, threshold: u32) -> bool {
    0 < people && people < threshold
}

/// A place of a table: row, then column.
type Place = (usize, usize);

/// A table with its totals as last row and last column.
struct Table {
    values: Vec<Vec<u32>>,
    withheld: Vec<Vec<bool>>,
    /// Withheld cells that were not looked at yet.
    waiting: VecDeque<Place>,
    threshold: u32,
    rows: Rows,
}

/// The other corners of a rectangle.
const fn corners((row, column): Place, at: Place) -> [Place; 3] {
    [(row, at.1), (at.0, column), at]
}

impl Table {
    fn new(cells: &[Vec<u32>], threshold: u32, rows: Rows) -> Self {
        let width = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut values: Vec<Vec<u32>> = cells.iter().map(|row| filled(row, width)).collect();
        let sums = (0..=width).map(|column| values.iter().map(|row| row[column]).sum()).collect();
        values.push(sums);
        let withheld = vec![vec![false; width + 1]; values.len()];
        Self { values, withheld, waiting: VecDeque::new(), threshold, rows }
    }

    fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let (height, width) = (self.values.len(), self.values[0].len());
        (0..height).flat_map(move |row| (0..width).map(move |column| (row, column)))
    }

    fn value(&self, (row, column): Place) -> u32 {
        self.values[row][column]
    }

    /// Withholds a cell, or the row that it stands in.
    fn withhold(&mut self, (row, column): Place) {
        let columns = match self.rows {
            Rows::Apart => column..column + 1,
            Rows::Whole => 0..self.values[row].len(),
        };
        for column in columns {
            if !std::mem::replace(&mut self.withheld[row][column], true) {
                self.waiting.push_back((row, column));
            }
        }
    }

    /// Whether a withheld cell holds somebody and is bounded too closely.
    fn is_loose(&self, place: Place) -> bool {
        self.value(place) > 0 && sway(&self.values, &self.withheld, place, self.threshold) < self.threshold
    }

    /// The opposite corner of the rectangle to withhold with a cell: in each of its lines one unit can then go from cell to
    /// cell. Of those with something left to withhold, the one with fewest totals, whose cells can give, and that takes
    /// fewest people away.
    fn counterpart(&self, place: Place) -> Option<Place> {
        let (last_row, last_column) = (self.values.len() - 1, self.values[0].len() - 1);
        let rectangles = self.places().filter(|at| at.0 != place.0 && at.1 != place.1);
        let fresh = |at: Place| corners(place, at).into_iter().filter(|(row, column)| !self.withheld[*row][*column]);
        rectangles.filter(|at| fresh(*at).next().is_some()).min_by_key(|&at| {
            let totals = fresh(at).filter(|(row, column)| *row == last_row || *column == last_column).count();
            let poor = fresh(at).any(|place| self.value(place) < self.threshold);
            (totals, poor, fresh(at).map(|place| self.value(place)).sum::<u32>(), at)
        })
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
