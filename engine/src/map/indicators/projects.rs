//! Local commercialization: `finished projects with a conversion ÷ finished projects` of people here, over the years of the
//! cohorts.
//!
//! A finished project is a `project_result` or a `long_project` with a year; its conversion is a `patent_converted` of the
//! same person in that year or up to `conversion_years` later, each for one project. Records do not tell the place of a
//! conversion: it counts as here where the person is here.

use super::Facts;
use super::split::Split;
use crate::map::{Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Projects, Source};

/// Local commercialization of the city and of the categories that finished a project.
pub(super) fn commercialization(facts: &Facts<'_>) -> Vec<Indicator> {
    let by_category = &facts.census.projects;
    let people = |projects: &Projects| [projects.converting, projects.people - projects.converting];
    let split = Split { rows: by_category.iter().map(|(category, projects)| (*category, people(projects))).collect() };
    let (hidden, whole) = split.withheld(facts.values().threshold);
    let all = by_category.values().copied().fold(Projects::default(), Projects::plus);
    let mut told = vec![converted(IndicatorScope::City, &all).withheld_if(whole)];
    told.extend(by_category.iter().filter(|(_, projects)| projects.people > 0).filter_map(|(category, projects)| {
        let of = IndicatorScope::Category((*category)?);
        Some(converted(of, projects).withheld_if(hidden.contains(category)))
    }));
    told
}

fn converted(of: IndicatorScope, projects: &Projects) -> Indicator {
    let kind = IndicatorKind::LocalCommercialization;
    Indicator::of(kind, of, IndicatorUnit::Share, &[Source::Profiles])
        .quotient(f64::from(projects.converted), f64::from(projects.finished))
}
