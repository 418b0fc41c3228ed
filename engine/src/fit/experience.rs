//! Years of work: `y = years near the occupation + related·(other years)`; `v = min(1, y/asked)`, or `y/(y+half)` where no
//! years are asked. Posts that overlap count once; a post without a first month counts nothing.
//!
//! A youth demand that asks no years is judged by none: everybody gets the neutral value.

use super::occupation;
use super::{Evidence, Facts, Listener};
use crate::method::ExperienceValues;
use crate::model::{Category, Date, Demand, Need};

/// Months in a year.
const YEAR: f64 = 12.0;

/// The years a demand asks for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    years: Option<u8>,
    judged: bool,
    half: f64,
    related: f64,
    now: i32,
}

impl Asked {
    pub(super) fn new(demand: &Demand, values: &ExperienceValues, as_of: Date) -> Self {
        let years = demand.requirements.iter().filter_map(|asked| match &asked.need {
            Need::Experience { years } => Some(*years),
            Need::Skill { .. }
            | Need::Education { .. }
            | Need::Major { .. }
            | Need::Title { .. }
            | Need::Grade { .. }
            | Need::Licence { .. } => None,
        });
        let years = years.max().filter(|&years| years > 0);
        Self {
            judged: years.is_some() || demand.category != Category::Youth,
            years,
            half: values.half_years,
            related: values.related_years,
            now: as_of.month().number(),
        }
    }

    /// The value of the years; `None` when no post is dated, or a youth demand asks none.
    pub(super) fn judge(
        &self,
        facts: &Facts,
        occupation: &occupation::Asked,
        listener: &mut impl Listener,
    ) -> Option<f64> {
        if !self.judged {
            return None;
        }
        let (near, other) = self.years(facts, occupation)?;
        listener.hear(|| Evidence::Experience { years: near, other_years: other, asked: self.years });
        let y = near + self.related * other;
        Some(self.years.map_or_else(|| y / (y + self.half), |asked| (y / f64::from(asked)).min(1.0)))
    }

    /// Years near the occupation asked, and years elsewhere; `None` when no post is dated. Posts come sorted by start.
    pub(super) fn years(&self, facts: &Facts, occupation: &occupation::Asked) -> Option<(f64, f64)> {
        let (mut near, mut all) = (Union::default(), Union::default());
        for post in facts.posts {
            let Some(start) = post.start else { continue };
            // The last month is worked too.
            let span = (start.number(), post.end.map_or(self.now, |end| end.number().min(self.now)) + 1);
            all.add(span);
            if occupation.is_near(post) {
                near.add(span);
            }
        }
        let years = |months: i32| f64::from(months) / YEAR;
        all.any.then(|| (years(near.months), years(all.months - near.months)))
    }
}

/// Months covered by spans that come sorted by their start.
#[derive(Default)]
struct Union {
    any: bool,
    months: i32,
    until: i32,
}

impl Union {
    fn add(&mut self, (start, end): (i32, i32)) {
        self.any = true;
        let start = start.max(self.until);
        if end > start {
            self.months += end - start;
            self.until = end;
        }
    }
}
