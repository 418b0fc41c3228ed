//! How wide the columns of a table are, and how its cells are broken: ids, days and short words stay whole, so that they can be
//! copied; other words do where there is room.

use unicode_width::UnicodeWidthStr;

use super::console::broken;

/// Columns between the texts of two cells, and beside the outer ones: the frame of `presets::UTF8_HORIZONTAL_ONLY`.
const BETWEEN: usize = 3;
const OUTER: usize = 2;
/// Words of at most so many columns are never broken.
const SHORT: usize = 8;

/// The cells of rows, broken so that the table has `columns` columns; wider only where what stays whole has no room.
pub(super) fn laid_out(rows: &[Vec<String>], columns: usize) -> Vec<Vec<String>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let room = columns.saturating_sub(OUTER + count.saturating_sub(1) * BETWEEN);
    let widest = |of: fn(&str) -> usize| -> Vec<usize> {
        (0..count).map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| of(cell)).max().unwrap_or(0)).collect()
    };
    let whole = widest(|cell| cell.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
    let words = widest(|cell| longest(cell, |_| true));
    let kept = widest(|cell| longest(cell, stays_whole));
    let least = words.iter().zip(kept).map(|(&word, kept)| kept.max(word.min(SHORT))).collect();
    // First so that no word is broken, then so that no line is.
    let widths = filled(filled(least, &words, room), &whole, room);
    rows.iter().map(|row| row.iter().zip(&widths).map(|(cell, width)| wrapped(cell, *width)).collect()).collect()
}

/// Widens columns alike until the room is used or each has what it needs.
fn filled(mut widths: Vec<usize>, whole: &[usize], room: usize) -> Vec<usize> {
    let mut left = room.saturating_sub(widths.iter().sum());
    while left > 0 {
        let wanting = widths.iter().zip(whole).filter(|(width, whole)| width < whole).count();
        if wanting == 0 {
            break;
        }
        let each = (left / wanting).max(1);
        for (width, whole) in widths.iter_mut().zip(whole) {
            let more = each.min(whole.saturating_sub(*width)).min(left);
            *width += more;
            left -= more;
        }
    }
    widths
}

/// The widest of the words of a cell that count; a Chinese character is a word.
fn longest(cell: &str, counts: impl Fn(&str) -> bool) -> usize {
    let words = cell.split(char::is_whitespace).flat_map(|run| run.split_inclusive(|c: char| !c.is_ascii()));
    words.filter(|word| counts(word)).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Ids, days and numbers have a digit.
fn stays_whole(word: &str) -> bool {
    word.width() <= SHORT || word.contains(|c: char| c.is_ascii_digit())
}

/// A cell in lines of at most so many columns.
fn wrapped(cell: &str, width: usize) -> String {
    let lines = cell
        .lines()
        .flat_map(|line| broken(line, width).into_iter().skip_while(String::is_empty))
        .flat_map(|line| chopped(line.trim_end(), width));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line in pieces of at most so many columns.
fn chopped(line: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in line.chars() {
        if let Some(piece) = pieces.last()
            && !piece.is_empty()
            && piece.width() + c.to_string().width() > width
        {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "POOL-PRG-bgy-v460103-2027-03-01-1";

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    fn width(row: &[String]) -> usize {
        let cells = row.iter().map(|cell| cell.lines().map(UnicodeWidthStr::width).max().unwrap_or(0));
        cells.sum::<usize>() + OUTER + (row.len() - 1) * BETWEEN
    }

    #[test]
    fn ids_and_days_stay_whole_and_words_make_room() {
        for name in ["Pharmaceutical manufacturing: customised class of 2027", "药品生产技术定制班（2027级）"]
        {
            let rows = [row(&["class", "name", "status", "ready"]), row(&[ID, name, "graduated", "2028-07-01"])];
            for columns in [72, 80, 100, 120] {
                let laid = laid_out(&rows, columns);
                assert_eq!((laid[1][0].as_str(), laid[1][3].as_str()), (ID, "2028-07-01"), "{columns}");
                assert!(width(&laid[1]) <= columns, "{columns} {laid:?}");
                assert_eq!(laid[1][1].split_whitespace().collect::<String>(), name.replace(' ', ""));
            }
        }
    }

    #[test]
    fn what_has_room_is_left_as_it_is() {
        let rows = [row(&["a", "two words"]), row(&["1", "one\ntwo"])];
        assert_eq!(laid_out(&rows, 72), rows);
        assert!(laid_out(&[], 72).is_empty());
    }

    #[test]
    fn a_year_is_not_broken_and_a_long_word_only_where_there_is_no_room() {
        let rows = [row(&["茶叶生产与加工技术定制班（2027级）", "counterintelligence"])];
        let laid = laid_out(&rows, 40);
        assert!(laid[0][0].lines().any(|line| line.contains("2027")), "{laid:?}");
        assert_eq!(laid[0][1], "counterintelligence");
        assert!(laid_out(&rows, 24)[0][1].contains('\n'));
    }
}
