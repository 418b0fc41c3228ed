//! When the evidence of a rule stands in a record, and what proves it.

use crate::method::Evidence;
use crate::model::{AchievementKind, Date, EducationCode, Month, Profile, TitleLevel};
use crate::text::normalise;
use crate::vocabulary::Vocabulary;

/// What in the record made a rule speak: codes and values, never sentences.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Proof {
    /// An education.
    Education {
        /// Its code.
        held: EducationCode,
    },
    /// A title.
    Title {
        /// Its level.
        level: TitleLevel,
    },
    /// A title of a series.
    TitleSeries {
        /// The title as written.
        title: String,
        /// Its series.
        series: String,
    },
    /// A skill grade.
    Grade {
        /// Its ordinal.
        grade: u8,
    },
    /// A post by its occupation code.
    Occupation {
        /// The code.
        held: String,
    },
    /// A post by a word in its title.
    PostWord {
        /// The title as written.
        title: String,
        /// The word.
        word: String,
    },
    /// Achievements.
    Achievement {
        /// The kinds that were counted.
        kinds: Vec<AchievementKind>,
        /// How many stand in the record.
        count: u32,
    },
    /// In education now.
    Enrolled {
        /// Month of graduation as expected.
        until: Month,
    },
    /// Graduated lately.
    Graduated {
        /// Month of graduation.
        graduation: Month,
    },
    /// Little work yet.
    Experience {
        /// Years of work, overlaps counted once.
        years: f64,
    },
}

/// What proves the evidence, if anything does.
pub(super) fn prove(evidence: &Evidence, profile: &Profile, vocabulary: &Vocabulary, as_of: Date) -> Option<Proof> {
    let now = as_of.month();
    match evidence {
        Evidence::Education { at_least } => education(at_least, profile, vocabulary, now),
        Evidence::Title { at_least } => {
            let level = profile.titles.iter().map(|held| held.level).max()?;
            (level >= *at_least).then_some(Proof::Title { level })
        }
        Evidence::TitleSeries { any_of } => title_series(any_of, profile, vocabulary),
        Evidence::Grade { at_least } => {
            let grade = profile.grades.iter().map(|held| held.grade).max()?;
            (grade >= *at_least).then_some(Proof::Grade { grade: grade.get() })
        }
        Evidence::Occupation { prefixes } => {
            let codes = profile.posts.iter().filter_map(|post| post.occupation.as_ref());
            let of_rule = codes.filter(|code| prefixes.iter().any(|prefix| code.as_str().starts_with(prefix.as_str())));
            Some(Proof::Occupation { held: of_rule.min()?.as_str().to_owned() })
        }
        Evidence::PostWords { any_of } => post_word(any_of, profile),
        Evidence::Achievement { any_of, count } => {
            let of_rule = profile.achievements.iter().filter(|held| any_of.contains(&held.kind));
            let sum: u32 = of_rule.map(|held| u32::from(held.count)).sum();
            (sum >= u32::from(*count)).then(|| Proof::Achievement { kinds: any_of.clone(), count: sum })
        }
        Evidence::Enrolled => {
            let begun = profile.schooling.iter().filter(|course| course.start.is_none_or(|start| start <= now));
            let until = begun.filter_map(|course| course.graduation).filter(|end| *end > now).max()?;
            Some(Proof::Enrolled { until })
        }
        Evidence::GraduatedWithin { months } => {
            let past = profile.schooling.iter().filter_map(|course| course.graduation).filter(|end| *end <= now);
            let graduation = past.max()?;
            (now.since(graduation) <= i32::from(*months)).then_some(Proof::Graduated { graduation })
        }
        Evidence::ExperienceBelow { years } => {
            let worked = years_worked(profile, now)?;
            (worked < f64::from(*years) && !profile.schooling.is_empty()).then_some(Proof::Experience { years: worked })
        }
    }
}

/// The highest education that was graduated from.
fn education(at_least: &EducationCode, profile: &Profile, vocabulary: &Vocabulary, now: Month) -> Option<Proof> {
    let asked = vocabulary.education_rank(at_least.as_str())?;
    let ended = profile.schooling.iter().filter(|course| course.graduation.is_none_or(|end| end <= now));
    let ranked = ended.filter_map(|course| {
        let code = course.level.as_ref()?;
        Some((vocabulary.education_rank(code.as_str())?, code))
    });
    let (rank, held) = ranked.max()?;
    (rank >= asked).then(|| Proof::Education { held: held.clone() })
}

fn title_series(any_of: &[String], profile: &Profile, vocabulary: &Vocabulary) -> Option<Proof> {
    let named = profile.titles.iter().filter_map(|held| held.name.as_ref());
    let of_series = named.filter_map(|name| {
        let series = &vocabulary.link_title(name)?.series;
        any_of.contains(series).then(|| (name.clone(), series.clone()))
    });
    of_series.min().map(|(title, series)| Proof::TitleSeries { title, series })
}

/// The first title, by name, that has one of the words; the longest of its words is the one told.
fn post_word(any_of: &[String], profile: &Profile) -> Option<Proof> {
    let found = profile.posts.iter().filter_map(|post| {
        let title = normalise(&post.title);
        let words = any_of.iter().filter(|word| has_word(&title, &normalise(word)));
        let word = words.max_by_key(|word| (word.chars().count(), std::cmp::Reverse(word.as_str())))?;
        Some((&post.title, word))
    });
    found.min().map(|(title, word)| Proof::PostWord { title: title.clone(), word: word.clone() })
}

/// Whether a normalised text has a word: anywhere in Chinese, where words are not parted; whole, or with a plural `s`, in
/// Latin, so that an intern is not found in "international".
fn has_word(text: &str, word: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let after = after.strip_prefix('s').filter(|rest| !latin(rest.chars().next())).unwrap_or(after);
        let joins = |inner: Option<char>, outer: Option<char>| latin(inner) && latin(outer);
        !joins(word.chars().next(), before.chars().next_back())
            && !joins(word.chars().next_back(), after.chars().next())
    };
    !word.is_empty() && text.match_indices(word).any(|(at, _)| whole(at))
}

/// Years of work with overlaps counted once; 0 for a record without posts, `None` when posts have no dates.
fn years_worked(profile: &Profile, now: Month) -> Option<f64> {
    let dated = profile.posts.iter().filter_map(|post| Some((post.start?, post.end.unwrap_or(now).min(now))));
    let mut spans: Vec<(Month, Month)> = dated.filter(|(start, end)| start <= end).collect();
    if spans.is_empty() && !profile.posts.is_empty() {
        return None;
    }
    spans.sort_unstable();
    let (mut months, mut until) = (0, None);
    for (start, end) in spans {
        let start = until.map_or(start, |until: Month| start.max(until));
        let after = end.plus(1);
        months += after.since(start).max(0);
        until = Some(until.map_or(after, |until: Month| until.max(after)));
    }
    Some(f64::from(months) / 12.0)
}
