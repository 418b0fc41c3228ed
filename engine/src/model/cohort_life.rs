//! The life of a class: who gives which word on its terms, what a change of the terms does to words that were given, and
//! which step may be taken on which day. Who writes, and when, is the store's to keep.
//!
//! A class is agreed when the college and every enterprise with a share said yes, on the day of the last yes. A word stands
//! for the terms on which it was given: where they change, it falls away, and a class that was agreed is proposed again.
//! Everybody's terms are the programme, form, positions, modules, priorities, fewest seats and both dates; an
//! enterprise's are its own shares too, the college's all shares and the most seats.

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
            Some(field) => Err(Invalid::new(field, "", format!("no change of the terms: it is {standing}"))),
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
mod tests;
