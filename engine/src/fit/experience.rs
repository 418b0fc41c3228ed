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

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, judged, legal, month, nobody, post, wish};
    use crate::model::{Category, Criterion, Need, Post, Profile, Requirement};

    fn value(category: Category, asked: Option<u8>, posts: Vec<Post>) -> Option<f64> {
        let needs: Vec<Requirement> = asked.map(|years| wish(Need::Experience { years })).into_iter().collect();
        judged(&fit(&demand(category, needs), &Profile { posts, ..nobody() }), Criterion::Experience)
    }

    fn worked(code: &str, start: i32, end: i32) -> Post {
        post("x", code, "", Some(month(start, 1)), Some(month(end, 12)))
    }

    #[test]
    fn a_worked_example() {
        // Near: 2016 to 2019, overlapping 2018 to 2020: five years. Elsewhere: 2021 and 2022, counting half.
        let posts =
            vec![worked("2-02-07-06", 2018, 2020), worked("6-18-04-01", 2021, 2022), worked("2-02-07-13", 2016, 2019)];
        assert_eq!(value(Category::Engineer, Some(8), posts.clone()), Some(6.0 / 8.0));
        assert_eq!(value(Category::Engineer, None, posts), Some(6.0 / 9.0));
    }

    #[test]
    fn years_saturate() {
        let posts = vec![worked("2-02-07-06", 1995, 2020)];
        assert_eq!(value(Category::Engineer, Some(5), posts), Some(1.0));
    }

    #[test]
    fn a_post_still_held_runs_to_the_day_of_judging() {
        let posts = vec![post("x", "2-02-07-06", "", Some(month(2024, 12)), None)];
        assert_eq!(value(Category::Engineer, Some(4), posts), Some(0.5));
    }

    #[test]
    fn undated_posts_and_unasked_youth_are_unknown() {
        assert_eq!(value(Category::Engineer, Some(3), vec![post("x", "2-02-07-06", "", None, None)]), None);
        assert_eq!(value(Category::Youth, None, vec![worked("2-02-07-06", 2020, 2024)]), None);
        assert_eq!(value(Category::Youth, Some(1), vec![worked("2-02-07-06", 2020, 2024)]), Some(1.0));
    }

    #[test]
    fn legal_years_gate() {
        use super::super::trial::with_brief;
        use crate::fit::GateOutcome::{Fail, Pass, ToVerify};
        let demand = demand(Category::Engineer, vec![legal(Need::Experience { years: 3 })]);
        let gate =
            |posts: Vec<Post>| with_brief(&demand, &Profile { posts, ..nobody() }, |b, f, _| b.gate(f).outcome());
        assert_eq!(gate(vec![worked("2-02-07-06", 2016, 2019)]), Pass);
        assert_eq!(gate(vec![worked("2-02-07-06", 2018, 2019)]), Fail);
        assert_eq!(gate(vec![worked("2-02-07-06", 2018, 2019), post("x", "", "", None, None)]), ToVerify);
        assert_eq!(gate(Vec::new()), ToVerify);
    }
}
