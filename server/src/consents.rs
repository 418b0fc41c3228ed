//! Which person consented to which enterprise, in memory: rankings ask for every place.

use std::collections::HashMap;

use bole_engine::model::{ConsentId, EnterpriseConsent, Invalid, Moment, OrganisationId, TalentId};
use sha2::{Digest, Sha256};

/// Hex digits of a consent's id.
const DIGITS: usize = 32;

/// The id of the consent of a person to an organisation: there is one record for the two of them, and its history tells
/// how often it was given and withdrawn.
///
/// # Errors
/// Never: the id is sound.
pub fn consent_id(talent: &TalentId, organisation: &OrganisationId) -> Result<ConsentId, Invalid> {
    let sum = Sha256::digest(format!("{talent}\n{organisation}"));
    let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    ConsentId::new(format!("C-{}", &hex[..DIGITS]))
}

/// The consents there are, in force or not.
#[derive(Debug, Default)]
pub struct Consents {
    given: HashMap<OrganisationId, HashMap<TalentId, EnterpriseConsent>>,
}

impl Consents {
    /// Takes a consent in, or what became of it.
    pub fn put(&mut self, consent: EnterpriseConsent) {
        let to = self.given.entry(consent.organisation.clone()).or_default();
        to.insert(consent.talent.clone(), consent);
    }

    /// Takes a consent out.
    pub fn remove(&mut self, id: &str) {
        self.given.values_mut().for_each(|to| to.retain(|_, consent| consent.id.as_str() != id));
    }

    /// Whether the person consents to the organisation.
    #[must_use]
    pub fn hold(&self, organisation: &OrganisationId, talent: &TalentId, now: Moment) -> bool {
        let consent = self.given.get(organisation).and_then(|to| to.get(talent));
        consent.is_some_and(|consent| consent.holds_at(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(talent: &str, organisation: &str, withdrawn: Option<i64>) -> EnterpriseConsent {
        let (talent, organisation) = (TalentId::new(talent).unwrap(), OrganisationId::new(organisation).unwrap());
        EnterpriseConsent {
            id: consent_id(&talent, &organisation).unwrap(),
            talent,
            organisation,
            purpose: "面试".into(),
            asked: None,
            given: Moment::from_millis(1_000).ok(),
            until: None,
            withdrawn: withdrawn.map(|at| Moment::from_millis(at).unwrap()),
        }
    }

    #[test]
    fn a_consent_is_to_one_organisation_until_it_is_withdrawn_or_erased() {
        let mut consents = Consents::default();
        let given = consent("T-1", "E-1", None);
        let hold = |consents: &Consents, to: &str| {
            let now = Moment::from_millis(9_000).unwrap();
            consents.hold(&OrganisationId::new(to).unwrap(), &given.talent, now)
        };
        consents.put(given.clone());
        assert!(hold(&consents, "E-1") && !hold(&consents, "E-2"));
        consents.put(consent("T-1", "E-1", Some(5_000)));
        assert!(!hold(&consents, "E-1"));
        consents.put(given.clone());
        consents.remove(given.id.as_str());
        assert!(!hold(&consents, "E-1"));
    }

    #[test]
    fn ids_are_told_apart_by_both_sides() {
        let ids = [("a", "bc"), ("ab", "c"), ("a", "b")].map(|(talent, to)| consent(talent, to, None).id);
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] == consent("a", "bc", None).id);
    }
}
