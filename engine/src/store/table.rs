//! Which table a kind of record stands in, and which key columns are read out of its document. The migrations name the same
//! columns; the conformance tests hold the two together.

use serde_json::Value;

use super::Kind;
use crate::model::Profile;

/// How a key column is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// Text; a number or date is written as text.
    Text,
    /// A whole number; yes is 1 and no is 0.
    Integer,
}

/// A key column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub name: &'static str,
    pub kind: Type,
    /// Where it stands in the document, as a JSON pointer (RFC 6901).
    pub pointer: &'static str,
}

impl Kind {
    /// The key columns that listings can ask for, each with its place in the record: a JSON pointer (RFC 6901).
    pub fn columns(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.table().columns.iter().map(|column| (column.name, column.pointer))
    }
}

/// A table of records.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
}

const fn text(name: &'static str, pointer: &'static str) -> Column {
    Column { name, kind: Type::Text, pointer }
}

const fn integer(name: &'static str, pointer: &'static str) -> Column {
    Column { name, kind: Type::Integer, pointer }
}

impl Kind {
    /// Whether the table has references to others. Its rows are written one by one, so that one that breaks a reference
    /// can be named.
    pub(super) const fn refers(self) -> bool {
        match self {
            Self::Organisation | Self::Edition | Self::Addition | Self::Profile | Self::Decision | Self::Task => false,
            Self::Chain
            | Self::Entry
            | Self::Consent
            | Self::Order
            | Self::Programme
            | Self::Cohort
            | Self::Outcome
            | Self::Key
            | Self::Objection
            | Self::Proposal
            | Self::Map => true,
        }
    }

    /// The table of the kind.
    pub(super) const fn table(self) -> Table {
        let (name, columns): (_, &'static [Column]) = match self {
            Self::Organisation => ("organisations", ORGANISATIONS),
            Self::Edition => ("editions", EDITIONS),
            Self::Chain => ("chains", CHAINS),
            Self::Entry => ("entries", ENTRIES),
            Self::Addition => ("additions", ADDITIONS),
            Self::Profile => ("profiles", PROFILES),
            Self::Consent => ("consents", CONSENTS),
            Self::Order => ("orders", ORDERS),
            Self::Programme => ("programmes", PROGRAMMES),
            Self::Cohort => ("cohorts", COHORTS),
            Self::Outcome => ("outcomes", OUTCOMES),
            Self::Key => ("keys", KEYS),
            Self::Decision => ("decisions", DECISIONS),
            Self::Objection => ("objections", OBJECTIONS),
            Self::Task => ("tasks", TASKS),
            Self::Proposal => ("proposals", PROPOSALS),
            Self::Map => ("maps", MAPS),
        };
        Table { name, columns }
    }
}

const ORGANISATIONS: &[Column] = &[
    text("kind", "/kind"),
    text("name_zh", "/name/zh"),
    text("name_en", "/name/en"),
    text("uscc", "/uscc"),
    text("region", "/region"),
    integer("synthetic", "/synthetic"),
];
const EDITIONS: &[Column] = &[
    text("status", "/status"),
    text("as_of", "/as_of"),
    text("region", "/region"),
    text("title_zh", "/title/zh"),
    text("title_en", "/title/en"),
    integer("illustrative", "/illustrative"),
];
const CHAINS: &[Column] = &[
    text("edition", "/edition"),
    text("chain", "/chain/id"),
    text("name_zh", "/chain/name/zh"),
    text("name_en", "/chain/name/en"),
];
const ENTRIES: &[Column] = &[
    text("edition", "/edition"),
    text("entry", "/entry/id"),
    text("category", "/entry/demand/category"),
    text("node", "/entry/demand/nodes/0"),
    text("occupation", "/entry/demand/occupation"),
    text("title_zh", "/entry/demand/title/zh"),
    text("title_en", "/entry/demand/title/en"),
    integer("headcount", "/entry/headcount"),
    integer("shortage_stars", "/entry/shortage_stars"),
];
const ADDITIONS: &[Column] = &[integer("bytes", "/bytes"), text("sha256", "/sha256")];
/// The key columns of the classes that people sat in before, oldest first: one each, since a column holds one value.
pub const FORMER_CLASSES: [&str; Profile::MAX_FORMER_COHORTS] = ["former_1", "former_2", "former_3", "former_4"];

const PROFILES: &[Column] = &[
    text("name", "/name"),
    text("residence", "/residence"),
    text("category", "/category/category"),
    integer("ranking", "/consent/ranking"),
    integer("visible", "/consent/visible"),
    text("cohort", "/cohort"),
    text(FORMER_CLASSES[0], "/former_cohorts/0"),
    text(FORMER_CLASSES[1], "/former_cohorts/1"),
    text(FORMER_CLASSES[2], "/former_cohorts/2"),
    text(FORMER_CLASSES[3], "/former_cohorts/3"),
    integer("synthetic", "/synthetic"),
];
const CONSENTS: &[Column] = &[
    text("talent", "/talent"),
    text("organisation", "/organisation"),
    text("valid_until", "/until"),
    text("withdrawn", "/withdrawn"),
];
const ORDERS: &[Column] = &[
    text("organisation", "/enterprise/id"),
    text("entry", "/entry"),
    text("status", "/status"),
    text("category", "/demand/category"),
    text("node", "/demand/nodes/0"),
    text("occupation", "/demand/occupation"),
    text("title_zh", "/demand/title/zh"),
    text("title_en", "/demand/title/en"),
    integer("seats", "/seats"),
    integer("filled", "/filled"),
    text("due", "/demand/due"),
    text("valid_until", "/valid_until"),
    integer("synthetic", "/synthetic"),
];
const PROGRAMMES: &[Column] = &[
    text("organisation", "/college"),
    text("major", "/major"),
    text("name_zh", "/name/zh"),
    text("name_en", "/name/en"),
    integer("seats", "/seats"),
    integer("synthetic", "/synthetic"),
];
const COHORTS: &[Column] = &[
    text("organisation", "/college"),
    text("programme", "/programme"),
    text("form", "/form"),
    text("status", "/status"),
    text("name_zh", "/name/zh"),
    text("name_en", "/name/en"),
    integer("seats_min", "/seats_min"),
    integer("seats_max", "/seats_max"),
    text("start", "/start"),
    text("ready", "/ready"),
    integer("synthetic", "/synthetic"),
];
const OUTCOMES: &[Column] = &[
    text("organisation", "/organisation"),
    text("talent", "/talent"),
    text("order_id", "/order"),
    text("entry", "/entry"),
    text("date", "/date"),
    text("event", "/event/kind"),
    text("reason", "/event/reason"),
    integer("synthetic", "/synthetic"),
];
const KEYS: &[Column] = &[
    text("organisation", "/organisation"),
    text("role", "/role"),
    text("label", "/label"),
    text("expires", "/expires"),
    text("revoked", "/revoked"),
];
const DECISIONS: &[Column] = &[
    text("kind", "/kind"),
    text("organisation", "/organisation"),
    text("key_id", "/key"),
    text("order_id", "/order"),
    text("entry", "/entry"),
    text("edition", "/edition"),
    text("method_hash", "/method_hash"),
    text("as_of", "/as_of"),
    text("input_hash", "/input_hash"),
    text("result_hash", "/result_hash"),
];
const OBJECTIONS: &[Column] = &[
    text("decision", "/decision"),
    text("talent", "/talent"),
    text("outcome", "/review/outcome"),
    text("reviewer", "/review/reviewer"),
];
const TASKS: &[Column] = &[text("organisation", "/organisation"), text("state", "/state")];
const PROPOSALS: &[Column] =
    &[text("edition", "/edition"), text("entry", "/entry"), text("kind", "/kind"), text("state", "/state")];
const MAPS: &[Column] = &[
    text("edition", "/edition"),
    text("as_of", "/as_of"),
    text("method_hash", "/method_hash"),
    text("inputs_hash", "/inputs_hash"),
    text("map_hash", "/map_hash"),
    text("frozen", "/frozen"),
];

/// The value of a key column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Of a text column.
    Text(Option<String>),
    /// Of a whole-number column.
    Integer(Option<i64>),
}

impl Column {
    /// Reads the column out of a document.
    pub(super) fn cell(&self, document: &Value) -> Cell {
        let value = document.pointer(self.pointer).filter(|value| !value.is_null());
        match self.kind {
            Type::Text => {
                Cell::Text(value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
            }
            Type::Integer => {
                Cell::Integer(value.and_then(|value| value.as_i64().or_else(|| value.as_bool().map(i64::from))))
            }
        }
    }
}
