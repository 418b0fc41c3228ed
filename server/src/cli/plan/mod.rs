//! `bole plan`: who fills which seat, by which stage, what stays empty and why; and what a change would bring.

mod change;
mod told;

use bole_engine::model::TalentId;
use bole_engine::plan::{FillPlan, Opening, Training};
use bole_engine::reference::Reference;

use super::args::{Plan, Shared};
use super::console::{Console, spinner};
use super::{Failure, load};
use crate::opened::Opened;
use crate::round::rounded;

/// A plan with what its readers need beside it.
struct Made<'m> {
    reference: &'m Reference,
    openings: &'m [Opening],
    plan: &'m FillPlan,
    /// A person's masked name.
    name: &'m dyn Fn(&TalentId) -> String,
}

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Plan) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let reference = load::in_force(shared, &opened)?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    let sources = load::sources(console, &reference, &opened, as_of)?;
    let openings = Opening::of(&reference.edition, &sources.orders, as_of);
    let training = Training { programmes: &sources.programmes, cohorts: &sources.cohorts };
    let changes = asked.what_if.iter().map(|text| change::read(text, &openings)).collect::<Result<Vec<_>, _>>()?;
    changes.iter().try_for_each(|change| change.check(&openings, &training))?;
    let turning = spinner(console.say("测算席位", "filling seats"));
    let plan = FillPlan::make(&sources.supply, &openings, &training);
    let moved = changes.iter().map(|change| plan.what_if(&sources.supply, &openings, &training, change));
    let moved = moved.collect::<Result<Vec<_>, _>>()?;
    turning.finish_and_clear();
    if console.for_programs() {
        return console.json(&rounded(serde_json::json!({"plan": plan, "what_if": moved})));
    }
    let known = load::masked(&opened);
    let name = |id: &TalentId| known(id).unwrap_or_else(|| "—".into());
    let made = Made { reference: &reference, openings: &openings, plan: &plan, name: &name };
    match &asked.opening {
        Some(id) => told::opening(console, &made, id)?,
        None => told::plan(console, &made, asked.top)?,
    }
    let mut tried = asked.what_if.iter().zip(&moved);
    tried.try_for_each(|(change, moved)| told::moved(console, &made, change, moved))
}
