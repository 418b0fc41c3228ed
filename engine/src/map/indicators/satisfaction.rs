//! Satisfaction with each stage: `sum of answers ÷ answers`, each 1 to 5, over the years of the cohorts; beside it `content`,
//! the share of answers of 4 and 5. Withheld where few people answered, or few lie on one side of `content`.

use std::collections::BTreeSet;

use super::Facts;
use crate::map::withhold::is_small;
use crate::map::{Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source};
use crate::model::{Stage, TalentId};

/// An answer from which somebody is content.
const CONTENT: u8 = 4;

/// Satisfaction with each stage.
pub(super) fn satisfaction(facts: &Facts<'_>) -> Vec<Indicator> {
    Stage::ALL.into_iter().map(|stage| of_stage(facts, stage)).collect()
}

fn of_stage(facts: &Facts<'_>, stage: Stage) -> Indicator {
    let span = facts.census.first_year..=facts.census.as_of.year();
    let reports = facts.outcomes.iter().filter(|report| span.contains(&report.date.year()));
    let reports = reports.filter(|report| report.date <= facts.census.as_of);
    let answers = reports.filter_map(|report| Some((&report.talent, report.satisfaction?)));
    let answers: Vec<_> = answers.filter(|(_, answer)| answer.stage == stage).collect();
    let sum: u32 = answers.iter().map(|(_, answer)| u32::from(answer.score)).sum();
    let content = answers.iter().filter(|(_, answer)| answer.score >= CONTENT);
    let share = (!answers.is_empty()).then(|| content.clone().count() as f64 / answers.len() as f64);
    let people = |content: bool| {
        let picked = answers.iter().filter(move |(_, answer)| (answer.score >= CONTENT) == content);
        picked.map(|(talent, _)| *talent).collect::<BTreeSet<&TalentId>>().len() as u32
    };
    let small = [people(true), people(false)].into_iter().any(|people| is_small(people, facts.values().threshold));
    Indicator::of(IndicatorKind::Satisfaction, IndicatorScope::Stage(stage), IndicatorUnit::Score, &[Source::Outcomes])
        .quotient(f64::from(sum), answers.len() as f64)
        .beside("content", share)
        .withheld_if(small)
}
