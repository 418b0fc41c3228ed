//! Pain points: what keeps seats empty, counted, by node, stage and cause. The facts behind a count are not published.

use bole_engine::map::{PainCause, PainPoint};
use bole_engine::model::Bilingual;
use bole_engine::wording::{Language, pain};

use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, field};
use crate::words;

columns! {
    ENTRIES "entries" Kind::Id; "相关岗位", "entries"; "相关目录条目代码", "Ids of the entries concerned"
}

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(c::NODE, |point: &&PainPoint| Cell::maybe(point.node.as_ref(), Cell::id)),
        field(c::NODE_NAME, |point: &&PainPoint| Cell::maybe(report.node_name(point.node.as_ref()), Cell::Name)),
        field(c::STAGE, |point: &&PainPoint| Cell::word(point.stage)),
        field(c::CAUSE, |point: &&PainPoint| Cell::Id(code(&point.cause))),
        field(c::CAUSE_TEXT, |point: &&PainPoint| Cell::maybe(said(report, &point.cause), Cell::Name)),
        field(c::PEOPLE, |point: &&PainPoint| report.people(point.people)),
        field(c::OPENINGS, |point: &&PainPoint| Cell::whole(point.openings)),
        field(c::SEATS, |point: &&PainPoint| Cell::whole(point.seats)),
        field(ENTRIES, |point: &&PainPoint| Cell::ids(&point.entries)),
    ];
    Table::of("pain_points", ("堵点", "Pain points"), &report.map.pain_points, fields)
}

/// The kind of a cause as in data, with what it names.
pub(super) fn code(cause: &PainCause) -> String {
    let value = serde_json::to_value(cause).unwrap_or_default();
    let parts = value.as_object().into_iter().flatten().filter(|(key, value)| *key != "kind" && !value.is_null());
    let kind = value.get("kind").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    parts.fold(kind, |code, (_, value)| {
        format!("{code}:{}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    })
}

/// A cause in both languages.
pub(super) fn said(report: &Report<'_>, cause: &PainCause) -> Option<Bilingual> {
    words::name(pain(cause, Language::Zh, report.reference), pain(cause, Language::En, report.reference))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_the_kind_and_what_it_is_about() {
        assert_eq!(code(&PainCause::Pay {}), "pay");
        assert_eq!(code(&PainCause::Experience { years: 5 }), "experience:5");
        assert_eq!(code(&PainCause::Left { reason: None }), "left");
    }
}
