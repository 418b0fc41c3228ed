//! `bole cohort`: classes that enterprises order from colleges. A file a subcommand.

mod propose;

use super::Failure;
use super::args::{CohortCommand, Shared};
use super::console::Console;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &CohortCommand) -> Result<(), Failure> {
    match asked {
        CohortCommand::Propose(asked) => propose::run(console, shared, asked),
    }
}
