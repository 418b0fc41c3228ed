//! What an import gave, for people and for programs; rejected rows go to their file as they come.

use std::fs::File;
use std::path::Path;

use bole_engine::intake::{Rejected, Unlinked, Warning, WarningCode};
use bole_engine::loading::{Loaded, PlanTaken, Watch};
use bole_engine::model::TaskCounts;
use bole_engine::wording::refusal;

use crate::cli::Failure;
use crate::cli::console::Console;
use crate::rejects::Rejects;

/// Complaints of one kind that are printed for people; all of them are counted, and `--rejected` keeps all rejected rows.
const PRINTED: usize = 8;
/// Words of a programme that were not linked and are printed for people; all of them stand in the record.
const WORDS: usize = 12;
/// Rejected rows that a report holds for programs; memory stays flat.
const HELD: usize = 1000;

/// What one file gave.
#[derive(Debug, Default, serde::Serialize)]
pub(super) struct Report {
    pub file: String,
    pub kind: String,
    pub source: String,
    pub counts: TaskCounts,
    /// The first of the rejected rows.
    pub rejected: Vec<Rejected>,
    pub unlinked: Vec<Unlinked>,
    pub warnings: Vec<Warning>,
    /// What was read of training plans, programme by programme.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanTaken>,
}

impl Report {
    /// Takes what the loader says.
    pub(super) fn take(&mut self, loaded: Loaded) {
        let Loaded { counts, unlinked, warnings, plans, sequence: _ } = loaded;
        (self.counts, self.unlinked, self.warnings, self.plans) = (counts, unlinked, warnings, plans);
    }

    /// Prints it.
    pub(super) fn tell(&self, console: &mut Console<'_>) -> Result<(), Failure> {
        let TaskCounts { taken, created, replaced, unchanged, rejected, unlinked, warnings } = self.counts;
        let counts = [
            (taken, console.say("条已读取", "taken")),
            (created, console.say("条新增", "new")),
            (replaced, console.say("条更新", "replaced")),
            (unchanged, console.say("条不变", "unchanged")),
            (rejected, console.say("条被拒", "rejected")),
            (unlinked, console.say("处未识别", "kept as text")),
            (warnings, console.say("处提示", "warnings")),
        ];
        let counts = counts.map(|(n, word)| format!("{n} {word}")).join(" · ");
        let file = console.bold(&self.file);
        console.line(format!("{file} ({}): {counts}", self.kind))?;
        self.plans.iter().try_for_each(|plan| tell_plan(plan, console))?;
        for rejected in self.rejected.iter().take(PRINTED) {
            let told = rejected.to_string();
            console.line(format!("  ✗ {}", refusal(&told, console.language)))?;
        }
        for ignored in self.warnings.iter().filter(|told| told.code == WarningCode::ColumnIgnored).take(PRINTED) {
            let line = console.say("此列未读取", "this column was not read");
            let line = console.dim(format!("  ! {}: {line}", ignored.field));
            console.line(line)?;
        }
        // Those of training plans are told with their programmes.
        let apart = if self.plans.is_empty() { PRINTED } else { 0 };
        for unlinked in self.unlinked.iter().take(apart) {
            let near = unlinked.suggestion.as_deref().map_or_else(String::new, |near| format!(" → {near}?"));
            let line = console.dim(format!("  ? {}: {} ×{}{near}", unlinked.field, unlinked.text, unlinked.count));
            console.line(line)?;
        }
        Ok(())
    }
}

/// Prints what was read of a training plan: its courses, how many teach a skill, and the words that were not linked.
fn tell_plan(plan: &PlanTaken, console: &mut Console<'_>) -> Result<(), Failure> {
    let counts = [
        (plan.courses, console.say("门课程", "courses")),
        (plan.public, console.say("门公共课", "public")),
        (plan.linked, console.say("门已关联技能", "linked to skills")),
        (plan.unlinked.len(), console.say("个词未关联", "words not linked")),
    ];
    let counts = counts.map(|(n, word)| format!("{n} {word}")).join(" · ");
    let name = console.say(&plan.name.zh, &plan.name.en).to_owned();
    console.line(format!("  {name} ({}): {counts}", plan.programme))?;
    if plan.unlinked.is_empty() {
        return Ok(());
    }
    let more = if plan.unlinked.len() > WORDS { " …" } else { "" };
    let words = plan.unlinked.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join("、");
    let line = console.dim(format!("    ? {words}{more}"));
    console.line(line)
}

/// Looks on: keeps the first rejected rows for the report and all of them in the file that `--rejected` names.
pub(super) struct Onlooker<'r> {
    pub report: &'r mut Report,
    pub rejects: Option<&'r mut Rejects<File>>,
}

impl Watch for Onlooker<'_> {
    fn rejected(&mut self, row: &Rejected) -> std::io::Result<()> {
        if self.report.rejected.len() < HELD {
            self.report.rejected.push(row.clone());
        }
        self.rejects.as_mut().map_or(Ok(()), |rejects| rejects.write(Some(&self.report.file), row))
    }
}

/// Opens the file that `--rejected` names.
pub(super) fn rejects(path: &Path) -> Result<Rejects<File>, Failure> {
    let file = File::create(path).map_err(|e| Failure::work(format!("{}: {e}", path.display())))?;
    Ok(Rejects::new(file))
}
