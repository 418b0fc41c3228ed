//! A reader who tries every table that could stand behind what is told.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A table in a row, with totals as last row and last column.
type Flat = Vec<u32>;
/// Each place of it, and whether it is told.
type Mask = Vec<bool>;

fn flat(cells: &[Vec<u32>]) -> Flat {
    Table::new(cells, 1, Rows::Apart).values.concat()
}

fn mask(told: &Published) -> Mask {
    let rows = told.cells.iter().zip(&told.rows);
    let body = rows.flat_map(|(cells, total)| cells.iter().chain([total]));
    body.chain(&told.columns).chain([&told.total]).map(Option::is_some).collect()
}

/// Every table of a shape with cells of 0 to `most`.
fn all(height: usize, width: usize, most: u32) -> impl Iterator<Item = Vec<Vec<u32>>> {
    let base = most + 1;
    (0..base.pow((height * width) as u32)).map(move |number| {
        let digit = |place: usize| number / base.pow(place as u32) % base;
        (0..height).map(|row| (0..width).map(|column| digit(row * width + column)).collect()).collect()
    })
}

/// Publishes every table of 0 to `most`, and holds against each all tables of 0 to `beyond` that show the same numbers in
/// the same places: every withheld cell of somebody must have more than `threshold` values among them. Tables are
/// attacked only up to `most`, since the reader of the others would profit from where this world ends. Withheld cells
/// of a table, counted.
fn nothing_is_recovered(height: usize, width: usize, (most, beyond): (u32, u32), threshold: u32, rows: Rows) -> usize {
    let mut by_mask: BTreeMap<Mask, Vec<Flat>> = BTreeMap::new();
    for cells in all(height, width, most) {
        by_mask.entry(mask(&published(&cells, threshold, rows))).or_default().push(flat(&cells));
    }
    let world: Vec<Flat> = all(height, width, beyond).map(|cells| flat(&cells)).collect();
    let mut attacked = 0;
    for (mask, tables) in by_mask.iter().filter(|(mask, _)| mask.contains(&false)) {
        let seen =
            |table: &Flat| -> Flat { table.iter().zip(mask).filter(|(_, told)| **told).map(|(v, _)| *v).collect() };
        let mut behind: BTreeMap<Flat, Vec<&Flat>> = BTreeMap::new();
        for table in &world {
            behind.entry(seen(table)).or_default().push(table);
        }
        for table in tables {
            let alike = &behind[&seen(table)];
            for place in (0..mask.len()).filter(|place| !mask[*place] && table[*place] > 0) {
                let values: BTreeSet<u32> = alike.iter().map(|other| other[place]).collect();
                assert!(values.len() > threshold as usize, "{table:?} {mask:?}: place {place} is one of {values:?}");
                attacked += 1;
            }
        }
    }
    attacked
}

#[test]
fn no_withheld_cell_is_recovered_or_bounded_closely() {
    for rows in [Rows::Apart, Rows::Whole] {
        assert!(nothing_is_recovered(1, 3, (4, 9), 2, rows) > 100);
        assert!(nothing_is_recovered(3, 1, (4, 9), 3, rows) > 100);
        assert!(nothing_is_recovered(2, 2, (4, 7), 2, rows) > 500);
        assert!(nothing_is_recovered(2, 2, (3, 8), 3, rows) > 300);
        assert!(nothing_is_recovered(2, 3, (2, 4), 2, rows) > 500);
    }
}

fn told(row: &[Option<u32>]) -> Vec<i64> {
    row.iter().map(|cell| cell.map_or(-1, i64::from)).collect()
}

#[test]
fn a_small_cell_takes_others_with_it_and_totals_stay() {
    let cells = vec![vec![3, 20, 30], vec![40, 25, 60], vec![50, 70, 80]];
    let shown = published(&cells, 5, Rows::Apart);
    assert_eq!(told(&shown.cells[0]), [-1, -1, 30]);
    assert_eq!(told(&shown.cells[1]), [-1, -1, 60]);
    assert_eq!((told(&shown.cells[2]), told(&shown.rows)), (vec![50, 70, 80], vec![53, 125, 200]));
    assert_eq!((told(&shown.columns), shown.total), (vec![93, 115, 170], Some(378)));
}

#[test]
fn what_holds_nobody_and_what_holds_enough_is_told() {
    let cells = vec![vec![0, 20], vec![5, 7]];
    let shown = published(&cells, 5, Rows::Apart);
    assert_eq!(shown.cells, cells.iter().map(|row| row.iter().copied().map(Some).collect()).collect::<Vec<Vec<_>>>());
    assert_eq!(published(&[], 5, Rows::Apart).total, Some(0));
}

#[test]
fn a_table_of_few_people_is_not_told_at_all() {
    let shown = published(&[vec![1, 1], vec![1, 1]], 5, Rows::Apart);
    assert!(mask(&shown).iter().all(|told| !told), "{shown:?}");
}

#[test]
fn whole_rows_go_together_and_never_one_alone() {
    let cells = vec![vec![3, 30], vec![40, 20], vec![50, 70], vec![9, 60]];
    let shown = published(&cells, 5, Rows::Whole);
    let rows: Vec<bool> = shown.cells.iter().map(|row| row.iter().all(Option::is_some)).collect();
    assert_eq!(rows.iter().filter(|told| !**told).count(), 2, "{shown:?}");
    assert!(!rows[0] && shown.rows.iter().zip(rows).all(|(total, told)| total.is_some() == told));
    assert_eq!((told(&shown.columns), shown.total), (vec![102, 180], Some(282)));
}

/// As large as nodes × categories: every withheld cell of somebody is loose enough, and much is still told.
#[test]
fn a_large_table_is_told_for_the_most_part() {
    let cells: Vec<Vec<u32>> =
        (0..93_u32).map(|row| (0..4).map(|column| (row * 31 + column * 17) % 97).collect()).collect();
    let shown = published(&cells, 5, Rows::Apart);
    let hidden: Vec<Vec<bool>> = mask(&shown).chunks(5).map(|row| row.iter().map(|told| !told).collect()).collect();
    let values = Table::new(&cells, 5, Rows::Apart).values;
    let places = (0..values.len()).flat_map(|row| (0..5).map(move |column| (row, column)));
    for (row, column) in places.filter(|(row, column)| hidden[*row][*column] && values[*row][*column] > 0) {
        assert!(sway(&values, &hidden, (row, column), 5) >= 5, "{row}, {column}");
    }
    assert_eq!((shown.total.is_some(), shown.columns.iter().all(Option::is_some)), (true, true));
    let withheld = hidden.concat().iter().filter(|hidden| **hidden).count();
    assert!((10..90).contains(&withheld), "{withheld} of {}", 94 * 5);
}
