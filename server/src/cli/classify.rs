//! `bole classify`: people sorted into the four categories, with reasons.

use std::collections::BTreeMap;

use bole_engine::classify::{Classified, classify};
use bole_engine::intake::{TableFormat, import_profiles};
use bole_engine::model::{Category, Date, Profile};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Label};

use super::args::{Classify, Shared};
use super::console::Console;
use super::{Failure, load};
use crate::mask::mask;
use crate::opened::{Opened, Place};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Classify) -> Result<(), Failure> {
    let today = crate::clock::today().map_err(Failure::work)?;
    match (&asked.data, &asked.profile) {
        (Some(data), _) => {
            let opened = Opened::existing(&Place::Folder(data.clone()))?;
            let reference = load::extended(shared, &opened)?;
            everybody(console, &opened, &reference, today)
        }
        (None, Some(file)) => {
            let reference = load::reference(shared)?;
            let name = file.display().to_string();
            let format = TableFormat::of_name(&name);
            let format = format
                .ok_or_else(|| Failure::Usage(format!("{name}: allowed endings: ndjson, json, csv, xlsx, yaml")))?;
            let bytes = load::bytes(file)?;
            let read = import_profiles(&bytes[..], format, &reference);
            if let Some(rejected) = read.rejected.first() {
                return Err(Failure::Work(format!("{name}: {rejected}")));
            }
            read.records.iter().try_for_each(|profile| one(console, profile, &reference, today))
        }
        (None, None) => Err(Failure::Usage("name --data or --profile".into())),
    }
}

/// A line of JSON for each person, or counts for people to read.
fn everybody(console: &mut Console<'_>, opened: &Opened, reference: &Reference, day: Date) -> Result<(), Failure> {
    let mut counts: BTreeMap<Option<Category>, usize> = BTreeMap::new();
    for profile in opened.scan::<Profile>() {
        let profile = profile?.record;
        let found = classify(&profile, reference, day);
        if console.for_programs() {
            console.line(serde_json::json!({"id": profile.id, "classified": found}))?;
        }
        *counts.entry(found.primary).or_default() += 1;
    }
    if console.for_programs() {
        return Ok(());
    }
    let l = console.language;
    let unknown = console.say("资料不足", "too little is known");
    let total = counts.values().sum::<usize>().max(1) as f64;
    let rows: Vec<_> = counts
        .iter()
        .map(|(category, &count)| {
            let label = category.map_or(unknown, |category| category.label(l));
            vec![label.to_owned(), count.to_string(), format!("{:.1}%", count as f64 / total * 100.0)]
        })
        .collect();
    console.table(&[console.say("类别", "category"), console.say("人数", "people"), console.say("占比", "share")], rows)
}

fn one(console: &mut Console<'_>, profile: &Profile, reference: &Reference, day: Date) -> Result<(), Failure> {
    let found = classify(profile, reference, day);
    if console.for_programs() {
        return console.line(serde_json::json!({"id": profile.id, "classified": found}));
    }
    let l = console.language;
    let name = profile.name.as_deref().map_or_else(|| "—".into(), mask);
    let primary =
        found.primary.map_or(console.say("资料不足", "too little is known"), |category| category.label(l));
    let line =
        format!("{} {}  {} ({:.0}%)", console.bold(name), profile.id, console.bold(primary), found.confidence * 100.0);
    console.line(line)?;
    if let Some(by) = &found.overridden {
        let (who, why) = (&by.by, &by.reason);
        let head = console.say("人工指定", "set by a person");
        console.line(format!("  {head}: {who} · {why}"))?;
    }
    scores(console, &found, reference)
}

fn scores(console: &mut Console<'_>, found: &Classified, reference: &Reference) -> Result<(), Failure> {
    let l = console.language;
    for score in found.scores.iter().filter(|score| score.points > 0.0) {
        let reasons = score
            .reasons
            .iter()
            .map(|reason| format!("+{:.1} {}", reason.points, wording::proof(&reason.proof, l, reference)));
        let reasons: Vec<String> = reasons.collect();
        let label = super::console::fit(score.category.label(l), 18);
        console.line(format!("  {label}{:>4.1}  {}", score.points, reasons.join(console.say("；", "; "))))?;
    }
    Ok(())
}
