//! A class on record as an enterprise with a share of it is told it: what it agrees to, and nobody else's share or word.
//!
//! Most seats are the college's term alone (`model/cohort_life`); of a class that was pooled they are the sum of the shares,
//! so that an enterprise could take its own from them. They are told where [`MIN_ORGANISATIONS`] others have a share.

use std::collections::BTreeSet;

use crate::demand::MIN_ORGANISATIONS;
use crate::model::{
    Agreement, Bilingual, Cohort, CohortForm, CohortId, CohortShare, CohortStatus, Date, EntryId, OrganisationId,
    PriorityGroup, ProgrammeId, TaughtSkill,
};

/// A class on record as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum SeenCohort {
    /// All of it.
    Whole(Cohort),
    /// What an enterprise with a share is told.
    Shared(SharedCohort),
}

/// A class on record as an enterprise with a share is told it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SharedCohort {
    /// Its id.
    pub id: CohortId,
    /// The programme that it is a class of.
    pub programme: ProgrammeId,
    /// Who teaches.
    pub college: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// Its form.
    pub form: CohortForm,
    /// The catalog's positions that it is taught for.
    pub positions: Vec<EntryId>,
    /// What the enterprise takes.
    pub shares: Vec<CohortShare>,
    /// What the class is taught beyond its programme.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<TaughtSkill>,
    /// The words of the enterprise and of the college.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// Who comes first to its seats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<PriorityGroup>,
    /// Fewest seats for which it is held.
    pub seats_min: u16,
    /// Most seats; absent where fewer than three other enterprises have a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seats_max: Option<u16>,
    /// First day of teaching.
    pub start: Date,
    /// The day from which its people can work.
    pub ready: Date,
    /// Where it stands.
    pub status: CohortStatus,
    /// Whether it was made up for demonstration.
    pub synthetic: bool,
}

impl SharedCohort {
    /// A class as an enterprise is told it; none where it has no share.
    #[must_use]
    pub fn of(cohort: Cohort, own: &OrganisationId) -> Option<Self> {
        let others: BTreeSet<_> = cohort.shares.iter().map(|share| &share.enterprise).filter(|e| *e != own).collect();
        let seats_max = (others.len() >= MIN_ORGANISATIONS).then_some(cohort.seats_max);
        let cohort = cohort.cut_to(own)?;
        let Cohort { id, programme, college, name, form, positions, shares, modules, .. } = cohort;
        let Cohort { agreements, priorities, seats_min, start, ready, status, synthetic, .. } = cohort;
        Some(Self {
            id,
            programme,
            college,
            name,
            form,
            positions,
            shares,
            modules,
            agreements,
            priorities,
            seats_min,
            seats_max,
            start,
            ready,
            status,
            synthetic,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(shares: &[(&str, u16)], own: &str) -> Option<SharedCohort> {
        let all: u16 = shares.iter().map(|(_, seats)| seats).sum();
        let shares: Vec<_> = shares.iter().map(|(e, seats)| json!({"enterprise": e, "seats": seats})).collect();
        let words: Vec<_> =
            ["C-1", "E-1", "E-2"].iter().map(|party| json!({"organisation": party, "on": "2026-12-01"})).collect();
        let cohort: Cohort = serde_json::from_value(json!({
            "id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "Class"},
            "form": "order_class", "shares": shares, "agreements": words, "seats_min": 1, "seats_max": all,
            "start": "2027-03-01", "ready": "2028-02-01", "status": "proposed"
        }))
        .unwrap();
        SharedCohort::of(cohort, &OrganisationId::new(own).unwrap())
    }

    #[test]
    fn an_enterprise_is_told_its_own_share_and_the_words_of_itself_and_the_college() {
        let told = told(&[("E-1", 5), ("E-2", 8), ("E-1", 2)], "E-1").unwrap();
        assert_eq!(told.shares.iter().map(|share| share.seats).collect::<Vec<_>>(), [5, 2]);
        let words: Vec<&str> = told.agreements.iter().map(|word| word.organisation.as_str()).collect();
        assert_eq!(words, ["C-1", "E-1"]);
        let text = serde_json::to_string(&told).unwrap();
        assert!(!text.contains("E-2") && !text.contains("seats_max"), "{text}");
    }

    #[test]
    fn all_seats_are_told_where_three_others_share_them() {
        let shares = [("E-1", 5), ("E-2", 8), ("E-3", 1), ("E-4", 1)];
        assert_eq!(told(&shares, "E-1").unwrap().seats_max, Some(15));
        assert_eq!(told(&shares[..3], "E-1").unwrap().seats_max, None);
        assert_eq!(told(&shares, "E-9"), None);
    }
}
