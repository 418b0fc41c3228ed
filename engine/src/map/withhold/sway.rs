//! How many other values a withheld cell may have, by what is told of its table.
//!
//! Rows and columns are the nodes of a network, withheld cells its arcs. One more in a cell is one unit from its row to its
//! column, one less the way back, and a cell can give what it holds: a total stands on the other side of its line, so its
//! arc runs from column to row, and the whole's from row to column again. A table that is told alike is this one and a
//! circulation of units. The sway of a cell is how many units can leave through it, each way, with the rest carrying them
//! back: the width of the interval that its value is bounded to.

use std::collections::VecDeque;

use super::Place;

/// An arc with what it can carry each way.
#[derive(Clone, Copy)]
struct Arc {
    from: usize,
    to: usize,
    forth: u32,
    back: u32,
}

/// How many values besides its own a withheld cell may have; counted up to `enough` each way.
pub(super) fn sway(values: &[Vec<u32>], withheld: &[Vec<bool>], cell: Place, enough: u32) -> u32 {
    let (last_row, last_column) = (values.len() - 1, values[0].len() - 1);
    let mut arcs = Vec::new();
    let mut own = (0, 0);
    for (row, line) in withheld.iter().enumerate() {
        for column in (0..line.len()).filter(|column| line[*column]) {
            // Rows first, then columns.
            let ends = (row, values.len() + column);
            let turned = (row == last_row) != (column == last_column);
            let (from, to) = if turned { (ends.1, ends.0) } else { ends };
            if (row, column) == cell {
                own = (from, to);
            } else {
                arcs.push(Arc { from, to, forth: enough, back: values[row][column].min(enough) });
            }
        }
    }
    let nodes = values.len() + values[0].len();
    let up = carried(&mut arcs.clone(), nodes, own.1, own.0, enough);
    let down = carried(&mut arcs, nodes, own.0, own.1, enough.min(values[cell.0][cell.1]));
    up + down
}

/// How many units get from one node to another, at most `enough`: one augmenting path after the other.
fn carried(arcs: &mut [Arc], nodes: usize, from: usize, to: usize, enough: u32) -> u32 {
    let mut at_node: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (number, arc) in arcs.iter().enumerate() {
        at_node[arc.from].push(number);
        at_node[arc.to].push(number);
    }
    let mut units = 0;
    while units < enough {
        let Some(path) = path(arcs, &at_node, from, to) else { break };
        for (arc, forth) in path {
            let arc = &mut arcs[arc];
            let (less, more) = if forth { (&mut arc.forth, &mut arc.back) } else { (&mut arc.back, &mut arc.forth) };
            (*less, *more) = (*less - 1, *more + 1);
        }
        units += 1;
    }
    units
}

/// A shortest path with room for one unit: its arcs, and whether each is taken forth.
fn path(arcs: &[Arc], at_node: &[Vec<usize>], from: usize, to: usize) -> Option<Vec<(usize, bool)>> {
    let mut came: Vec<Option<(usize, bool)>> = vec![None; at_node.len()];
    let mut seen = vec![false; at_node.len()];
    let mut waiting = VecDeque::from([from]);
    seen[from] = true;
    while let Some(node) = waiting.pop_front() {
        for &number in &at_node[node] {
            let arc = arcs[number];
            let forth = arc.from == node;
            let (next, room) = if forth { (arc.to, arc.forth) } else { (arc.from, arc.back) };
            if room > 0 && !std::mem::replace(&mut seen[next], true) {
                came[next] = Some((number, forth));
                waiting.push_back(next);
            }
        }
    }
    let mut path = Vec::new();
    let mut at = to;
    while at != from {
        let (number, forth) = came[at]?;
        path.push((number, forth));
        at = if forth { arcs[number].from } else { arcs[number].to };
    }
    Some(path)
}
