//! What became of the people of a class as it may be told: a table of people, small cells withheld. Following the people is
//! the plan's (`Placements`).

use super::withhold::{Rows, is_small, published};
use crate::model::{Cohort, CohortId, Date, OrganisationId};
use crate::plan::{ClassPlacements, Fate, Placements, Roster};

/// People who began to work; none where a cell is withheld.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacedPeople {
    /// With whom; absent for everybody without a share together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<OrganisationId>,
    /// How many.
    pub began: Option<u32>,
    /// Still there after six months.
    pub stayed: Option<u32>,
    /// Left before.
    pub left: Option<u32>,
    /// Of whom nobody told yet how it stands after six months.
    pub open: Option<u32>,
}

/// How many people a class has, and what became of them. A number is absent where it is withheld: fewer people than the
/// method's `indicators.threshold` stand behind it, or it would tell such a number by subtraction.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassFigures {
    /// Which class.
    pub cohort: CohortId,
    /// The day up to which its people were followed.
    pub as_of: Date,
    /// People with a seat in it.
    pub enrolled: Option<u32>,
    /// Who began with an enterprise that has a share, by enterprise, then with anybody else; nobody before the class has
    /// graduated.
    pub placed: Vec<PlacedPeople>,
    /// People of whom no start is told, once the class has graduated.
    pub unplaced: Option<u32>,
    /// Whether a number is withheld.
    pub withheld: bool,
}

impl ClassFigures {
    /// The figures of a class.
    #[must_use]
    pub fn of(cohort: &Cohort, roster: &Roster, placements: &Placements, threshold: u32, as_of: Date) -> Self {
        match placements.classes.get(&cohort.id) {
            Some(placed) => told(cohort, placed, threshold, as_of),
            None => {
                let enrolled = u32::try_from(roster.enrolled(&cohort.id)).unwrap_or(u32::MAX);
                let withheld = is_small(enrolled, threshold);
                let enrolled = (!withheld).then_some(enrolled);
                Self { cohort: cohort.id.clone(), as_of, enrolled, placed: Vec::new(), unplaced: None, withheld }
            }
        }
    }

    /// What an enterprise sees of it: its own row, as everybody is told it.
    #[must_use]
    pub fn for_enterprise(mut self, own: &OrganisationId) -> Self {
        self.placed.retain(|placed| placed.enterprise.as_ref() == Some(own));
        Self { unplaced: None, ..self }
    }
}

fn told(cohort: &Cohort, class: &ClassPlacements, threshold: u32, as_of: Date) -> ClassFigures {
    let names: Vec<Option<&OrganisationId>> = class.shares.keys().map(Some).chain([None]).collect();
    let cells = |fate: &Fate| vec![fate.stayed, fate.left, fate.open, 0];
    let mut table: Vec<Vec<u32>> = class.shares.values().chain([&class.others]).map(cells).collect();
    table.push(vec![0, 0, 0, class.unplaced]);
    let told = published(&table, threshold, Rows::Apart);
    let row = |(at, enterprise): (usize, &Option<&OrganisationId>)| PlacedPeople {
        enterprise: enterprise.cloned(),
        began: told.rows[at],
        stayed: told.cells[at][0],
        left: told.cells[at][1],
        open: told.cells[at][2],
    };
    let withheld = told.rows.iter().chain(told.cells.iter().flatten()).chain([&told.total]).any(Option::is_none);
    ClassFigures {
        cohort: cohort.id.clone(),
        as_of,
        enrolled: told.total,
        placed: names.iter().enumerate().map(row).collect(),
        unplaced: told.rows[names.len()],
        withheld,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Profile, TalentId};

    fn cohort() -> Cohort {
        serde_json::from_value(serde_json::json!({
            "id": "K-1", "programme": "P-1", "college": "C", "name": {"zh": "班", "en": "class"}, "form": "order_class",
            "seats_min": 1, "seats_max": 60, "start": "2023-09-01", "ready": "2026-01-01", "status": "graduated"
        }))
        .unwrap()
    }

    fn figures(shares: &[(&str, [u32; 3])], others: [u32; 3], unplaced: u32) -> ClassFigures {
        let fate = |[stayed, left, open]: [u32; 3]| Fate { stayed, left, open };
        let shares = shares.iter().map(|(id, counts)| (OrganisationId::new(*id).unwrap(), fate(*counts))).collect();
        let class = ClassPlacements { programme: cohort().programme, shares, others: fate(others), unplaced };
        let placements = Placements { classes: BTreeMap::from([(cohort().id, class)]) };
        ClassFigures::of(&cohort(), &Roster::default(), &placements, 5, Date::new(2026, 11, 21).unwrap())
    }

    #[test]
    fn large_counts_are_told_whole() {
        let told = figures(&[("E-1", [9, 6, 0]), ("E-2", [0, 0, 8])], [5, 0, 7], 11);
        assert_eq!((told.enrolled, told.unplaced, told.withheld), (Some(46), Some(11), false));
        let rows: Vec<_> = told.placed.iter().map(|row| (row.began, row.stayed, row.left, row.open)).collect();
        assert_eq!(rows[0], (Some(15), Some(9), Some(6), Some(0)));
        assert_eq!(rows[2], (Some(12), Some(5), Some(0), Some(7)));
        assert_eq!(told.placed[2].enterprise, None);
    }

    #[test]
    fn no_small_count_is_told_or_had_by_subtraction() {
        let told = figures(&[("E-1", [9, 2, 0]), ("E-2", [8, 0, 8])], [5, 0, 7], 11);
        assert!(told.withheld);
        let row = &told.placed[0];
        assert_eq!(row.left, None);
        assert!(row.began.is_none() || row.stayed.is_none() || row.open.is_none(), "{row:?}");
        let own = told.for_enterprise(&OrganisationId::new("E-2").unwrap());
        assert_eq!((own.placed.len(), own.unplaced), (1, None));
    }

    #[test]
    fn a_few_people_in_a_class_are_not_counted_out() {
        let with = |people: usize| -> Option<u32> {
            let person = |number: usize| Profile {
                cohort: Some(cohort().id),
                ..Profile::empty(TalentId::numbered(number as u64 + 1))
            };
            let people: Vec<Profile> = (0..people).map(person).collect();
            let as_of = Date::new(2026, 11, 21).unwrap();
            ClassFigures::of(&cohort(), &people.iter().collect(), &Placements::default(), 5, as_of).enrolled
        };
        assert_eq!([0, 1, 4, 5, 30].map(with), [Some(0), None, None, Some(5), Some(30)]);
    }
}
