//! `bole cohort propose`: the seats that the plan leaves over, pooled into classes.

use bole_engine::plan::{Opening, Pooling, Training};

use crate::cli::args::{CohortPropose, Shared};
use crate::cli::console::{Console, spinner};
use crate::cli::{Failure, load};
use crate::opened::Opened;
use crate::round::rounded;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &CohortPropose) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let reference = load::in_force(shared, &opened)?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    let sources = load::sources(console, &reference, &opened, as_of)?;
    let turning = spinner(console.say("组班测算", "pooling orders"));
    let openings = Opening::of(&reference.edition, &sources.orders, as_of);
    let training = Training { programmes: &sources.programmes, cohorts: &sources.cohorts };
    let pooling = Pooling::propose(&sources.supply, &openings, &training, &sources.plan());
    turning.finish_and_clear();
    console.json(&rounded(serde_json::to_value(&pooling)?))
}
