//! A table of vacancies as written, one a row: `title` and `description` (or `job_title`, `job_description`) become orders
//! whose requirements are wishes, since a text is no form.

use std::path::Path;

use bole_engine::intake::{Import, RejectCode, Rejected, Row, TableFormat, demand_of_vacancy, read_table};
use bole_engine::model::{Bilingual, Enterprise, Invalid, Order, OrderId, OrderStatus, OrganisationId};
use bole_engine::reference::Reference;

/// Whether a file holds vacancies, by its name.
pub(super) fn are(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().to_lowercase().contains("vacanc"))
}

/// Reads the rows.
pub(super) fn read(bytes: &[u8], format: TableFormat, reference: &Reference) -> Import<Order> {
    let table = read_table(bytes, format);
    let mut taken = Import { rejected: table.rejected, ..Import::default() };
    for (number, row) in table.rows.iter().enumerate() {
        let read = order(row, number + 1, reference);
        taken.push(read.map_err(|invalid| Rejected::invalid(row.line, RejectCode::NotAllowed, invalid)));
    }
    taken
}

fn order(row: &Row, number: usize, reference: &Reference) -> Result<Order, Invalid> {
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
        demand: demand_of_vacancy(&title, &either("job_description", "description"), reference)?,
        valid_until: None,
        status: OrderStatus::default(),
        filled: 0,
        synthetic: false,
    })
}
