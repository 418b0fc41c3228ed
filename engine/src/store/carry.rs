//! What a source may not undo. A row of a source replaces a record, but not what was decided here since: an order's life
//! and a class's move by steps of their own, a person's consent is only the person's to widen, a category set by a person
//! and seats in classes stay until the source names one too, and what the class taught stays with who sat in it. What a row
//! says nothing of stays as it is on record; where that does not go with what it says, the row is refused.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Kind;
use crate::model::{Cohort, HeldSkill, Invalid, MAX_LIST, Order, Profile, Programme, Schooling, SkillSource};

/// The record that a source's row makes of an older one; `None` where the row's own text stands, also in place of a
/// record that cannot be read any more.
///
/// # Errors
/// `Invalid` where what the row leaves unsaid does not go with what it says: its own text would take that away.
pub(super) fn carried(kind: Kind, old: &str, new: &str, unsaid: &[&str]) -> Result<Option<String>, Invalid> {
    if kind == Kind::Programme
        && let Some((old, new)) = read(old).zip(read(new))
    {
        return Ok(text(&programme(&old, new, unsaid)?));
    }
    Ok(replaced(kind, old, new))
}

fn replaced(kind: Kind, old: &str, new: &str) -> Option<String> {
    if kind == Kind::Profile {
        return text(&profile(&read(old)?, read(new)?));
    }
    if kind == Kind::Cohort {
        return text(&cohort(&read(old)?, read(new)?));
    }
    if kind == Kind::Order { order(&read(old)?, read(new)?) } else { None }
}

fn profile(old: &Profile, mut new: Profile) -> Profile {
    new.consent.ranking &= old.consent.ranking;
    new.consent.visible &= old.consent.visible;
    new.category = new.category.or_else(|| old.category.clone());
    new.cohort = new.cohort.or_else(|| old.cohort.clone());
    if new.former_cohorts.is_empty() {
        new.former_cohorts.clone_from(&old.former_cohorts);
    }
    new.former_cohorts.retain(|former| new.cohort.as_ref() != Some(former));
    if old.cohort.is_some() {
        taught(old, &mut new);
    }
    new
}

/// What courses taught and which of them ended, where the row says nothing of it.
fn taught(old: &Profile, new: &mut Profile) {
    let unknown =
        |held: &&HeldSkill| held.source == SkillSource::Course && new.skills.iter().all(|h| h.skill != held.skill);
    let skills: Vec<HeldSkill> = old.skills.iter().filter(unknown).cloned().collect();
    let told = |course: &&Schooling| new.schooling.iter().any(|known| known.school == course.school);
    let ended = old.schooling.iter().filter(|course| course.school.is_some() && course.graduation.is_some());
    let courses: Vec<Schooling> = ended.filter(|course| !told(course)).cloned().collect();
    new.skills.extend(skills.into_iter().take(MAX_LIST.saturating_sub(new.skills.len())));
    new.schooling.extend(courses.into_iter().take(MAX_LIST.saturating_sub(new.schooling.len())));
}

/// Words that were given stay where the row changes none of their terms.
fn cohort(old: &Cohort, new: Cohort) -> Cohort {
    let (status, mut agreements) = (old.status, old.agreements.clone());
    agreements.retain(|word| new.parties().any(|party| *party == word.organisation));
    Cohort { status, agreements, ..new }.corrected(Some(old))
}

/// A programme whose unsaid fields are those of the old one; read again, so that its lists are checked together.
fn programme(old: &Map<String, Value>, mut new: Map<String, Value>, unsaid: &[&str]) -> Result<Programme, Invalid> {
    for field in unsaid {
        match old.get(*field) {
            Some(value) => new.insert((*field).to_owned(), value.clone()),
            None => new.remove(*field),
        };
    }
    Programme::of_fields(new).map_err(|wrong| {
        let allowed = format!("{}; what the row leaves unsaid is as on record: {}", wrong.allowed, unsaid.join(", "));
        Invalid { allowed, ..wrong }
    })
}

fn order(old: &Order, mut new: Order) -> Option<String> {
    (new.status, new.filled) = (old.status, old.filled);
    new.posted = new.posted.or(old.posted);
    let told = text(&new)?;
    // Where as many seats as the row now says do not go with those that are filled, the seats stay.
    if read::<Order>(&told).is_some() { Some(told) } else { text(&Order { seats: old.seats, ..new }) }
}

fn read<T: serde::de::DeserializeOwned>(document: &str) -> Option<T> {
    serde_json::from_str(document).ok()
}

fn text(record: &impl Serialize) -> Option<String> {
    serde_json::to_string(record).ok()
}
