//! Posts held against the occupation asked for: `v = max_j like(j)·recency(j)` over the posts `j`.
//!
//! `like` is 1 for the same code, less for a code that shares its small, middle or major class, and the likeness of titles,
//! capped, for a post without a code of the demand's system. `recency` halves with each half-life since the post ended.

use super::codes::{AskedCode, CodeClass};
use super::recency::Recency;
use super::{Dictionary, Evidence, Facts, Listener, PostFact, UNKNOWN};
use crate::method::OccupationValues;
use crate::model::{Date, Demand};

/// The occupation of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    code: Option<String>,
    /// By occupation number: what the code shares with the one asked; `None` for a code of another system.
    classes: Vec<Option<CodeClass>>,
    /// Value by class, in its order.
    values: [f64; 5],
    /// By title number: likeness to the title asked.
    likeness: Vec<f64>,
    text_cap: f64,
    recency: Recency,
}

impl Asked {
    pub(super) fn new(demand: &Demand, values: &OccupationValues, dictionary: &Dictionary, as_of: Date) -> Self {
        let code = demand.occupation.as_ref().map(|code| code.as_str().to_owned());
        let classes = match &code {
            Some(code) => {
                let asked = AskedCode::new(code);
                dictionary.occupations.iter().map(|held| asked.class_of(held)).collect()
            }
            None => Vec::new(),
        };
        Self {
            classes,
            code,
            values: [0.0, values.major, values.middle, values.small, values.same],
            likeness: dictionary.title_likeness(&demand.title),
            text_cap: values.text_cap,
            recency: Recency::new(values.recency_half_life_years, as_of),
        }
    }

    /// The value of the best post; `None` when no post is known.
    pub(super) fn judge(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        let mut best: Option<(f64, &PostFact)> = None;
        for post in facts.posts {
            let value = self.like(post) * self.recency.of(post);
            if best.is_none_or(|(most, _)| value > most) {
                best = Some((value, post));
            }
        }
        let (value, post) = best?;
        listener.hear(|| self.tell(value, post, facts, dictionary));
        Some(value)
    }

    /// What the code of an occupation shares with the one asked; `None` when the two cannot be compared.
    #[inline]
    pub(super) fn class(&self, occupation: u16) -> Option<CodeClass> {
        self.classes.get(usize::from(occupation)).copied().flatten()
    }

    /// Whether work in a post is work in the occupation asked or near it: the same middle class, or a title that shares
    /// half its parts. A demand without an occupation takes all work.
    #[inline]
    pub(super) fn is_near(&self, post: &PostFact) -> bool {
        match self.class(post.occupation) {
            _ if self.code.is_none() => true,
            Some(class) => class >= CodeClass::Middle,
            None => self.likeness(post.title) >= 0.5,
        }
    }

    /// The most that a post of an occupation can earn, whatever its title: what it earns while it is held.
    pub(super) fn at_most(&self, occupation: u16) -> f64 {
        self.class(occupation).map_or(self.text_cap, |class| self.values[class as usize])
    }

    #[inline]
    fn like(&self, post: &PostFact) -> f64 {
        match self.class(post.occupation) {
            Some(class) => self.values[class as usize],
            None => self.likeness(post.title) * self.text_cap,
        }
    }

    #[inline]
    fn likeness(&self, title: u32) -> f64 {
        self.likeness.get(title as usize).copied().unwrap_or(0.0)
    }

    /// Among posts of equal value, the first by its names is told, so that numbering does not show.
    fn tell(&self, value: f64, best: &PostFact, facts: &Facts, dictionary: &Dictionary) -> Evidence {
        let key = |post: &PostFact| {
            let names = (dictionary.occupations.name(post.occupation), dictionary.titles().name(post.title));
            (post.start, post.end, names.0.to_owned(), names.1.to_owned())
        };
        let equals = facts.posts.iter().filter(|post| self.like(post) * self.recency.of(post) >= value);
        let post = equals.min_by_key(|post| key(post)).unwrap_or(best);
        let recency = self.recency.of(post);
        match (self.class(post.occupation), &self.code) {
            (Some(class), Some(asked)) if post.occupation != UNKNOWN => Evidence::OccupationCode {
                asked: asked.clone(),
                held: dictionary.occupations.name(post.occupation).to_owned(),
                class,
                recency,
            },
            _ => Evidence::OccupationTitle {
                held: dictionary.titles().name(post.title).to_owned(),
                likeness: self.likeness(post.title),
                recency,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, judged, month, nobody, post};
    use crate::fit::{CodeClass, Evidence};
    use crate::model::{Category, Criterion, Post, Profile};

    fn value(posts: Vec<Post>) -> Option<f64> {
        judged(&fit(&demand(Category::Engineer, Vec::new()), &Profile { posts, ..nobody() }), Criterion::Occupation)
    }

    fn held(code: &str) -> Post {
        post("某职位", code, "", Some(month(2020, 1)), None)
    }

    #[test]
    fn a_worked_example() {
        let long_ago = post("模具", "2-02-07-06", "", Some(month(2005, 1)), Some(month(2010, 11)));
        // Same code, ended 16 years ago at a half-life of 8: 1/4; middle class, held now: .5.
        assert!((value(vec![long_ago.clone()]).unwrap() - 0.25).abs() < 1e-12);
        assert_eq!(value(vec![long_ago, held("2-02-38-05")]), Some(0.5));
    }

    #[test]
    fn nearer_codes_are_worth_more() {
        let values =
            ["6-18-04-01", "2-03-06-01", "2-02-38-05", "2-02-07-13", "2-02-07-06"].map(|c| value(vec![held(c)]));
        assert_eq!(values, [Some(0.0), Some(0.2), Some(0.5), Some(0.8), Some(1.0)]);
    }

    #[test]
    fn titles_speak_only_where_codes_cannot() {
        let titled = |code: &str| post("模具设计工程师", code, "", Some(month(2020, 1)), None);
        assert_eq!(value(vec![titled("")]), Some(0.7));
        assert_eq!(value(vec![titled("2144")]), Some(0.7));
        assert_eq!(value(vec![titled("6-18-04-01")]), Some(0.0));
        assert_eq!(value(Vec::new()), None);
    }

    #[test]
    fn the_best_post_is_told() {
        let person = Profile { posts: vec![held("2-03-06-01"), held("2-02-07-13")], ..nobody() };
        let fit = fit(&demand(Category::Engineer, Vec::new()), &person);
        let evidence = &fit.parts[Criterion::Occupation as usize].evidence;
        assert!(matches!(evidence[0], Evidence::OccupationCode { class: CodeClass::Small, recency: 1.0, .. }));
    }
}
