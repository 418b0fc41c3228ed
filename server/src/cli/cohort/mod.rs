//! `bole cohort`: classes that enterprises order from colleges. A file a subcommand.

mod life;
mod propose;
mod proposed;
mod seats;
mod told;

pub(super) use propose::demo;

use super::Failure;
use super::args::{CohortCommand, Shared};
use super::console::Console;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &CohortCommand) -> Result<(), Failure> {
    match asked {
        CohortCommand::Propose(asked) => propose::run(console, shared, asked),
        CohortCommand::List(asked) => told::list(console, shared, asked),
        CohortCommand::Show(asked) => told::show(console, shared, asked),
        CohortCommand::Agree(asked) => life::agree(console, asked),
        CohortCommand::Step(asked) => life::step(console, shared, asked),
        CohortCommand::Reminders(asked) => told::reminders(console, asked),
        CohortCommand::Seats(asked) => seats::run(console, shared, asked),
    }
}
