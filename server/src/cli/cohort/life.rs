//! `bole cohort agree` and `step`: the word of a party, and a step of a class's life. The operator speaks for the bureau.

use bole_engine::model::{Cohort, CohortId, CohortReason, CohortTransition, PartyWord};
use bole_engine::store::Stored;

use crate::cli::args::{CohortAgree, CohortStep, Shared};
use crate::cli::console::Console;
use crate::cli::{Failure, load};
use crate::clock;
use crate::cohort_life;
use crate::life::{Mover, Why};
use crate::opened::Opened;

/// A class before and after.
type Both = (Stored<Cohort>, Stored<Cohort>);

pub(super) fn agree(console: &mut Console<'_>, asked: &CohortAgree) -> Result<(), Failure> {
    let opened = load::writing(&asked.data.place())?;
    let spoken = spoken(console, &opened, asked);
    opened.close();
    told(console, spoken?)
}

fn spoken(console: &Console<'_>, opened: &Opened, asked: &CohortAgree) -> Result<Both, Failure> {
    let (old, today) = (standing(console, opened, &asked.id)?, clock::today()?);
    let CohortAgree { party, refuse: refusal, on, note, .. } = asked.clone();
    let word = PartyWord::new(Some(party), refusal, on, note)?;
    let given = word.agreement(None, today)?;
    let (code, new) = if asked.take_back {
        (CohortReason::WordTakenBack, old.record.clone().unsaid(&given.organisation)?)
    } else {
        (word.reason(), old.record.clone().said(given.clone(), today)?)
    };
    let why = Why { code, on: word.on, note: word.note };
    opened.write(cohort_life::spoken(&old, &new, &given.organisation, &why, &Mover::operator())?)?;
    Ok((old, standing(console, opened, &asked.id)?))
}

pub(super) fn step(console: &mut Console<'_>, shared: &Shared, asked: &CohortStep) -> Result<(), Failure> {
    let step = CohortTransition::new(asked.to, asked.reason, asked.on, asked.note.clone())?;
    let opened = load::writing(&asked.data.place())?;
    let moved = moved(console, shared, &opened, &asked.id, &step);
    opened.close();
    told(console, moved?)
}

fn moved(
    console: &Console<'_>,
    shared: &Shared,
    opened: &Opened,
    id: &CohortId,
    step: &CohortTransition,
) -> Result<Both, Failure> {
    let (store, old) = (opened.store(), standing(console, opened, id)?);
    let enrolled = opened.wait(cohort_life::people(&*store, id))?.len();
    let new = old.record.clone().transition(step, enrolled, clock::today()?)?;
    let (reference, mover) = (load::in_force(shared, opened)?, Mover::operator());
    opened.write(opened.wait(cohort_life::moved(&*store, &reference, &old, &new, step, &mover))?)?;
    Ok((old, standing(console, opened, id)?))
}

/// A class as it stands.
pub(super) fn standing(console: &Console<'_>, opened: &Opened, id: &CohortId) -> Result<Stored<Cohort>, Failure> {
    let missing = || Failure::Usage(format!("{id}: {}", console.say("没有这个班", "no such class")));
    opened.wait(opened.store().find::<Cohort>(id.as_str()))?.ok_or_else(missing)
}

fn told(console: &mut Console<'_>, (old, new): Both) -> Result<(), Failure> {
    if console.for_programs() {
        return console.json(&serde_json::json!({ "version": new.version, "record": new.record }));
    }
    let waits: Vec<&str> = new.record.waits_for().map(|party| party.as_str()).collect();
    let open = new.record.status == bole_engine::model::CohortStatus::Proposed;
    let rest = if open {
        format!("  {} {}", console.say("待确认：", "waits for:"), waits.join(", "))
    } else {
        String::new()
    };
    console.line(format!("{}  {} → {}{rest}", new.record.id, old.record.status, new.record.status))
}
