//! The life of a class: who gives which word on its terms, what a change of the terms does to words that were given, and
//! which step may be taken on which day. Who writes, and when, is the store's to keep.
//!
//! A class is agreed when the college and every enterprise with a share said yes, on the day of the last yes. A word stands
//! for the terms on which it was given: where they change, it falls away, and a class that was agreed is proposed again.
//! Everybody's terms are the programme, form, positions, modules, priorities, fewest seats and both dates; an enterprise's are its
//! own shares too, the college's all shares and the most seats.

use super::road::may_step;
use super::{Agreement, Cohort, CohortStatus, CohortTransition, Date, Invalid, OrganisationId};

/// What a class lacks before its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CohortLack {
    /// The yes of a party.
    Agreement,
    /// Nobody is taken in yet.
    Enrolment,
    /// Fewer people are known to be in it than its fewest seats.
    People,
}

impl Cohort {
    /// Parties whose yes is missing, in the order of [`Cohort::parties`].
    pub fn waits_for(&self) -> impl Iterator<Item = &OrganisationId> {
        let said = |party: &OrganisationId| {
            self.agreements.iter().any(|word| word.organisation == *party && word.refusal.is_none())
        };
        self.parties().filter(move |party| !said(party))
    }

    /// The class with the shares of one enterprise alone, and the words of it and of the college; none where it has no
    /// share.
    #[must_use]
    pub fn cut_to(mut self, enterprise: &OrganisationId) -> Option<Self> {
        self.agreements.retain(|word| word.organisation == *enterprise || word.organisation == self.college);
        self.shares.retain(|share| share.enterprise == *enterprise);
        (!self.shares.is_empty()).then_some(self)
    }

    /// The day on which the last party said yes; none while one is missing.
    #[must_use]
    pub fn agreed_on(&self) -> Option<Date> {
        let last = self.agreements.iter().map(|word| word.on).max();
        last.filter(|_| self.waits_for().next().is_none())
    }

    /// The class after a party's word, given by `today`. With the last yes it is agreed.
    ///
    /// # Errors
    /// `Invalid` with field `status` when the class is no longer proposed, `organisation` when it is no party, `on` when
    /// the day is to come.
    pub fn said(mut self, word: Agreement, today: Date) -> Result<Self, Invalid> {
        self.check_speaks(&word.organisation)?;
        not_to_come(word.on, today)?;
        self.agreements.retain(|given| given.organisation != word.organisation);
        self.agreements.push(word);
        self.agreements.sort_by(|a, b| a.organisation.cmp(&b.organisation));
        Ok(self.settled())
    }

    /// The class without the word of a party.
    ///
    /// # Errors
    /// `Invalid` with field `status` when the class is no longer proposed, `organisation` when it is no party or has not
    /// given its word.
    pub fn unsaid(mut self, party: &OrganisationId) -> Result<Self, Invalid> {
        self.check_speaks(party)?;
        let before = self.agreements.len();
        self.agreements.retain(|given| given.organisation != *party);
        if self.agreements.len() < before {
            return Ok(self);
        }
        Err(Invalid::new("organisation", party, "a party that has given its word"))
    }

    /// The class after a step that is told on `today`, with as many people in it as are known to be, 0 where nobody keeps
    /// that.
    ///
    /// # Errors
    /// `Invalid` with field `to` when the status does not lead there, `reason` when the reason does not, `on` when the day
    /// is to come or does not suit the dates of the class, and `enrolled` when teaching is to begin with fewer or more
    /// people than the class has seats for.
    pub fn transition(self, step: &CohortTransition, enrolled: usize, today: Date) -> Result<Self, Invalid> {
        if self.status == CohortStatus::Proposed && step.to == CohortStatus::Agreed {
            let missing: Vec<&str> = self.waits_for().map(OrganisationId::as_str).collect();
            let allowed = format!("cancelled; agreed follows by itself when {} said yes", missing.join(", "));
            return Err(Invalid::new("to", step.to, allowed));
        }
        may_step(self.status, step.to, step.reason)?;
        let on = step.on.unwrap_or(today);
        not_to_come(on, today)?;
        self.check_day(step.to, on)?;
        if step.to == CohortStatus::Running {
            self.check_enrolled(enrolled)?;
        }
        Ok(Self { status: step.to, ..self })
    }

    /// The class as the college writes it over what stood. Where it stands and who agreed are not written this way; once
    /// people are taken in, its terms stay.
    ///
    /// # Errors
    /// `Invalid` with field `status` or `agreements` when they are others than what stood, or with the field of a term
    /// that can no longer change.
    pub fn written_over(self, before: Option<&Self>) -> Result<Self, Invalid> {
        let standing = before.map_or(CohortStatus::Proposed, |before| before.status);
        if self.status != standing {
            let allowed = format!("{standing}, as it stands; it changes by agreements and POST …/transitions");
            return Err(Invalid::new("status", self.status, allowed));
        }
        let stood = before.map_or(&[][..], |before| &before.agreements);
        if let Some(new) = self.agreements.iter().find(|word| !stood.contains(word)) {
            return Err(Invalid::new("agreements", &new.organisation, "those that stand; others by POST …/agreements"));
        }
        let Some(before) = before else { return Ok(self) };
        match self.changed_term(before).filter(|_| !standing.is_open()) {
            Some(field) => Err(Invalid::new(field, "a change", format!("no change of the terms: it is {standing}"))),
            None => Ok(Self { agreements: before.agreements.clone(), ..self }.corrected(Some(before))),
        }
    }

    /// The class as the bureau writes it over what stood: words that are only repeated fall away where their terms changed,
    /// and a class that was agreed and is so on other terms is proposed again.
    #[must_use]
    pub fn corrected(mut self, before: Option<&Self>) -> Self {
        let Some(before) = before else { return self.settled() };
        let parties: Vec<OrganisationId> = self.parties().cloned().collect();
        let changed: Vec<OrganisationId> =
            parties.iter().filter(|party| self.terms_changed(before, party)).cloned().collect();
        let repeated = |word: &Agreement| before.agreements.contains(word);
        self.agreements.retain(|word| {
            parties.contains(&word.organisation) && !(changed.contains(&word.organisation) && repeated(word))
        });
        let broken = !changed.is_empty() && self.waits_for().next().is_some();
        if self.status == CohortStatus::Agreed && broken {
            self.status = CohortStatus::Proposed;
        }
        self.settled()
    }

    /// Whether the college may take the record away.
    ///
    /// # Errors
    /// `Invalid` with field `status` of a class that is agreed on or further.
    pub fn check_removable(&self) -> Result<(), Invalid> {
        match self.status {
            CohortStatus::Proposed | CohortStatus::Cancelled => Ok(()),
            status @ (CohortStatus::Agreed
            | CohortStatus::Enrolling
            | CohortStatus::Running
            | CohortStatus::Graduated
            | CohortStatus::Placed) => {
                Err(Invalid::new("status", status, "proposed or cancelled; a class beyond is cancelled by a step"))
            }
        }
    }

    /// What the class lacks before its first day, with as many people in it as are known to be.
    #[must_use]
    pub fn lacks(&self, enrolled: usize) -> Option<CohortLack> {
        match self.status {
            CohortStatus::Proposed => Some(CohortLack::Agreement),
            CohortStatus::Agreed => Some(CohortLack::Enrolment),
            CohortStatus::Enrolling if enrolled < usize::from(self.seats_min) => Some(CohortLack::People),
            CohortStatus::Enrolling
            | CohortStatus::Running
            | CohortStatus::Graduated
            | CohortStatus::Placed
            | CohortStatus::Cancelled => None,
        }
    }

    /// Agreed, where it was proposed and everybody said yes.
    fn settled(self) -> Self {
        let agreed = self.status == CohortStatus::Proposed && self.agreed_on().is_some();
        Self { status: if agreed { CohortStatus::Agreed } else { self.status }, ..self }
    }

    fn check_speaks(&self, party: &OrganisationId) -> Result<(), Invalid> {
        if self.status != CohortStatus::Proposed {
            let allowed = "proposed; a word is given and taken back while a class is";
            return Err(Invalid::new("status", self.status, allowed));
        }
        if self.parties().any(|known| known == party) {
            return Ok(());
        }
        Err(Invalid::new("organisation", party, "the college, or an enterprise with a share"))
    }

    /// People are taken in until teaching begins, teaching begins on the first day or later, and people are there when they
    /// can work.
    fn check_day(&self, to: CohortStatus, on: Date) -> Result<(), Invalid> {
        let (fits, allowed) = match to {
            CohortStatus::Enrolling => (on <= self.start, format!("a day up to {} (the start)", self.start)),
            CohortStatus::Running => (on >= self.start, format!("a day from {} (the start)", self.start)),
            CohortStatus::Graduated | CohortStatus::Placed => {
                (on >= self.ready, format!("a day from {} (when its people can work)", self.ready))
            }
            CohortStatus::Proposed | CohortStatus::Agreed | CohortStatus::Cancelled => return Ok(()),
        };
        if fits { Ok(()) } else { Err(Invalid::new("on", on, allowed)) }
    }

    fn check_enrolled(&self, enrolled: usize) -> Result<(), Invalid> {
        let (least, most) = (self.seats_min, self.seats_max);
        if enrolled == 0 || (usize::from(least)..=usize::from(most)).contains(&enrolled) {
            return Ok(());
        }
        let allowed =
            format!("{least} to {most}, the seats of the class, or nobody where its people are not on record");
        Err(Invalid::new("enrolled", enrolled, allowed))
    }

    /// Whether the terms of a party are others than they were.
    fn terms_changed(&self, before: &Self, party: &OrganisationId) -> bool {
        let own = |cohort: &Self| -> Vec<_> {
            cohort.shares.iter().filter(|share| share.enterprise == *party).cloned().collect()
        };
        match self.changed_term(before) {
            None => false,
            Some("shares" | "seats_max") if *party != self.college => own(self) != own(before),
            Some(_) => true,
        }
    }

    /// The first term that is another than it was; those of everybody come first.
    fn changed_term(&self, before: &Self) -> Option<&'static str> {
        let terms = [
            ("programme", self.programme != before.programme),
            ("form", self.form != before.form),
            ("positions", self.positions != before.positions),
            ("modules", self.modules != before.modules),
            ("priorities", self.priorities != before.priorities),
            ("seats_min", self.seats_min != before.seats_min),
            ("start", self.start != before.start),
            ("ready", self.ready != before.ready),
            ("shares", self.shares != before.shares),
            ("seats_max", self.seats_max != before.seats_max),
        ];
        terms.into_iter().find(|(_, changed)| *changed).map(|(field, _)| field)
    }
}

fn not_to_come(on: Date, today: Date) -> Result<(), Invalid> {
    if on <= today { Ok(()) } else { Err(Invalid::new("on", on, format!("a day up to {today}"))) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{CohortReason, RefusalReason};

    fn cohort(status: &str) -> Cohort {
        serde_json::from_value(json!({
            "id": "C-1", "programme": "P-1", "college": "QYPT", "name": {"zh": "模具订单班", "en": "Tooling class"},
            "form": "order_class", "seats_min": 20, "seats_max": 30, "start": "2027-03-01", "ready": "2028-02-01",
            "status": status, "shares": [{"enterprise": "E-1", "seats": 10}, {"enterprise": "E-2", "seats": 10}]
        }))
        .unwrap()
    }

    fn day(text: &str) -> Date {
        Date::try_from(text.to_owned()).unwrap()
    }

    fn id(text: &str) -> OrganisationId {
        OrganisationId::new(text).unwrap()
    }

    fn yes(cohort: Cohort, party: &str, on: &str) -> Cohort {
        cohort.said(Agreement::yes(id(party), day(on)), day("2026-12-31")).unwrap()
    }

    fn agreed() -> Cohort {
        let words = [("QYPT", "2026-12-01"), ("E-2", "2026-12-09"), ("E-1", "2026-12-05")];
        words.into_iter().fold(cohort("proposed"), |cohort, (party, on)| yes(cohort, party, on))
    }

    fn who(cohort: &Cohort) -> Vec<&str> {
        cohort.agreements.iter().map(|word| word.organisation.as_str()).collect()
    }

    fn step(to: CohortStatus, on: &str) -> CohortTransition {
        CohortTransition::new(to, CohortReason::allowed_for(to)[0], Some(day(on)), None).unwrap()
    }

    #[test]
    fn a_class_is_agreed_with_the_last_yes_and_on_its_day() {
        let two = yes(yes(cohort("proposed"), "E-2", "2026-12-09"), "QYPT", "2026-12-01");
        assert_eq!((two.status, two.agreed_on()), (CohortStatus::Proposed, None));
        assert_eq!(two.waits_for().map(OrganisationId::as_str).collect::<Vec<_>>(), ["E-1"]);
        let all = yes(two, "E-1", "2026-12-05");
        assert_eq!((all.status, all.agreed_on()), (CohortStatus::Agreed, Some(day("2026-12-09"))));
        assert!(all.clone().checked().is_ok());
    }

    #[test]
    fn a_no_stands_until_the_party_says_yes() {
        let no = Agreement { refusal: Some(RefusalReason::Dates), ..Agreement::yes(id("E-1"), day("2026-12-02")) };
        let refused = cohort("proposed").said(no, day("2026-12-31")).unwrap();
        let rest = yes(yes(refused, "E-2", "2026-12-03"), "QYPT", "2026-12-03");
        assert_eq!(rest.status, CohortStatus::Proposed);
        assert_eq!(yes(rest, "E-1", "2026-12-04").status, CohortStatus::Agreed);
    }

    #[test]
    fn a_word_is_that_of_a_party_of_a_class_that_is_proposed_and_of_a_day_that_has_come() {
        let today = day("2026-12-31");
        let refused = |cohort: Cohort, party: &str, on: &str| {
            cohort.said(Agreement::yes(id(party), day(on)), today).unwrap_err().field
        };
        assert_eq!(refused(cohort("proposed"), "E-3", "2026-12-01"), "organisation");
        assert_eq!(refused(cohort("proposed"), "E-1", "2027-01-01"), "on");
        assert_eq!(refused(cohort("running"), "E-1", "2026-12-01"), "status");
        assert_eq!(agreed().unsaid(&id("E-1")).unwrap_err().field, "status");
        assert_eq!(cohort("proposed").unsaid(&id("E-1")).unwrap_err().field, "organisation");
        assert!(yes(cohort("proposed"), "E-1", "2026-12-01").unsaid(&id("E-1")).unwrap().agreements.is_empty());
    }

    #[test]
    fn a_class_walks_to_work_on_days_that_suit_it() {
        let road = [
            (CohortStatus::Enrolling, "2027-02-01", "2027-03-02"),
            (CohortStatus::Running, "2027-03-01", "2027-02-28"),
            (CohortStatus::Graduated, "2028-02-01", "2028-01-31"),
            (CohortStatus::Placed, "2028-06-01", "2028-01-31"),
        ];
        let today = day("2028-12-31");
        let mut class = agreed();
        for (to, on, wrong) in road {
            let refused = class.clone().transition(&step(to, wrong), 0, today).unwrap_err();
            assert_eq!((refused.field.as_str(), refused.value.as_str()), ("on", wrong), "{to}");
            class = class.transition(&step(to, on), 0, today).unwrap();
            assert_eq!(class.status, to);
        }
        let ahead = agreed().transition(&step(CohortStatus::Enrolling, "2027-02-01"), 0, day("2027-01-31"));
        assert_eq!(ahead.unwrap_err().field, "on");
    }

    #[test]
    fn nobody_steps_over_the_parties() {
        let asked = CohortTransition { to: CohortStatus::Agreed, ..step(CohortStatus::Cancelled, "2026-12-01") };
        let one = yes(cohort("proposed"), "E-1", "2026-12-01");
        let refused = one.transition(&asked, 0, day("2026-12-31")).unwrap_err();
        assert_eq!(refused.field, "to");
        assert!(refused.allowed.contains("QYPT, E-2"), "{refused}");
        let early = cohort("proposed").transition(&step(CohortStatus::Enrolling, "2026-12-01"), 0, day("2026-12-31"));
        assert_eq!(early.unwrap_err().allowed, "cancelled");
    }

    #[test]
    fn teaching_begins_with_as_many_as_the_class_has_seats_for() {
        let begin = |enrolled: usize| {
            cohort("enrolling").transition(&step(CohortStatus::Running, "2027-03-01"), enrolled, day("2027-03-01"))
        };
        for (enrolled, begins) in [(0, true), (19, false), (20, true), (30, true), (31, false)] {
            assert_eq!(begin(enrolled).is_ok(), begins, "{enrolled}");
        }
        let refused = begin(19).unwrap_err();
        assert_eq!((refused.field.as_str(), refused.value.as_str()), ("enrolled", "19"));
        assert!(refused.allowed.starts_with("20 to 30"));
    }

    #[test]
    fn what_a_class_lacks_follows_its_road() {
        let lacks = |status: &str, enrolled: usize| cohort(status).lacks(enrolled);
        assert_eq!(lacks("proposed", 0), Some(CohortLack::Agreement));
        assert_eq!(lacks("agreed", 0), Some(CohortLack::Enrolment));
        assert_eq!((lacks("enrolling", 19), lacks("enrolling", 20)), (Some(CohortLack::People), None));
        assert_eq!((lacks("running", 0), lacks("cancelled", 0)), (None, None));
    }

    #[test]
    fn words_fall_away_with_the_terms_they_were_given_on() {
        let written = |change: &dyn Fn(&mut Cohort)| {
            let mut new = agreed();
            change(&mut new);
            new.written_over(Some(&agreed())).unwrap()
        };
        let named = written(&|class| class.synthetic = true);
        assert_eq!((named.status, who(&named)), (CohortStatus::Agreed, vec!["E-1", "E-2", "QYPT"]));
        let larger = written(&|class| class.seats_max = 40);
        assert_eq!((larger.status, who(&larger)), (CohortStatus::Proposed, vec!["E-1", "E-2"]));
        let shifted = written(&|class| class.shares[0].seats = 12);
        assert_eq!((shifted.status, who(&shifted)), (CohortStatus::Proposed, vec!["E-2"]));
        let later = written(&|class| class.ready = day("2028-03-01"));
        assert_eq!((later.status, who(&later)), (CohortStatus::Proposed, vec![]));
        let left = written(&|class| {
            class.shares.truncate(1);
            class.agreements.clear();
        });
        assert_eq!((left.status, who(&left)), (CohortStatus::Proposed, vec!["E-1"]));
    }

    #[test]
    fn a_college_writes_neither_words_nor_statuses_and_no_terms_of_a_class_under_way() {
        let field = |new: Cohort, before: Option<&Cohort>| new.written_over(before).unwrap_err().field;
        assert_eq!(field(cohort("agreed"), None), "status");
        assert_eq!(field(agreed(), Some(&cohort("proposed"))), "status");
        let early = Cohort { agreements: vec![Agreement::yes(id("E-1"), day("2026-12-01"))], ..cohort("proposed") };
        assert_eq!(field(early, Some(&cohort("proposed"))), "agreements");
        let fewer = Cohort { seats_max: 25, ..cohort("running") };
        assert_eq!(field(fewer, Some(&cohort("running"))), "seats_max");
        assert!(cohort("running").written_over(Some(&cohort("running"))).is_ok());
    }

    #[test]
    fn a_correction_keeps_words_that_are_given_anew() {
        let mut later = agreed();
        later.ready = day("2028-03-01");
        later.agreements[0].on = day("2026-12-20");
        let kept = later.corrected(Some(&agreed()));
        assert_eq!((kept.status, who(&kept)), (CohortStatus::Proposed, vec!["E-1"]));
        let told = Cohort { seats_max: 40, ..cohort("agreed") }.corrected(Some(&cohort("agreed")));
        assert_eq!(told.status, CohortStatus::Proposed, "whose days are not known");
        assert_eq!(
            cohort("agreed").corrected(Some(&cohort("proposed"))).status,
            CohortStatus::Agreed,
            "a clerk's list"
        );
    }
}
