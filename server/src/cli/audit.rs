//! `bole audit`: the log of who did and saw what, verified, listed, purged.

use std::path::Path;

use bole_engine::model::{Date, Moment};
use bole_engine::store::{Audit, AuditEntry, Batch, Done, Operation, StoreError};

use super::Failure;
use super::args::{AuditCommand, AuditList, Data, Purge};
use super::console::Console;
use crate::config::{Config, Flags};
use crate::opened::{Opened, Place};

pub(super) fn run(console: &mut Console<'_>, asked: &AuditCommand) -> Result<(), Failure> {
    match asked {
        AuditCommand::Verify(data) => verify(console, data),
        AuditCommand::List(asked) => list(console, asked),
        AuditCommand::Purge(asked) => purge(console, asked),
    }
}

fn verify(console: &mut Console<'_>, data: &Data) -> Result<(), Failure> {
    let opened = Opened::existing(&data.place())?;
    let store = opened.store();
    let head = opened.wait(store.verify_audit())?.map_err(|fault| Failure::Work(format!("audit: {fault}")))?;
    if console.for_programs() {
        return console.line(serde_json::json!(head));
    }
    let count = head.number + 1 - head.first;
    let text = console.say("审计日志完整，条目数", "the audit log holds; entries");
    console.line(format!("{text}: {count} ({} … {})", head.first, head.number))?;
    // Noted elsewhere, it tells whether somebody made the whole log anew.
    let text = console.say("末条哈希，请另行抄存", "the last entry's hash; keep it elsewhere too");
    console.line(format!("{text}: {}", head.hash))
}

fn list(console: &mut Console<'_>, asked: &AuditList) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let entries = opened.wait(opened.store().audit(asked.after, asked.limit))?;
    if console.for_programs() {
        return entries.iter().try_for_each(|entry| console.line(serde_json::json!(entry)));
    }
    let head = match console.language {
        bole_engine::wording::Language::Zh => ["序号", "时间", "谁", "做了什么", "对象"],
        bole_engine::wording::Language::En => ["number", "when", "who", "did", "to"],
    };
    console.table(&head, entries.iter().map(row))
}

fn row(entry: &AuditEntry) -> Vec<String> {
    let when = Moment::from_millis(entry.at).map_or_else(|_| entry.at.to_string(), |at| at.to_string());
    let on = [entry.kind.as_deref(), entry.id.as_deref()].map(Option::unwrap_or_default).join(" ");
    vec![entry.number.to_string(), when, entry.actor.clone(), entry.action.clone(), on]
}

fn purge(console: &mut Console<'_>, asked: &Purge) -> Result<(), Failure> {
    let config = Config::load(asked.config.as_deref(), std::env::vars().collect(), Flags::default())?;
    let before = before(asked.before, config.audit_retention_years)?;
    let opened = writing(&asked.data)?;
    let (mut decisions, mut entries) = (0, 0);
    loop {
        let written = opened.write(Opened::batch().with(Operation::Purge { before: midnight(before)?.millis() }))?;
        let Some(Done::Purged { decisions: gone, entries: old }) = written.done.first() else { break };
        (decisions, entries) = (decisions + gone, entries + old);
        if *gone == 0 {
            break;
        }
    }
    opened.write(noted(before, decisions, entries))?;
    opened.wait(opened.store().scrub())?;
    let text = console.say("已清除：决策、审计条目", "purged: decisions, audit entries");
    console.line(format!("{text}: {decisions}, {entries} (< {before})"))
}

fn noted(before: Date, decisions: u64, entries: u64) -> Batch {
    let detail = serde_json::json!({"before": before, "decisions": decisions, "entries": entries});
    let (organisation, kind, id) = (None, None, None);
    Opened::batch().noting(Audit { organisation, action: "audit.purged", kind, id, detail })
}

/// The day before which everything goes; none later than the retention allows.
fn before(asked: Option<Date>, years: u8) -> Result<Date, Failure> {
    let latest = crate::clock::years_ago(years)?;
    match asked {
        Some(day) if day > latest => Err(Failure::Usage(format!(
            "--before {day} is not allowed; allowed: {latest} or earlier, since audit_retention_years is {years}"
        ))),
        Some(day) => Ok(day),
        None => Ok(latest),
    }
}

fn midnight(day: Date) -> Result<Moment, Failure> {
    Ok(Moment::try_from(format!("{day}T00:00:00.000Z"))?)
}

/// Opens for writing what must be there already.
fn writing(data: &Data) -> Result<Opened, Failure> {
    let place = data.place();
    if let Place::Folder(path) = &place
        && !Path::is_dir(path)
    {
        return Err(StoreError::Missing(path.clone()).into());
    }
    Ok(Opened::writing(&place)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_must_be_kept_is_purged() {
        let latest = crate::clock::years_ago(3).unwrap();
        assert_eq!(before(None, 3).unwrap(), latest);
        assert_eq!(before(Some(latest), 3).unwrap(), latest);
        let refused = before(Some(latest.plus_days(1)), 3);
        assert!(matches!(refused, Err(Failure::Usage(told)) if told.contains(&latest.to_string())));
    }
}
