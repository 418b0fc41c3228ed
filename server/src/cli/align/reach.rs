//! What one person can reach.

use bole_engine::alignment::{PositionInReach, within_reach};
use bole_engine::model::{Cohort, Date, Order, Profile, Programme, TalentId};
use bole_engine::plan::{Opening, Training};
use bole_engine::wording;

use crate::cli::args::Shared;
use crate::cli::console::Console;
use crate::cli::{Failure, load};
use crate::mask::mask;
use crate::opened::Opened;
use crate::round::rounded;

pub(super) fn run(
    console: &mut Console<'_>,
    shared: &Shared,
    opened: &Opened,
    (person, as_of, top): (&TalentId, Date, usize),
) -> Result<(), Failure> {
    let reference = load::in_force(shared, opened)?;
    let found = opened.wait(opened.store().find::<Profile>(person.as_str()))?;
    let missing = console.say("没有这个人", "no such person");
    let profile = found.ok_or_else(|| Failure::Usage(format!("--person {person}: {missing}")))?.record;
    let (orders, programmes) = (load::all::<Order>(opened)?, load::all::<Programme>(opened)?);
    let cohorts = load::all::<Cohort>(opened)?;
    let openings = Opening::of(&reference.edition, &orders, as_of);
    let training = Training { programmes: &programmes, cohorts: &cohorts };
    let found = within_reach(&profile, &reference, as_of, &openings, &training, top);
    if console.for_programs() {
        return console.json(&rounded(serde_json::to_value(&found)?));
    }
    let name = profile.name.as_deref().map_or_else(|| "—".into(), mask);
    let line = format!("{} {person}  {}", console.bold(name), console.dim(as_of));
    console.line(line)?;
    if found.is_empty() {
        return console.line(console.say("目前没有够得着的岗位", "no position within reach"));
    }
    found.iter().try_for_each(|found| position(console, found))
}

fn position(console: &mut Console<'_>, found: &PositionInReach) -> Result<(), Failure> {
    let l = console.language;
    let title = console.bold(format!("{} {}", found.position.as_str(), l.of(&found.title)));
    console.line(title)?;
    console.note(&format!("  {}", wording::reach(found, l)))?;
    for place in &found.nearest {
        console.note(&format!("    {}", wording::nearest(place, found, l)))?;
    }
    Ok(())
}
