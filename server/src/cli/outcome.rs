//! `bole outcome`: what became of people is listed, recorded one by one, and imported from files.

use bole_engine::intake::{Rejected, TableFormat};
use bole_engine::loading::{LoadError, Loader, Watch};
use bole_engine::model::{Outcome, TaskKind};
use bole_engine::store::{Listing, MAX_ROWS, Stored};
use bole_engine::wording::{Label, outcome_event};
use clap::ValueEnum;

use super::args::{Import, ImportKind, Outcome as Asked, OutcomeList, OutcomeRecord, Shared};
use super::console::Console;
use super::{Failure, import, load};
use crate::opened::{OPERATOR, Opened};

/// What records taken in one by one are known by as rows.
const SOURCE: &str = "bole outcome record";

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Asked) -> Result<(), Failure> {
    match asked {
        Asked::List(asked) => list(console, asked),
        Asked::Record(asked) => record(console, shared, asked),
        Asked::Import(asked) => import::run(console, shared, &of_outcomes(asked)),
    }
}

/// Whatever the files are called, they hold outcomes.
fn of_outcomes(asked: &Import) -> Import {
    let Import { data, files, dry_run, kind: _, source, rejected } = asked;
    let (data, files, kind) = (data.clone(), files.clone(), Some(ImportKind::Outcomes));
    Import { data, files, dry_run: *dry_run, kind, source: source.clone(), rejected: rejected.clone() }
}

fn list(console: &mut Console<'_>, asked: &OutcomeList) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let event = asked.event.and_then(|event| event.to_possible_value());
    let filters = [
        ("talent", asked.talent.as_ref().map(ToString::to_string)),
        ("organisation", asked.organisation.as_ref().map(ToString::to_string)),
        ("order_id", asked.order.as_ref().map(ToString::to_string)),
        ("entry", asked.entry.as_ref().map(ToString::to_string)),
        ("event", event.map(|event| event.get_name().to_owned())),
    ];
    let filters = filters.into_iter().filter_map(|(column, value)| Some((column, value?))).collect();
    let listing = Listing { filters, limit: asked.limit.clamp(1, MAX_ROWS), ..Listing::default() };
    let found = opened.wait(opened.store().list::<Outcome>(&listing));
    opened.close();
    let found: Vec<Stored<Outcome>> = found?;
    if console.for_programs() {
        let item = |stored: &Stored<Outcome>| serde_json::json!({"version": stored.version, "record": stored.record});
        return console.json(&found.iter().map(item).collect::<Vec<_>>());
    }
    let head = console.say(
        ["记录", "日期", "人才", "上报单位", "情况", "满意度"],
        ["outcome", "date", "talent", "reported by", "what", "satisfaction"],
    );
    let rows = found.iter().map(|stored| row(console, &stored.record)).collect::<Vec<_>>();
    console.table(&head, rows)
}

fn row(console: &Console<'_>, outcome: &Outcome) -> Vec<String> {
    let answer = outcome
        .satisfaction
        .map_or_else(|| "–".to_owned(), |answer| format!("{} {}", answer.stage.label(console.language), answer.score));
    vec![
        outcome.id.to_string(),
        outcome.date.to_string(),
        outcome.talent.to_string(),
        outcome.organisation.to_string(),
        outcome_event(&outcome.event, console.language),
        answer,
    ]
}

/// Keeps the row that was not taken.
#[derive(Default)]
struct Refused(Option<Rejected>);

impl Watch for Refused {
    fn rejected(&mut self, row: &Rejected) -> std::io::Result<()> {
        self.0.get_or_insert_with(|| row.clone());
        Ok(())
    }
}

fn record(console: &mut Console<'_>, shared: &Shared, asked: &OutcomeRecord) -> Result<(), Failure> {
    let given = &asked.given;
    let bytes = given.file.as_deref().map_or_else(|| Ok(given.json.clone().unwrap_or_default().into()), load::bytes)?;
    let reference = load::reference(shared)?;
    let opened = load::writing(&asked.data.place())?;
    let mut refused = Refused::default();
    let loader = Loader {
        store: Some(opened.store()),
        runtime: opened.runtime(),
        lexicon: &reference,
        source: SOURCE,
        by: OPERATOR,
        clock: &crate::clock::now,
    };
    let loaded = loader.load(TaskKind::Outcomes, one(&bytes)?.as_slice(), TableFormat::Ndjson, &mut refused);
    opened.close();
    let counts = match (loaded, refused.0) {
        (_, Some(row)) => return Err(Failure::Usage(row.to_string())),
        (Ok(loaded), None) => loaded.counts,
        (Err(LoadError::Store(error)), None) => return Err(error.into()),
        (Err(LoadError::Disk(error)), None) => return Err(error.into()),
        (Err(LoadError::Stopped), None) => return Err(Failure::Closed),
    };
    if console.for_programs() {
        return console.json(&serde_json::json!({ "counts": counts }));
    }
    let told = match (counts.created, counts.replaced) {
        (1.., _) => console.say("已登记", "recorded"),
        (_, 1..) => console.say("已更正", "corrected"),
        _ => console.say("没有变化", "unchanged"),
    };
    console.line(told)
}

/// One record on one line.
fn one(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let read: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(bytes).map_err(|e| Failure::Usage(format!("JSON: {e}")))?;
    serde_json::to_vec(&read).map_err(|e| Failure::work(e.to_string()))
}
