//! `bole import`: files of people and orders into a data folder. Rejected rows are told with line, field and reason, and
//! never stop the rest.

mod files;
mod report;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use bole_engine::intake::{import_cv, import_json_resume};
use bole_engine::loading::{LoadError, Loader, Watch};
use bole_engine::model::TaskKind;
use bole_engine::reference::Reference;
use bole_engine::store::StoreError;
use tokio::runtime::Handle;

use super::args::{Import as Asked, ImportKind, Shared};
use super::console::{Console, progress};
use super::{Failure, load};
use crate::lists;
use crate::opened::{OPERATOR, Opened};
use crate::rejects::Rejects;
pub(super) use files::are_vacancies;
use report::{Onlooker, Report};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Asked) -> Result<(), Failure> {
    let opened = open(asked)?;
    let reference = load::reference(shared)?;
    let reference = opened.iter().try_fold(reference, lists::extended)?;
    let mut rejects = asked.rejected.as_deref().map(report::rejects).transpose()?;
    let mut reports = Vec::new();
    for file in &asked.files {
        let kind = asked.kind.map_or_else(|| files::guess(file), Ok)?;
        let source = asked.source.clone().unwrap_or_else(|| files::source(file));
        let mut report =
            Report { file: file.display().to_string(), kind: files::name(kind), source, ..Report::default() };
        let kept = opened.as_ref().filter(|_| !asked.dry_run);
        Taking { path: file, reference: &reference, opened: kept }.take(kind, &mut report, rejects.as_mut())?;
        if !console.for_programs() {
            report.tell(console)?;
        }
        reports.push(report);
    }
    rejects.map_or(Ok(()), |mut rejects| rejects.finish())?;
    finish(console, asked, &reports)
}

/// Opens the store; a dry run makes none where there is none.
fn open(asked: &Asked) -> Result<Option<Opened>, Failure> {
    let place = asked.data.place();
    if !asked.dry_run {
        return Ok(Some(Opened::filling(&place)?));
    }
    match Opened::existing(&place) {
        Err(StoreError::Missing(_) | StoreError::Files(_)) => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

/// One file on its way in.
struct Taking<'t> {
    path: &'t Path,
    reference: &'t Reference,
    /// Nothing in a dry run.
    opened: Option<&'t Opened>,
}

impl Taking<'_> {
    fn take(&self, kind: ImportKind, report: &mut Report, rejects: Option<&mut Rejects<File>>) -> Result<(), Failure> {
        match kind {
            ImportKind::Profiles => self.table(TaskKind::Profiles, report, rejects),
            ImportKind::Orders => self.table(TaskKind::Orders, report, rejects),
            ImportKind::Vacancies => self.table(TaskKind::Vacancies, report, rejects),
            ImportKind::Organisations => self.table(TaskKind::Organisations, report, rejects),
            ImportKind::Programmes => self.table(TaskKind::Programmes, report, rejects),
            ImportKind::TrainingPlans => self.table(TaskKind::TrainingPlans, report, rejects),
            ImportKind::Cohorts => self.table(TaskKind::Cohorts, report, rejects),
            ImportKind::Outcomes => self.table(TaskKind::Outcomes, report, rejects),
            ImportKind::Cv | ImportKind::JsonResume => self.document(kind, report, rejects),
            ImportKind::Esco | ImportKind::Onet => self.list(kind, report, rejects),
        }
    }

    /// Reads a table or a stream of records; memory stays flat.
    fn table(&self, kind: TaskKind, report: &mut Report, rejects: Option<&mut Rejects<File>>) -> Result<(), Failure> {
        let (format, file) = (files::format(self.path)?, files::file(self.path)?);
        let bar = progress(file.metadata().map_or(0, |data| data.len()), &report.file);
        let input = bar.wrap_read(BufReader::new(file));
        let source = report.source.clone();
        let mut watch = Onlooker { report, rejects };
        let loaded = self.with_loader(&source, |loader| loader.load(kind, input, format, &mut watch))?;
        bar.finish_and_clear();
        report.take(loaded);
        Ok(())
    }

    /// Reads a CV or a résumé: one file, one person.
    fn document(
        &self,
        kind: ImportKind,
        report: &mut Report,
        rejects: Option<&mut Rejects<File>>,
    ) -> Result<(), Failure> {
        let bytes = load::bytes(self.path)?;
        let text = String::from_utf8_lossy(&bytes);
        let id = files::talent_id(self.path)?;
        let read = if kind == ImportKind::Cv {
            import_cv(id, &text, crate::clock::today().map_err(Failure::work)?, self.reference)
        } else {
            import_json_resume(id, &text, self.reference)
        };
        let source = report.source.clone();
        let mut watch = Onlooker { report, rejects };
        let loaded = self.with_loader(&source, |loader| loader.keep(read, &mut watch))?;
        report.take(loaded);
        Ok(())
    }

    fn with_loader<T>(
        &self,
        source: &str,
        work: impl FnOnce(&Loader<'_>) -> Result<T, LoadError>,
    ) -> Result<T, Failure> {
        // A dry run waits for nothing, but a runtime must be named.
        let spare = self.opened.is_none().then(tokio::runtime::Runtime::new).transpose()?;
        let runtime = self.opened.map(Opened::runtime).or(spare.as_ref().map(tokio::runtime::Runtime::handle));
        let runtime: &Handle = runtime.ok_or_else(|| Failure::Work("there is no runtime".into()))?;
        let loader = Loader {
            store: self.opened.map(|opened| opened.store()),
            runtime,
            lexicon: self.reference,
            source,
            by: OPERATOR,
            clock: &crate::clock::now,
        };
        work(&loader).map_err(|error| match error {
            LoadError::Store(error) => error.into(),
            LoadError::Disk(error) => error.into(),
            LoadError::Stopped => Failure::Closed,
        })
    }

    /// Keeps a foreign list beside the records; it is read with the vocabulary from then on.
    fn list(&self, kind: ImportKind, report: &mut Report, rejects: Option<&mut Rejects<File>>) -> Result<(), Failure> {
        let bytes = load::bytes(self.path)?;
        let name = if kind == ImportKind::Onet {
            let part = lists::onet_part(self.path).ok_or_else(|| {
                Failure::Usage(format!("{}: name it Occupation Data.txt or Technology Skills.txt", self.path.display()))
            })?;
            part.to_owned()
        } else {
            lists::esco_name(self.path)
        };
        let read = lists::read(&[(name.clone(), bytes.clone())], self.reference);
        report.counts.taken = (read.additions.skills.len() + read.additions.occupations.len()) as u64;
        report.counts.rejected = read.rejected.len() as u64;
        report.counts.warnings = read.warnings.len() as u64;
        report.warnings = read.warnings;
        let mut watch = Onlooker { report, rejects };
        read.rejected.iter().try_for_each(|row| watch.rejected(row))?;
        if let Some(opened) = self.opened {
            lists::keep(opened, &name, &bytes)?;
        }
        Ok(())
    }
}

fn finish(console: &mut Console<'_>, asked: &Asked, reports: &[Report]) -> Result<(), Failure> {
    if console.for_programs() {
        console.json(&reports)?;
    } else if asked.dry_run {
        let line = console.say("试运行：没有写入任何数据", "dry run: nothing was written");
        console.line(line)?;
    }
    let sum = |count: fn(&Report) -> u64| reports.iter().map(count).sum::<u64>();
    if sum(|report| report.counts.taken) == 0 && sum(|report| report.counts.rejected) > 0 {
        return Err(Failure::Work(console.say("没有一条可以导入", "nothing could be imported").into()));
    }
    Ok(())
}
