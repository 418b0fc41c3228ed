//! Rows of a YAML list of maps, read from the parser's events: no aliases, so that a small file cannot unfold into a large
//! one, and no recursion. This is the only module that knows saphyr.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::table::check_cell;
use super::table_text::DecodedText;
use super::{Cell, MAX_COLUMNS, MAX_DEPTH, RejectCode, Rejected, Row};

type Outcome = Result<Row, Rejected>;

/// Rows of the list; a map at the top is one row. What stands after broken syntax is lost with one complaint.
pub(super) fn read(bytes: &[u8]) -> Vec<Outcome> {
    let mut text = String::new();
    if let Err(error) = std::io::Read::read_to_string(&mut DecodedText::new(bytes), &mut text) {
        return vec![Err(super::table::unreadable(0, &error))];
    }
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(&text);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                if let Err(rejected) = builder.take(event, span.start.line() as u64) {
                    builder.rows.push(Err(rejected));
                    break;
                }
            }
            Err(error) => {
                let line = error.marker().line() as u64;
                builder.rows.push(Err(Rejected::new(line, "", error.info(), RejectCode::Malformed, "YAML")));
                break;
            }
        }
    }
    builder.rows
}

/// A list or map that is still open.
enum Open {
    List(Vec<Cell>),
    Map(Vec<(String, Cell)>, Option<String>),
}

#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    /// Whether the outermost list is open: it is not on the stack, its items are rows.
    listed: bool,
    row_line: u64,
    rows: Vec<Outcome>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: u64) -> Result<(), Rejected> {
        if self.stack.is_empty() {
            self.row_line = line;
        }
        match event {
            Event::SequenceStart(..) if self.stack.is_empty() && !self.listed => self.listed = true,
            Event::SequenceStart(..) => self.open(Open::List(Vec::new()), line)?,
            Event::MappingStart(..) => self.open(Open::Map(Vec::new(), None), line)?,
            Event::SequenceEnd if self.stack.is_empty() => self.listed = false,
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Scalar(text, style, ..) => {
                check_cell(line, "", &text)?;
                self.value(scalar(&text, style), Some(&text));
            }
            Event::Alias(_) => {
                return Err(Rejected::new(line, "", "*", RejectCode::Malformed, "values written out"));
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(&mut self, open: Open, line: u64) -> Result<(), Rejected> {
        if self.stack.len() >= MAX_DEPTH {
            let allowed = format!("at most {MAX_DEPTH} levels of nesting");
            return Err(Rejected::new(line, "", "", RejectCode::TooLarge, allowed));
        }
        self.stack.push(open);
        Ok(())
    }

    fn close(&mut self) {
        match self.stack.pop() {
            Some(Open::List(items)) => self.value(Cell::List(items), None),
            Some(Open::Map(fields, _)) => self.value(Cell::Map(fields), None),
            None => {}
        }
    }

    /// A finished value goes where it stands: a list, a map as key or value, or a row. A scalar comes with its text.
    fn value(&mut self, cell: Cell, text: Option<&str>) {
        match self.stack.last_mut() {
            Some(Open::List(items)) => items.push(cell),
            Some(Open::Map(fields, key)) => match key.take() {
                Some(name) => fields.push((name, cell)),
                None => *key = Some(text.unwrap_or("?").to_owned()),
            },
            None => self.row(cell),
        }
    }

    fn row(&mut self, cell: Cell) {
        let line = self.row_line;
        let refuse = |value: &str, reason, allowed: String| Err(Rejected::new(line, "", value, reason, allowed));
        if cell == Cell::Empty {
            return;
        }
        let outcome = if let Cell::Map(fields) = cell {
            if fields.len() > MAX_COLUMNS {
                refuse(&fields.len().to_string(), RejectCode::TooLarge, format!("at most {MAX_COLUMNS} fields"))
            } else {
                let named = fields.into_iter().filter(|(_, cell)| !cell.is_empty());
                Ok(Row { line, cells: named.map(|(name, cell)| (name.into(), cell)).collect() })
            }
        } else {
            refuse(&cell.text().unwrap_or_default(), RejectCode::Malformed, "a map".to_owned())
        };
        self.rows.push(outcome);
    }
}

/// Plain scalars are typed; a number with a leading zero is a code (`0321`) and stays text.
fn scalar(text: &str, style: ScalarStyle) -> Cell {
    if style != ScalarStyle::Plain {
        return Cell::of_text(text);
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Cell::Empty,
        "true" | "True" | "TRUE" => return Cell::Bool(true),
        "false" | "False" | "FALSE" => return Cell::Bool(false),
        _ => {}
    }
    let digits = text.trim_start_matches(['-', '+']);
    let code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    if code || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Cell::of_text(text);
    }
    let whole = text.parse().ok().map(Cell::Integer);
    whole.or_else(|| text.parse().ok().map(Cell::of_number)).unwrap_or_else(|| Cell::of_text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_rows_with_lines_and_types() {
        let rows = read(
            "# head\n- id: a\n  n: 3\n  code: 0321\n  x: 1.5\n  list: [1, b]\n  m: {k: ~}\n- id: 'b'\n".as_bytes(),
        );
        let first = rows[0].as_ref().unwrap();
        assert_eq!(first.line, 2);
        assert_eq!(first.cell("n"), &Cell::Integer(3));
        assert_eq!(first.text("code").unwrap(), "0321");
        assert_eq!(first.cell("x"), &Cell::Number(1.5));
        assert_eq!(first.cell("list").items(), ["1", "b"]);
        assert_eq!(rows[1].as_ref().unwrap().line, 8);
    }

    #[test]
    fn broken_syntax_keeps_what_came_before() {
        let rows = read(b"- id: a\n- id: [b\n- id: c\n");
        assert!(rows[0].is_ok());
        assert_eq!(rows.last().unwrap().as_ref().unwrap_err().reason, RejectCode::Malformed);
    }

    #[test]
    fn aliases_and_depth_are_refused() {
        let bomb = "- &a [x,x]\n- &b [*a,*a]\n";
        assert!(read(bomb.as_bytes()).iter().any(|r| r.as_ref().is_err_and(|r| r.value == "*")));
        let deep = format!("- {}", "[".repeat(5000));
        assert!(read(deep.as_bytes()).iter().all(Result::is_err));
    }

    #[test]
    fn a_map_at_the_top_is_one_row_and_words_are_none() {
        assert_eq!(read(b"a: 1\nb: 2\n").len(), 1);
        assert_eq!(read(b"- just words\n")[0].as_ref().unwrap_err().allowed, "a map");
    }
}
