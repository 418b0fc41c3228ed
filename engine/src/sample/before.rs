//! An edition that could have come before another one, a year earlier: some positions were not listed yet, one was that is
//! gone since, and headcounts and stars stood otherwise. Made up, like all of a synthetic city.

use crate::model::{Bilingual, Edition, EditionId, EditionStatus, Entry, EntryId, Invalid, ShortageStars};

/// Headcounts of the year before, in per cent of this year's, taken in turn.
const PERCENT: [u32; 5] = [80, 100, 110, 90, 70];
/// Of so many positions one was not listed yet.
const NEW: usize = 8;
/// Of so many positions one had a star less.
const STARRED: usize = 3;
/// The number of the position that is gone since; the catalog counts from 1.
const GONE: &str = "P00";

/// The edition of the year before, published.
///
/// # Errors
/// `Invalid` when the id is too long for another one to be made of it.
pub fn edition_before(edition: &Edition) -> Result<Edition, Invalid> {
    let as_of = edition.as_of.plus_days(-365);
    let [this, last] = [edition.as_of, as_of].map(|day| day.year().to_string());
    let id = if edition.id.as_str().contains(&this) {
        edition.id.as_str().replace(&this, &last)
    } else {
        format!("{}-before", edition.id)
    };
    let title = Bilingual::new(edition.title.zh.replace(&this, &last), edition.title.en.replace(&this, &last))?;
    let listed = edition.entries.iter().enumerate().filter(|(number, _)| number % NEW != NEW - 1);
    let mut entries: Vec<Entry> = listed.map(|(number, entry)| stood(number, entry)).collect();
    entries.extend(edition.entries.first().map(gone).transpose()?);
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    let (status, illustrative) = (EditionStatus::Published, true);
    Ok(Edition { id: EditionId::new(id)?, title, as_of, status, illustrative, entries, ..edition.clone() })
}

fn stood(number: usize, entry: &Entry) -> Entry {
    let headcount = (entry.headcount * PERCENT[number % PERCENT.len()] / 100).max(1);
    let fewer = |stars: ShortageStars| ShortageStars::try_from(stars.get() - 1).unwrap_or(stars);
    let stars = if number.is_multiple_of(STARRED) { entry.shortage_stars.map(fewer) } else { entry.shortage_stars };
    Entry { headcount, shortage_stars: stars, illustrative: true, ..entry.clone() }
}

/// A position in the old manner beside the first.
fn gone(first: &Entry) -> Result<Entry, Invalid> {
    let chain = first.id.as_str().rsplit_once('-').map_or("X", |(chain, _)| chain);
    let mut entry = first.clone();
    entry.id = EntryId::new(format!("{chain}-{GONE}"))?;
    let title = &first.demand.title;
    entry.demand.title = Bilingual::new(format!("传统{}", title.zh), format!("{} (traditional)", title.en))?;
    entry.illustrative = true;
    Ok(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Catalog, CatalogFiles};
    use crate::map::{EditionDiff, EntryChange};

    #[test]
    fn the_year_before_differs_in_all_three_ways() {
        let edition = Catalog::read(&CatalogFiles::shipped()).0.editions.pop_first().unwrap().1;
        let before = edition_before(&edition).unwrap();
        assert_eq!((before.id.as_str(), before.as_of.to_string().as_str()), ("qingyuan-2025", "2025-11-20"));
        assert!(before.title.zh.contains("2025") && before.entries.is_sorted_by(|a, b| a.id < b.id));
        let diff = EditionDiff::between(&before, &edition);
        let count = |wanted: fn(&EntryChange) -> bool| diff.entries.iter().filter(|change| wanted(change)).count();
        assert_eq!(count(|change| matches!(change, EntryChange::Went { .. })), 1);
        assert_eq!(count(|change| matches!(change, EntryChange::Came { .. })), edition.entries.len() / NEW);
        assert!(count(|change| matches!(change, EntryChange::Changed { .. })) > 20);
    }
}
