//! A table of vacancies as written, one a row: `title` and `description` (or `job_title`, `job_description`) become orders
//! whose requirements are wishes, since a text is no form.

use std::io::Read;

use super::{Import, Lexicon, RejectCode, Rejected, Row, TableFormat, TableRows, demand_of_vacancy};
use crate::model::{Bilingual, Enterprise, Invalid, Order, OrderId, OrderStatus, OrganisationId};

/// Orders of one table of vacancies, one at a time, in flat memory.
pub struct Vacancies<'a, R: Read> {
    rows: TableRows<R>,
    lexicon: &'a dyn Lexicon,
    read: usize,
    line: u64,
}

impl<'a, R: Read> Vacancies<'a, R> {
    /// Opens an input.
    pub fn open(input: R, format: TableFormat, lexicon: &'a dyn Lexicon) -> Self {
        Self { rows: TableRows::open(input, format), lexicon, read: 0, line: 0 }
    }

    /// The line of the last vacancy, from 1; 0 before the first.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }
}

impl<R: Read> Iterator for Vacancies<'_, R> {
    type Item = Result<Order, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.rows.next()? {
            Ok(row) => row,
            Err(rejected) => return Some(Err(rejected)),
        };
        self.read += 1;
        self.line = row.line;
        let read = order(&row, self.read, self.lexicon);
        Some(read.map_err(|invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, invalid)))
    }
}

/// Reads a whole table of vacancies.
#[must_use]
pub fn import_vacancies(input: impl Read, format: TableFormat, lexicon: &dyn Lexicon) -> Import<Order> {
    let mut taken = Import::default();
    Vacancies::open(input, format, lexicon).for_each(|row| taken.push(row));
    taken
}

/// A row without an id is called by its number.
fn order(row: &Row, number: usize, lexicon: &dyn Lexicon) -> Result<Order, Invalid> {
    let either = |long: &str, short: &str| row.text(long).or_else(|| row.text(short)).unwrap_or_default().into_owned();
    let title = either("job_title", "title");
    let id = row.text("id").map_or_else(|| number.to_string(), std::borrow::Cow::into_owned);
    Ok(Order {
        id: OrderId::new(format!("V-{id}"))?,
        enterprise: Enterprise {
            id: OrganisationId::new("unnamed")?,
            name: Bilingual::new("未署名单位", "Unnamed employer")?,
            uscc: None,
        },
        entry: None,
        seats: 1,
        demand: demand_of_vacancy(&title, &either("job_description", "description"), lexicon)?,
        posted: None,
        valid_until: None,
        status: OrderStatus::default(),
        filled: 0,
        synthetic: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    #[test]
    fn rows_become_orders_and_one_without_a_title_comes_back() {
        let table = "id,title,description\n7,Java mechanic,SQL and Java\n8,,nothing\n,Fitter,PLC\n";
        let read = import_vacancies(table.as_bytes(), TableFormat::Csv, &TestLexicon);
        let ids: Vec<_> = read.records.iter().map(|order| order.id.as_str()).collect();
        assert_eq!(ids, ["V-7", "V-3"]);
        assert_eq!(read.rejected[0].line, 3);
    }
}
