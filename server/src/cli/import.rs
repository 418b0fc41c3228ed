//! `bole import`: files of people and orders into a data folder. Rejected rows are told with line, field and reason, and
//! never stop the rest.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

use bole_engine::intake::{
    Import, Record, Records, Rejected, TableFormat, Unlinked, Warning, import_cv, import_json_resume,
};
use bole_engine::model::{Order, Profile, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Batch, Put, StoreError};

use super::args::{Import as Asked, ImportKind, Shared};
use super::console::{Console, progress};
use super::{Failure, load};
use crate::lists;
use crate::opened::{Opened, order_operations};

/// Records written at a time.
const BATCH: usize = 5_000;
/// Complaints of one kind that are printed; all of them are counted, and `--rejected` keeps all rejected rows.
const TOLD: usize = 8;

/// What one file gave.
#[derive(Debug, Default, serde::Serialize)]
struct Report {
    file: String,
    kind: String,
    taken: usize,
    rejected: Vec<Rejected>,
    unlinked: Vec<Unlinked>,
    warnings: Vec<Warning>,
}

impl Report {
    fn notes<T>(&mut self, notes: Import<T>) {
        self.rejected.extend(notes.rejected);
        self.unlinked.extend(notes.unlinked);
        self.warnings.extend(notes.warnings);
    }
}

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Asked) -> Result<(), Failure> {
    let opened = open(asked)?;
    let reference = load::reference(shared)?;
    let reference = opened.iter().try_fold(reference, lists::extended)?;
    let kept = opened.as_ref().filter(|_| !asked.dry_run);
    let mut reports = Vec::new();
    let mut files = asked.files.as_slice();
    while let Some((file, rest)) = files.split_first() {
        let kind = asked.kind.map_or_else(|| guess(file), Ok)?;
        let mut report = Report { file: file.display().to_string(), kind: name(kind), ..Report::default() };
        files = rest;
        match kind {
            ImportKind::Profiles => table::<Profile>(file, &reference, kept, &mut report)?,
            ImportKind::Orders => table::<Order>(file, &reference, kept, &mut report)?,
            ImportKind::Vacancies => vacancies(file, &reference, kept, &mut report)?,
            ImportKind::Cv | ImportKind::JsonResume => {
                document(kind, file, &reference, kept, &mut report)?;
            }
            ImportKind::Esco | ImportKind::Onet => list(kind, file, &reference, kept, &mut report)?,
        }
        if !console.for_programs() {
            tell(console, &report)?;
        }
        reports.push(report);
    }
    finish(console, asked, &reports)
}

/// Opens the store; a dry run makes none where there is none.
fn open(asked: &Asked) -> Result<Option<Opened>, Failure> {
    let place = asked.data.place();
    if !asked.dry_run {
        return Ok(Some(Opened::writing(&place)?));
    }
    match Opened::existing(&place) {
        Err(StoreError::Missing(_)) => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

fn name(kind: ImportKind) -> String {
    use clap::ValueEnum;
    kind.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// What a file holds, by its name; a JSON file with `basics` is a résumé, a CSV with `conceptUri` is ESCO's.
fn guess(file: &Path) -> Result<ImportKind, Failure> {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if lists::onet_part(file).is_some() {
        return Ok(ImportKind::Onet);
    }
    Ok(match ending.as_str() {
        "txt" | "md" => ImportKind::Cv,
        "json" if holds(file, b"\"basics\"")? => ImportKind::JsonResume,
        "csv" if holds(file, b"conceptUri")? => ImportKind::Esco,
        _ if super::vacancies::are(file) => ImportKind::Vacancies,
        _ if stem.contains("order") || stem.contains("订单") || stem.contains("需求") => ImportKind::Orders,
        _ => ImportKind::Profiles,
    })
}

fn holds(file: &Path, words: &[u8]) -> Result<bool, Failure> {
    use std::io::Read;
    let mut head = Vec::new();
    self::file(file)?.take(4096).read_to_end(&mut head)?;
    Ok(head.windows(words.len()).any(|window| window == words))
}

fn file(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|e| Failure::Usage(format!("{}: {e}", file.display())))
}

/// A record that the store keeps.
trait Kept: Record {
    /// Adds what taking the record in does.
    fn put(&self, batch: &mut Batch) -> Result<(), StoreError>;

    /// Takes records in; returns once they are safe on disk.
    fn keep(opened: &Opened, records: &[Self]) -> Result<(), StoreError> {
        let mut batch = Opened::batch();
        records.iter().try_for_each(|record| record.put(&mut batch))?;
        opened.write(batch).map(drop)
    }
}

impl Kept for Profile {
    fn put(&self, batch: &mut Batch) -> Result<(), StoreError> {
        batch.operations.push(Put::new(self)?.into());
        Ok(())
    }
}

impl Kept for Order {
    fn put(&self, batch: &mut Batch) -> Result<(), StoreError> {
        batch.operations.extend(order_operations(self)?);
        Ok(())
    }
}

fn format(path: &Path) -> Result<TableFormat, Failure> {
    let allowed = "allowed endings: ndjson, jsonl, json, csv, tsv, xlsx, yaml";
    let format = TableFormat::of_name(&path.to_string_lossy());
    format.ok_or_else(|| Failure::Usage(format!("{}: {allowed}", path.display())))
}

fn vacancies(path: &Path, reference: &Reference, opened: Option<&Opened>, report: &mut Report) -> Result<(), Failure> {
    let read = super::vacancies::read(&load::bytes(path)?, format(path)?, reference);
    report.taken = read.records.len();
    if let Some(opened) = opened {
        Order::keep(opened, &read.records)?;
    }
    report.notes(read);
    Ok(())
}

/// Reads a table or a stream of records; memory stays flat.
fn table<T: Kept>(
    path: &Path,
    reference: &Reference,
    opened: Option<&Opened>,
    report: &mut Report,
) -> Result<(), Failure> {
    let format = format(path)?;
    let file = file(path)?;
    let bar = progress(file.metadata().map_or(0, |data| data.len()), &report.file);
    let mut records = Records::<_, T>::open(bar.wrap_read(BufReader::new(file)), format, reference);
    let mut batch = Vec::new();
    loop {
        let outcome = records.next();
        let last = outcome.is_none();
        match outcome {
            Some(Ok(record)) => batch.push(record),
            Some(Err(rejected)) => report.rejected.push(rejected),
            None => {}
        }
        if last || batch.len() >= BATCH {
            report.taken += batch.len();
            if let Some(opened) = opened {
                T::keep(opened, &batch)?;
            }
            batch.clear();
        }
        if last {
            break;
        }
    }
    bar.finish_and_clear();
    report.notes(records.into_notes());
    Ok(())
}

/// Reads a CV or a résumé: one file, one person.
fn document(
    kind: ImportKind,
    path: &Path,
    reference: &Reference,
    opened: Option<&Opened>,
    report: &mut Report,
) -> Result<(), Failure> {
    let bytes = load::bytes(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let id = talent_id(path)?;
    let read = if kind == ImportKind::Cv {
        import_cv(id, &text, crate::clock::today().map_err(Failure::work)?, reference)
    } else {
        import_json_resume(id, &text, reference)
    };
    report.taken = read.records.len();
    if let Some(opened) = opened {
        Profile::keep(opened, &read.records)?;
    }
    report.notes(read);
    Ok(())
}

/// The talent id of a file: its name, where that is an id, else what of it an id may hold, told apart by a sum.
fn talent_id(path: &Path) -> Result<TalentId, Failure> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = TalentId::new(stem.as_str()).or_else(|_| {
        let kept: String = stem.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        // FNV-1a: the same name must give the same id on every machine and in every version.
        let sum =
            stem.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| (sum ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        TalentId::new(format!("{kept}-{sum:016x}"))
    });
    Ok(id?)
}

/// Keeps a foreign list beside the records; it is read with the vocabulary from then on.
fn list(
    kind: ImportKind,
    path: &Path,
    reference: &Reference,
    opened: Option<&Opened>,
    report: &mut Report,
) -> Result<(), Failure> {
    let bytes = load::bytes(path)?;
    let name = if kind == ImportKind::Onet {
        let part = lists::onet_part(path).ok_or_else(|| {
            Failure::Usage(format!("{}: name it Occupation Data.txt or Technology Skills.txt", path.display()))
        })?;
        part.to_owned()
    } else {
        lists::esco_name(path)
    };
    let read = lists::read(&[(name.clone(), bytes.clone())], reference);
    report.taken = read.additions.skills.len() + read.additions.occupations.len();
    report.rejected = read.rejected;
    report.warnings = read.warnings;
    if let Some(opened) = opened {
        lists::keep(opened, &name, &bytes)?;
    }
    Ok(())
}

fn tell(console: &mut Console<'_>, report: &Report) -> Result<(), Failure> {
    let (file, taken) = (console.bold(&report.file), report.taken);
    let counts = [
        (taken, console.say("条已读取", "taken")),
        (report.rejected.len(), console.say("条被拒", "rejected")),
        (report.unlinked.len(), console.say("处未识别", "kept as text")),
        (report.warnings.len(), console.say("处提示", "warnings")),
    ];
    console.line(format!("{file} ({}): {}", report.kind, counts.map(|(n, word)| format!("{n} {word}")).join(" · ")))?;
    for rejected in report.rejected.iter().take(TOLD) {
        console.line(format!("  ✗ {rejected}"))?;
    }
    for unlinked in report.unlinked.iter().take(TOLD) {
        let near = unlinked.suggestion.as_deref().map_or_else(String::new, |near| format!(" → {near}?"));
        let line = console.dim(format!("  ? {}: {} ×{}{near}", unlinked.field, unlinked.text, unlinked.count));
        console.line(line)?;
    }
    Ok(())
}

fn finish(console: &mut Console<'_>, asked: &Asked, reports: &[Report]) -> Result<(), Failure> {
    if let Some(path) = &asked.rejected {
        rejected(path, reports).map_err(|e| Failure::work(format!("{}: {e}", path.display())))?;
    }
    if console.for_programs() {
        console.json(&reports)?;
    } else if asked.dry_run {
        let line = console.say("试运行:没有写入任何数据", "dry run: nothing was written");
        console.line(line)?;
    }
    let (taken, lost) = reports.iter().fold((0, 0), |(t, r), report| (t + report.taken, r + report.rejected.len()));
    if taken == 0 && lost > 0 {
        return Err(Failure::Work(console.say("没有一条可以导入", "nothing could be imported").into()));
    }
    Ok(())
}

fn rejected(path: &Path, reports: &[Report]) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for report in reports {
        for row in &report.rejected {
            let line = serde_json::json!({
                "file": report.file, "line": row.line, "field": row.field, "value": row.value,
                "reason": row.reason, "allowed": row.allowed,
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_an_id_that_does_not_change() {
        assert_eq!(talent_id(Path::new("cv-01.txt")).unwrap().as_str(), "cv-01");
        let chinese = talent_id(Path::new("/x/张三 简历.txt")).unwrap();
        assert_eq!(chinese, talent_id(Path::new("/y/张三 简历.md")).unwrap());
        assert_ne!(chinese, talent_id(Path::new("李四 简历.txt")).unwrap());
    }
}
