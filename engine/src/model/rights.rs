//! People's rights: consent to an organisation, objection to a decision and its review by a named person.

use super::{ConsentId, Date, DecisionId, Invalid, Moment, ObjectionId, OrganisationId, TalentId, check};

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// The organisation asked; the person has not answered.
    Asked,
    /// The person consents.
    Given,
    /// It was given, and its last day is past.
    Over,
    /// The person refused, or took it back.
    Withdrawn,
}

/// A person's consent to be shown unmasked to one organisation, or the organisation's question for it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawConsent")]
pub struct EnterpriseConsent {
    /// Its id.
    pub id: ConsentId,
    /// Who consents.
    pub talent: TalentId,
    /// To whom.
    pub organisation: OrganisationId,
    /// What for, 1 to [`EnterpriseConsent::MAX_PURPOSE_CHARS`] characters.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 200))]
    pub purpose: String,
    /// When the organisation asked, where it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Moment>,
    /// When it was given; absent while the person has not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<Moment>,
    /// The last day (UTC) on which it holds; absent: until withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// When it was withdrawn, or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Moment>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConsent {
    id: ConsentId,
    talent: TalentId,
    organisation: OrganisationId,
    purpose: String,
    #[serde(default)]
    asked: Option<Moment>,
    #[serde(default)]
    given: Option<Moment>,
    #[serde(default)]
    until: Option<Date>,
    #[serde(default)]
    withdrawn: Option<Moment>,
}

impl EnterpriseConsent {
    /// Longest purpose in characters.
    pub const MAX_PURPOSE_CHARS: usize = 200;

    /// Checks the length of its text, and that it was asked for or given.
    ///
    /// # Errors
    /// `Invalid` naming the purpose, or `given`.
    pub fn checked(self) -> Result<Self, Invalid> {
        check::text("purpose", &self.purpose, 1..=Self::MAX_PURPOSE_CHARS)?;
        if self.given.is_none() && self.asked.is_none() {
            return Err(Invalid::new("given", "", "the moment it was given, or of the question in `asked`"));
        }
        Ok(self)
    }

    /// Where it stands at `now`.
    #[must_use]
    pub fn state(&self, now: Moment) -> ConsentState {
        match (self.withdrawn, self.given) {
            (Some(_), _) => ConsentState::Withdrawn,
            (None, None) => ConsentState::Asked,
            (None, Some(_)) if self.until.is_some_and(|last| last < now.date()) => ConsentState::Over,
            (None, Some(_)) => ConsentState::Given,
        }
    }

    /// Whether it holds at `now`. A withdrawal counts as soon as it is recorded, even where another machine's clock is
    /// ahead.
    #[must_use]
    pub fn holds_at(&self, now: Moment) -> bool {
        self.state(now) == ConsentState::Given && self.given.is_some_and(|given| given <= now)
    }
}

impl TryFrom<RawConsent> for EnterpriseConsent {
    type Error = Invalid;
    fn try_from(raw: RawConsent) -> Result<Self, Invalid> {
        let RawConsent { id, talent, organisation, purpose, asked, given, until, withdrawn } = raw;
        Self { id, talent, organisation, purpose, asked, given, until, withdrawn }.checked()
    }
}

/// What a review came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// The decision stands.
    Upheld,
    /// Something was wrong and is put right.
    Corrected,
    /// The objection has no ground, or is not about this decision.
    Dismissed,
}

/// A named person's answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawReview")]
pub struct Review {
    /// Who reviewed, by name, 1 to [`Review::MAX_REVIEWER_CHARS`] characters.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 80))]
    pub reviewer: String,
    /// What it came to.
    pub outcome: ReviewOutcome,
    /// Why, 1 to [`Review::MAX_REASON_CHARS`] characters.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 2000))]
    pub reason: String,
    /// When.
    pub at: Moment,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReview {
    reviewer: String,
    outcome: ReviewOutcome,
    reason: String,
    at: Moment,
}

impl Review {
    /// Longest name of a reviewer in characters.
    pub const MAX_REVIEWER_CHARS: usize = 80;
    /// Longest reason in characters.
    pub const MAX_REASON_CHARS: usize = 2000;

    /// Checks the lengths of its texts.
    ///
    /// # Errors
    /// `Invalid` naming the text.
    pub fn checked(self) -> Result<Self, Invalid> {
        check::text("reviewer", &self.reviewer, 1..=Self::MAX_REVIEWER_CHARS)?;
        check::text("reason", &self.reason, 1..=Self::MAX_REASON_CHARS)?;
        Ok(self)
    }
}

impl TryFrom<RawReview> for Review {
    type Error = Invalid;
    fn try_from(RawReview { reviewer, outcome, reason, at }: RawReview) -> Result<Self, Invalid> {
        Self { reviewer, outcome, reason, at }.checked()
    }
}

/// A person's objection to a decision.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawObjection")]
pub struct Objection {
    /// Its id.
    pub id: ObjectionId,
    /// To which decision.
    pub decision: DecisionId,
    /// Who objects.
    pub talent: TalentId,
    /// The person's words, 1 to [`Objection::MAX_STATEMENT_CHARS`] characters.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 2000))]
    pub statement: String,
    /// When it was raised.
    pub raised: Moment,
    /// The answer, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawObjection {
    id: ObjectionId,
    decision: DecisionId,
    talent: TalentId,
    statement: String,
    raised: Moment,
    #[serde(default)]
    review: Option<Review>,
}

impl Objection {
    /// Longest statement in characters.
    pub const MAX_STATEMENT_CHARS: usize = 2000;

    /// Checks the length of its text.
    ///
    /// # Errors
    /// `Invalid` naming the statement.
    pub fn checked(self) -> Result<Self, Invalid> {
        check::text("statement", &self.statement, 1..=Self::MAX_STATEMENT_CHARS)?;
        Ok(self)
    }
}

impl TryFrom<RawObjection> for Objection {
    type Error = Invalid;
    fn try_from(raw: RawObjection) -> Result<Self, Invalid> {
        let RawObjection { id, decision, talent, statement, raised, review } = raw;
        Self { id, decision, talent, statement, raised, review }.checked()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::try_from(text.to_owned()).unwrap()
    }

    fn consent(more: &serde_json::Value) -> Result<EnterpriseConsent, serde_json::Error> {
        let mut consent = json!({
            "id": "C-1", "talent": "T-1", "organisation": "E-1", "purpose": "面试", "given": "2026-11-21T00:00:00.000Z"
        });
        consent.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(consent)
    }

    fn objection(statement: &str, review: &serde_json::Value) -> Result<Objection, serde_json::Error> {
        serde_json::from_value(json!({
            "id": "J-1", "decision": "D-1", "talent": "T-1", "statement": statement,
            "raised": "2026-11-21T00:00:00.000Z", "review": review
        }))
    }

    #[test]
    fn a_consent_holds_from_its_moment_through_its_last_day() {
        let read = consent(&json!({"until": "2026-11-30"})).unwrap();
        for (now, holds) in [
            ("2026-11-20T23:59:59.999Z", false),
            ("2026-11-21T00:00:00.000Z", true),
            ("2026-11-30T23:59:59.999Z", true),
            ("2026-12-01T00:00:00.000Z", false),
        ] {
            assert_eq!(read.holds_at(moment(now)), holds, "{now}");
        }
        assert!(consent(&json!({})).unwrap().holds_at(moment("2099-01-01T00:00:00.000Z")));
    }

    #[test]
    fn a_withdrawn_consent_never_holds() {
        let read = consent(&json!({"withdrawn": "2026-11-22T00:00:00.000Z"})).unwrap();
        for now in ["2026-11-21T12:00:00.000Z", "2026-11-22T00:00:00.000Z", "2026-11-23T00:00:00.000Z"] {
            assert!(!read.holds_at(moment(now)), "{now}");
        }
        assert!(consent(&json!({"purpose": ""})).unwrap_err().to_string().starts_with("purpose"));
    }

    #[test]
    fn a_question_is_no_consent() {
        let asked = "2026-11-20T00:00:00.000Z";
        let read = consent(&json!({"asked": asked, "given": null})).unwrap();
        let now = moment("2026-11-22T00:00:00.000Z");
        assert_eq!((read.state(now), read.holds_at(now)), (ConsentState::Asked, false));
        let refused = consent(&json!({"asked": asked, "given": null, "withdrawn": asked})).unwrap();
        assert_eq!((refused.state(now), refused.holds_at(now)), (ConsentState::Withdrawn, false));
        assert_eq!(consent(&json!({"until": "2026-11-21"})).unwrap().state(now), ConsentState::Over);
        assert!(consent(&json!({"given": null})).unwrap_err().to_string().starts_with("given"));
    }

    #[test]
    fn an_objection_and_its_review_go_round() {
        let review =
            json!({"reviewer": "陈敏", "outcome": "corrected", "reason": "技能漏录", "at": "2026-11-22T00:00:00.000Z"});
        let read = objection("我会PLC", &review).unwrap();
        assert_eq!(read.review.as_ref().unwrap().outcome, ReviewOutcome::Corrected);
        assert_eq!(serde_json::from_value::<Objection>(serde_json::to_value(&read).unwrap()).unwrap(), read);
        assert!(objection("我会PLC", &json!(null)).unwrap().review.is_none());
    }

    #[test]
    fn a_review_names_a_person_and_a_reason() {
        for (field, reviewer, reason) in [("reviewer", " ", "x"), ("reason", "陈敏", "")] {
            let review = json!({"reviewer": reviewer, "outcome": "upheld", "reason": reason,
                "at": "2026-11-22T00:00:00.000Z"});
            assert!(objection("x", &review).unwrap_err().to_string().starts_with(field));
        }
        let long = "字".repeat(Objection::MAX_STATEMENT_CHARS + 1);
        assert!(objection(&long, &json!(null)).unwrap_err().to_string().contains("1 to 2000"));
    }
}
