//! `bole check`: everything that is wrong with a catalog, by file, line and field.

use bole_engine::intake::{Catalog, MANIFEST, Problem, Severity, refreshed_manifest};
use bole_engine::wording::refusal;

use super::Failure;
use super::args::{Check, Shared};
use super::console::Console;
use crate::catalogs;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Check) -> Result<(), Failure> {
    let folder = shared.catalog.as_deref();
    let mut files = catalogs::files(folder).map_err(|e| Failure::Usage(e.to_string()))?;
    if asked.update_manifest {
        let folder = folder.ok_or_else(|| Failure::Usage("--update-manifest needs --catalog DIR".into()))?;
        let manifest = refreshed_manifest(&files);
        std::fs::write(folder.join(MANIFEST), &manifest).map_err(Failure::work)?;
        files.insert(MANIFEST, manifest);
    }
    let (catalog, problems) = Catalog::read(&files);
    if console.for_programs() {
        console.json(&problems)?;
    } else {
        problems.iter().try_for_each(|problem| tell(console, problem))?;
        summary(console, &catalog, &problems)?;
    }
    if Problem::any_error(&problems) {
        return Err(Failure::Work(console.say("目录数据有错误", "the catalog has errors").into()));
    }
    Ok(())
}

fn tell(console: &mut Console<'_>, problem: &Problem) -> Result<(), Failure> {
    let (word, style) = match problem.severity {
        Severity::Error => (console.say("错误", "error"), owo_colors::Style::new().red()),
        Severity::Warning => (console.say("警告", "warning"), owo_colors::Style::new().yellow()),
        Severity::Info => (console.say("提示", "info"), owo_colors::Style::new().dimmed()),
    };
    let word = console.style(word, style);
    console.line(format!("{word} {}", refusal(&problem.to_string(), console.language)))
}

fn summary(console: &mut Console<'_>, catalog: &Catalog, problems: &[Problem]) -> Result<(), Failure> {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    for edition in catalog.editions.values() {
        let id = console.bold(&edition.id);
        let parts = [
            (edition.chains.len(), console.say("条产业链", "chains")),
            (edition.nodes.len(), console.say("个节点", "nodes")),
            (edition.links.len(), console.say("条连接", "links")),
            (edition.entries.len(), console.say("个岗位", "entries")),
            (catalog.vocabulary.skills().len(), console.say("项技能", "skills")),
        ];
        console.line(format!("{id}: {}", parts.map(|(count, word)| format!("{count} {word}")).join(" · ")))?;
    }
    let words = (console.say("个错误", "error(s)"), console.say("个警告", "warning(s)"));
    let comma = console.say("，", ", ");
    console.line(format!("{errors} {}{comma}{warnings} {}", words.0, words.1))
}
