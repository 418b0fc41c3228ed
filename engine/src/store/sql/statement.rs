//! The statements that depend on a table, made once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::Kind;
use super::super::table::Table;

/// The statements of a table of records.
pub(super) struct Statements {
    /// `$1` id → [`ROW`].
    pub row: String,
    /// Before and after the rows of [`ROW`] and then the key columns.
    pub put: (String, String),
    /// Columns of such a row.
    pub width: usize,
    /// `$1` id.
    pub delete: String,
}

/// What a row is read from.
pub(super) const ROW: &str = "id, version, sequence, changed_at, changed_by, document";

impl Statements {
    fn of(table: Table) -> Self {
        let Table { name, columns } = table;
        let fixed = ["id", "version", "sequence", "changed_at", "changed_by", "document"];
        let all: Vec<&str> = fixed.into_iter().chain(columns.iter().map(|column| column.name)).collect();
        let set: Vec<String> = all.iter().skip(1).map(|column| format!("{column} = excluded.{column}")).collect();
        Self {
            row: format!("SELECT {ROW} FROM {name} WHERE id = $1"),
            put: (
                format!("INSERT INTO {name} ({})", all.join(", ")),
                format!("ON CONFLICT (id) DO UPDATE SET {}", set.join(", ")),
            ),
            width: all.len(),
            delete: format!("DELETE FROM {name} WHERE id = $1"),
        }
    }
}

static ALL: LazyLock<BTreeMap<Kind, Statements>> =
    LazyLock::new(|| Kind::ALL.into_iter().map(|kind| (kind, Statements::of(kind.table()))).collect());

/// The statements of a kind. They are made for every kind, so there is always one.
pub(super) fn of(kind: Kind) -> &'static Statements {
    &ALL[&kind]
}
