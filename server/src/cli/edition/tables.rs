//! Editions as tables for people.

use bole_engine::map::{EditionDiff, EntryChange};
use bole_engine::model::{DrawnMap, Edition, Entry, Proposal, ProposalKind};
use bole_engine::wording::{Label as _, Language, proposal as proposal_reason, stars};

use crate::cli::Failure;
use crate::cli::console::Console;

pub(super) fn heads(console: &mut Console<'_>, heads: &[Edition]) -> Result<(), Failure> {
    let language = console.language;
    let head = language.pick(["版本", "标题", "状态", "日期"], ["edition", "title", "status", "as of"]);
    let row = |edition: &Edition| {
        let title = language.of(&edition.title).to_owned();
        vec![edition.id.to_string(), title, edition.status.label(language).to_owned(), edition.as_of.to_string()]
    };
    console.table(&head, heads.iter().map(row))
}

pub(super) fn edition(console: &mut Console<'_>, edition: &Edition, map: Option<&DrawnMap>) -> Result<(), Failure> {
    heads(console, std::slice::from_ref(edition))?;
    let language = console.language;
    let head = language
        .pick(["岗位", "名称", "类别", "人数", "紧缺"], ["entry", "position", "category", "headcount", "stars"]);
    let row = |entry: &Entry| {
        let demand = &entry.demand;
        let category = demand.category.label(language).to_owned();
        let title = language.of(&demand.title).to_owned();
        vec![entry.id.to_string(), title, category, entry.headcount.to_string(), stars(entry.shortage_stars)]
    };
    console.table(&head, edition.entries.iter().map(row))?;
    if let Some(map) = map {
        let text = console.say("地图：方法、数据哈希、地图哈希", "map: method, hash of the inputs, hash of the map");
        console.line(format!("{text}: {} {} {}", map.method, map.inputs_hash, map.map_hash))?;
    }
    Ok(())
}

pub(super) fn proposals(console: &mut Console<'_>, proposals: &[Proposal]) -> Result<(), Failure> {
    if proposals.is_empty() {
        return console.line(console.say("没有变更建议", "nothing is proposed"));
    }
    let language = console.language;
    let head =
        language.pick(["岗位", "名称", "建议", "理由", "状态"], ["entry", "position", "proposed", "why", "state"]);
    let row = |proposal: &Proposal| {
        let entry = proposal.after.as_ref().or(proposal.before.as_ref());
        let title = entry.map(|entry| language.of(&entry.demand.title).to_owned()).unwrap_or_default();
        let why: Vec<String> = proposal.reasons.iter().map(|reason| proposal_reason(reason, language)).collect();
        let (kind, state) = (proposal.kind.label(language), proposal.state.label(language));
        vec![proposal.entry.to_string(), title, kind.into(), why.join("；"), state.into()]
    };
    console.table(&head, proposals.iter().map(row))
}

pub(super) fn diff(console: &mut Console<'_>, diff: &EditionDiff) -> Result<(), Failure> {
    let language = console.language;
    let head = language.pick(
        ["岗位", "名称", "变化", "人数", "紧缺", "其他字段"],
        ["entry", "position", "change", "headcount", "stars", "other fields"],
    );
    console.table(&head, diff.entries.iter().map(|change| changed(change, language)))?;
    if diff.effects.is_empty() {
        return Ok(());
    }
    let head = language.pick(
        ["节点", "原缺口", "数据影响", "方法影响", "现缺口"],
        ["node", "gap before", "by the data", "by the method", "gap after"],
    );
    let whole = language.pick("全市", "the city");
    console.table(
        &head,
        diff.effects.iter().map(|effect| {
            let node = effect.node.as_ref().map_or_else(|| whole.to_owned(), ToString::to_string);
            let (data, method) = (format!("{:+}", effect.data), format!("{:+}", effect.method));
            vec![node, effect.before.to_string(), data, method, effect.after.to_string()]
        }),
    )
}

fn changed(change: &EntryChange, language: Language) -> Vec<String> {
    let row =
        |entry: &dyn ToString, title: &str, kind: ProposalKind, headcount: String, stars: String, fields: String| {
            vec![entry.to_string(), title.to_owned(), kind.label(language).to_owned(), headcount, stars, fields]
        };
    match change {
        EntryChange::Came { entry, title, headcount } => {
            let count = format!("0 → {headcount}");
            row(entry, language.of(title), ProposalKind::Came, count, String::new(), String::new())
        }
        EntryChange::Went { entry, title, headcount } => {
            let count = format!("{headcount} → 0");
            row(entry, language.of(title), ProposalKind::Went, count, String::new(), String::new())
        }
        EntryChange::Changed { entry, title, headcount: (old, new), stars: (before, after), fields } => {
            let moved = |same: bool, text: String| if same { String::new() } else { text };
            let count = moved(old == new, format!("{old} → {new}"));
            let starred = moved(before == after, format!("{} → {}", stars(*before), stars(*after)));
            row(entry, language.of(title), ProposalKind::Changed, count, starred, fields.join(" "))
        }
    }
}
