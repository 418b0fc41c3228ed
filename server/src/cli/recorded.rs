//! Decisions of the command line: they are written before anybody sees them.

use bole_engine::model::DecisionId;

use super::Failure;
use super::console::Console;
use crate::decisions::Kept;
use crate::opened::Opened;

/// Writes a decision and gives its id; beside another program that writes to the folder nothing is recorded.
pub(super) fn written(opened: &Opened, kept: Kept) -> Result<Option<DecisionId>, Failure> {
    if opened.folder().is_some_and(|folder| !folder.is_writable()) {
        return Ok(None);
    }
    opened.write(kept.batch)?;
    Ok(Some(kept.id))
}

/// Under which id an answer is recorded.
pub(super) fn foot(console: &mut Console<'_>, decision: Option<&DecisionId>) -> Result<(), Failure> {
    let recorded = match decision {
        Some(id) => format!("{} {id}", console.say("决策编号", "decision")),
        None => {
            console.say("另一程序正在写入，本次未记录", "not recorded: another program writes to this folder").into()
        }
    };
    let recorded = console.dim(recorded);
    console.line(recorded)
}
