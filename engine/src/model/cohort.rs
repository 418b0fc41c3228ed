//! A class that enterprises order from a college.

use std::collections::BTreeSet;

use super::{
    Bilingual, CohortId, CohortStatus, Date, EntryId, Invalid, MAX_LIST, OrderId, OrganisationId, ProgrammeId,
    RefusalReason, TaughtSkill, check,
};

/// The form of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CohortForm {
    /// 订单班: ordered before it begins.
    OrderClass,
    /// 现代学徒制: pupils taught by college and enterprise.
    ModernApprenticeship,
    /// 企业新型学徒制: employees who learn on the job.
    NewTypeApprenticeship,
    /// 产业学院: a college of an industry.
    IndustryCollege,
}

impl CohortForm {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OrderClass => "order_class",
            Self::ModernApprenticeship => "modern_apprenticeship",
            Self::NewTypeApprenticeship => "new_type_apprenticeship",
            Self::IndustryCollege => "industry_college",
        }
    }
}

/// Who comes first to the seats of a class: what a person studies or works at, and nothing else. There is no group of
/// gender, age, origin or household registration, and none can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PriorityGroup {
    /// Pupils of the class's college who study the major of its programme.
    Programme,
    /// Pupils of the class's college.
    College,
    /// Employees of an enterprise with a share: who learns on the job.
    Employees,
}

impl PriorityGroup {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::College => "college",
            Self::Employees => "employees",
        }
    }
}

/// What one enterprise takes of a class.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CohortShare {
    /// Who takes.
    pub enterprise: OrganisationId,
    /// For which of its orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// How many seats.
    pub seats: u16,
}

impl CohortShare {
    /// Whether the share is for an order, which is one of `enterprise`. A college writes shares and sees no orders: what a
    /// share names counts only where the order is one of the same enterprise.
    #[must_use]
    pub fn is_for(&self, order: &OrderId, enterprise: &OrganisationId) -> bool {
        self.order.as_ref() == Some(order) && self.enterprise == *enterprise
    }
}

/// The word of the college, or of an enterprise that takes a share.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Whose.
    pub organisation: OrganisationId,
    /// When it was given.
    pub on: Date,
    /// Why it is a no; absent for a yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalReason>,
}

impl Agreement {
    /// A yes.
    #[must_use]
    pub const fn yes(organisation: OrganisationId, on: Date) -> Self {
        Self { organisation, on, refusal: None }
    }
}

/// A class ordered by enterprises.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawCohort")]
pub struct Cohort {
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
    #[serde(default)]
    pub positions: Vec<EntryId>,
    /// Who takes how many; together at most `seats_max`.
    #[serde(default)]
    pub shares: Vec<CohortShare>,
    /// What the class is taught beyond its programme, each skill once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<TaughtSkill>,
    /// The word of the college and of enterprises with a share, each once. A class that is `agreed` has a yes of all of
    /// them, or of nobody where the days are not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// Who comes first to its seats, before fit counts: the first group before the second, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<PriorityGroup>,
    /// Fewest seats for which it is held, 1 to [`Cohort::MAX_SEATS`].
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 500))]
    pub seats_min: u16,
    /// Most seats, `seats_min` to [`Cohort::MAX_SEATS`].
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 500))]
    pub seats_max: u16,
    /// First day of teaching.
    pub start: Date,
    /// The day from which its people can work; after `start`.
    pub ready: Date,
    /// Where it stands.
    pub status: CohortStatus,
    /// Whether it was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCohort {
    id: CohortId,
    programme: ProgrammeId,
    college: OrganisationId,
    name: Bilingual,
    form: CohortForm,
    #[serde(default)]
    positions: Vec<EntryId>,
    #[serde(default)]
    shares: Vec<CohortShare>,
    #[serde(default)]
    modules: Vec<TaughtSkill>,
    #[serde(default)]
    agreements: Vec<Agreement>,
    #[serde(default)]
    priorities: Vec<PriorityGroup>,
    seats_min: u16,
    seats_max: u16,
    start: Date,
    ready: Date,
    status: CohortStatus,
    #[serde(default)]
    synthetic: bool,
}

impl Cohort {
    /// Most seats of one class.
    pub const MAX_SEATS: u16 = 500;

    /// Checks lists, seats and dates.
    ///
    /// # Errors
    /// `Invalid` naming the list that is too long, seats outside 1 to [`Self::MAX_SEATS`] or crossed, shares that are more
    /// than the class, a class that is ready before it starts, or one that is agreed while a party's yes is missing.
    pub fn checked(self) -> Result<Self, Invalid> {
        check::list("positions", self.positions.len(), MAX_LIST)?;
        check::list("shares", self.shares.len(), MAX_LIST)?;
        check::list("modules", self.modules.len(), MAX_LIST)?;
        check::distinct("modules", self.modules.iter().map(|taught| &taught.skill))?;
        check::distinct("agreements", self.agreements.iter().map(|agreement| &agreement.organisation))?;
        check::distinct("priorities", self.priorities.iter().map(|group| group.as_str()))?;
        self.check_parties()?;
        check::number("seats_min", self.seats_min, 1..=Self::MAX_SEATS)?;
        check::number("seats_max", self.seats_max, self.seats_min..=Self::MAX_SEATS)?;
        let shared = self.shared_seats();
        if shared > u32::from(self.seats_max) {
            let allowed = format!("together at most {} seats, the most of the class", self.seats_max);
            return Err(Invalid::new("shares", shared, allowed));
        }
        if self.ready <= self.start {
            return Err(Invalid::new("ready", self.ready, format!("a day after {} (the start)", self.start)));
        }
        self.check_agreed()?;
        Ok(self)
    }

    /// Who has to agree: the college, then the enterprises with a share, in the order of the shares.
    pub fn parties(&self) -> impl Iterator<Item = &OrganisationId> {
        let mut told = BTreeSet::new();
        let all = std::iter::once(&self.college).chain(self.shares.iter().map(|share| &share.enterprise));
        all.filter(move |party| told.insert(*party))
    }

    /// Seats that the shares take together.
    #[must_use]
    pub fn shared_seats(&self) -> u32 {
        self.shares.iter().map(|share| u32::from(share.seats)).sum()
    }

    /// Hours of what the class is taught beyond its programme; none where those of a module are not known.
    #[must_use]
    pub fn module_hours(&self) -> Option<u32> {
        self.modules.iter().map(|module| module.hours.map(u32::from)).sum()
    }

    fn check_parties(&self) -> Result<(), Invalid> {
        let stranger = |agreement: &&Agreement| self.parties().all(|party| *party != agreement.organisation);
        self.agreements.iter().find(stranger).map_or(Ok(()), |agreement| {
            let allowed = "the college, or an enterprise with a share";
            Err(Invalid::new("agreements", &agreement.organisation, allowed))
        })
    }

    fn check_agreed(&self) -> Result<(), Invalid> {
        let told = self.status == CohortStatus::Agreed && !self.agreements.is_empty();
        match self.waits_for().next().filter(|_| told) {
            Some(party) => {
                let allowed = format!(
                    "a yes of every party, {party} too, or nobody's word where the days are not known, as it is agreed"
                );
                Err(Invalid::new("agreements", "", allowed))
            }
            None => Ok(()),
        }
    }
}

impl TryFrom<RawCohort> for Cohort {
    type Error = Invalid;
    fn try_from(raw: RawCohort) -> Result<Self, Invalid> {
        let RawCohort { id, programme, college, name, form, positions, shares, .. } = raw;
        let RawCohort {
            modules, agreements, priorities, seats_min, seats_max, start, ready, status, synthetic, ..
        } = raw;
        let cohort = Self {
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
        };
        cohort.checked()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cohort(more: &serde_json::Value) -> Result<Cohort, serde_json::Error> {
        let mut cohort = json!({
            "id": "C-1", "programme": "P-1", "college": "QYPT", "name": {"zh": "模具订单班", "en": "Tooling class"},
            "form": "order_class", "seats_min": 20, "seats_max": 30, "start": "2027-03-01", "ready": "2028-02-01",
            "status": "proposed"
        });
        cohort.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(cohort)
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        use CohortForm as F;
        for form in [F::OrderClass, F::ModernApprenticeship, F::NewTypeApprenticeship, F::IndustryCollege] {
            assert_eq!(serde_json::to_value(form).unwrap(), form.as_str());
        }
        for group in [PriorityGroup::Programme, PriorityGroup::College, PriorityGroup::Employees] {
            assert_eq!(serde_json::to_value(group).unwrap(), group.as_str());
        }
    }

    #[test]
    fn a_cohort_goes_round() {
        let read = cohort(&json!({"positions": ["NFM-P01"], "shares": [
            {"enterprise": "E-1", "order": "O-1", "seats": 10}, {"enterprise": "E-2", "seats": 10},
            {"enterprise": "E-1", "seats": 10}], "modules": [{"skill": "plc", "level": 3, "hours": 48}],
            "agreements": [{"organisation": "E-2", "on": "2026-12-01"}],
            "priorities": ["employees", "programme"]}))
        .unwrap();
        assert_eq!((read.shared_seats(), read.module_hours()), (30, Some(48)));
        assert_eq!(read.parties().map(OrganisationId::as_str).collect::<Vec<_>>(), ["QYPT", "E-1", "E-2"]);
        let again: Cohort = serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap();
        assert_eq!(again, read);
    }

    #[test]
    fn a_wrong_cohort_is_told_by_its_field() {
        let wrong = [
            ("seats_min", json!({"seats_min": 0})),
            ("seats_max", json!({"seats_max": 19})),
            ("seats_max", json!({"seats_max": Cohort::MAX_SEATS + 1})),
            ("shares", json!({"shares": [{"enterprise": "E-1", "seats": 31}]})),
            ("ready", json!({"ready": "2027-03-01"})),
            ("agreements", json!({"agreements": [{"organisation": "E-1", "on": "2026-12-01"}]})),
            ("priorities", json!({"priorities": ["college", "college"]})),
            (
                "agreements",
                json!({"status": "agreed", "shares": [{"enterprise": "E-1", "seats": 3}], "agreements": [
                {"organisation": "QYPT", "on": "2026-12-01"}]}),
            ),
            (
                "agreements",
                json!({"status": "agreed", "agreements": [
                {"organisation": "QYPT", "on": "2026-12-01", "refusal": "dates"}]}),
            ),
            ("modules", json!({"modules": [{"skill": "plc", "level": 1}, {"skill": "plc", "level": 2}]})),
        ];
        for (field, change) in wrong {
            let refused = cohort(&change).unwrap_err().to_string();
            assert!(refused.starts_with(&format!("{field}: ")), "{refused}");
        }
        assert!(cohort(&json!({"teacher": "x"})).is_err());
        assert!(cohort(&json!({"priorities": ["women"]})).is_err());
    }
}
