//! `bole dump`, `bole restore`, `bole snapshot`: a whole store out and in again.

use bole_engine::store::Audit;

use super::Failure;
use super::args::{Dump, Restore, Snapshot};
use super::console::Console;
use crate::dump::{self, Manifest};
use crate::opened::{Opened, Place};

pub(super) fn run(console: &mut Console<'_>, asked: &Dump) -> Result<(), Failure> {
    let opened = Opened::noting(&asked.data.place())?;
    let written = dump::write(&opened, &asked.out);
    opened.close();
    tell(console, &written?)
}

pub(super) fn restore(console: &mut Console<'_>, asked: &Restore) -> Result<(), Failure> {
    let opened = Opened::writing(&asked.data.place())?;
    let taken = dump::restore(&opened, &asked.from);
    opened.close();
    tell(console, &taken?)
}

pub(super) fn snapshot(console: &mut Console<'_>, asked: &Snapshot) -> Result<(), Failure> {
    if asked.out.exists() {
        return Err(Failure::Usage(format!("{}: there is something already", asked.out.display())));
    }
    let opened = Opened::noting(&Place::Folder(asked.data.clone()))?;
    let noted = opened.write(Opened::batch().noting(Audit::of_all("snapshot")));
    let made = noted.and_then(|_| opened.wait(opened.sql().snapshot(&asked.out)));
    opened.close();
    made?;
    let bytes = std::fs::metadata(&asked.out)?.len();
    if console.for_programs() {
        return console.json(&serde_json::json!({"file": asked.out, "bytes": bytes}));
    }
    let said = console.say("快照已写入", "the snapshot is written");
    console.line(format!("{said}: {} ({bytes})", asked.out.display()))
}

fn tell(console: &mut Console<'_>, manifest: &Manifest) -> Result<(), Failure> {
    if console.for_programs() {
        return console.json(manifest);
    }
    for (name, lines) in manifest.lines().filter(|(_, lines)| *lines > 0) {
        console.line(format!("  {name:<14} {lines:>10}"))?;
    }
    Ok(())
}
