//! The command line: arguments in, exit code out. Each command is a file; `console` is all that they write to.

mod align;
mod args;
mod audit;
mod bars;
mod check;
mod city;
mod classify;
mod cohort;
mod columns;
mod console;
mod demo;
mod dump;
mod edition;
mod evaluate;
mod failure;
mod import;
mod key;
mod load;
mod map;
mod matching;
mod order;
mod outcome;
mod plan;
mod ranking;
mod recorded;
#[cfg(feature = "report")]
mod report;
mod sample;
mod search;
mod serve;
mod written;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use console::Console;
pub use failure::Failure;

/// Runs one command. Answers go to `out`, complaints and progress to standard error.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let (language, done) = match Cli::try_parse_from(&args) {
        Ok(cli) => (console::language(cli.shared.language), dispatch(&cli, out)),
        Err(asked) if !asked.use_stderr() => {
            (console::language(None), write!(out, "{}", asked.render()).map_err(Failure::from))
        }
        Err(wrong) => (console::language(args::language_of(&args)), Err(Failure::Usage(wrong.to_string()))),
    };
    done.map_or_else(|failure| failure.report(language), |()| ExitCode::SUCCESS)
}

fn dispatch(cli: &Cli, out: &mut dyn Write) -> Result<(), Failure> {
    let console = &mut Console::new(&cli.shared, out);
    match &cli.command {
        Command::Demo(asked) => demo::run(console, &cli.shared, asked),
        Command::Serve(asked) => serve::run(console, &cli.shared, asked),
        Command::Key(asked) => key::run(console, asked),
        Command::Order(asked) => order::run(console, asked),
        Command::Outcome(asked) => outcome::run(console, &cli.shared, asked),
        Command::Edition(asked) => edition::run(console, &cli.shared, asked),
        Command::Match(asked) => matching::run(console, &cli.shared, asked),
        Command::Map(asked) => map::run(console, &cli.shared, asked),
        Command::Align(asked) => align::run(console, &cli.shared, asked),
        Command::Plan(asked) => plan::run(console, &cli.shared, asked),
        Command::Cohort(asked) => cohort::run(console, &cli.shared, asked),
        Command::Dump(asked) => dump::run(console, asked),
        Command::Restore(asked) => dump::restore(console, asked),
        Command::Snapshot(asked) => dump::snapshot(console, asked),
        #[cfg(feature = "report")]
        Command::Report(asked) => report::run(console, &cli.shared, asked),
        Command::Search(asked) => search::run(console, &cli.shared, asked),
        Command::Check(asked) => check::run(console, &cli.shared, asked),
        Command::Classify(asked) => classify::run(console, &cli.shared, asked),
        Command::Import(asked) => import::run(console, &cli.shared, asked),
        Command::Evaluate(asked) => evaluate::run(console, asked),
        Command::Audit(asked) => audit::run(console, asked),
        Command::Sample(asked) => sample::run(console, &cli.shared, asked),
    }?;
    console.flush()
}
