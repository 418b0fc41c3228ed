//! The method file as it is written, and its checks.

use super::{
    AchievementValues, AlignmentValues, ChainValues, Classification, EditionValues, ExperienceValues, IndicatorValues,
    MapValues, Method, MethodError, OccupationValues, PlaceValues, PlanValues, PoolValues, QualificationValues,
    SeatValues, ShortageValues, SkillValues, TermsValues, Thresholds, Weights,
};
use crate::digest::sha256;
use crate::model::{Bilingual, Category};
use crate::vocabulary::MAX_RELATED;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    id: String,
    title_zh: String,
    title_en: String,
    weights: ByCategory<ByCriterion>,
    neutral: ByCriterion,
    thresholds: Thresholds,
    skills: SkillValues,
    occupation: OccupationValues,
    chain: ChainValues,
    qualification: QualificationValues,
    experience: ExperienceValues,
    place: PlaceValues,
    terms: TermsValues,
    plan: PlanValues,
    pool: PoolValues,
    seats: SeatValues,
    achievement: RawAchievement,
    classification: Classification,
    map: MapValues,
    shortage: ShortageValues,
    indicators: IndicatorValues,
    edition: EditionValues,
    alignment: AlignmentValues,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ByCategory<T> {
    scientist: T,
    engineer: T,
    master_technician: T,
    youth: T,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ByCriterion {
    skills: f64,
    occupation: f64,
    chain: f64,
    achievement: f64,
    qualification: f64,
    experience: f64,
    place: f64,
    terms: f64,
}

impl ByCriterion {
    const fn row(&self) -> [f64; 8] {
        [
            self.skills,
            self.occupation,
            self.chain,
            self.achievement,
            self.qualification,
            self.experience,
            self.place,
            self.terms,
        ]
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAchievement {
    reach: RawReach,
    most: ByKind<u16>,
    half: ByCategory<f64>,
    scientist: ByKind<f64>,
    engineer: ByKind<f64>,
    master_technician: ByKind<f64>,
    youth: ByKind<f64>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReach {
    organisation: f64,
    city: f64,
    province: f64,
    national: f64,
    international: f64,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ByKind<T> {
    representative_work: T,
    peer_review: T,
    long_project: T,
    project_result: T,
    process_innovation: T,
    patent_granted: T,
    patent_converted: T,
    contest: T,
    workshop_lead: T,
    apprentices_trained: T,
    internship: T,
    certificate: T,
    standard: T,
}

impl<T: Copy> ByKind<T> {
    /// In the order of `AchievementKind::ALL`.
    const fn row(&self) -> [T; 13] {
        [
            self.representative_work,
            self.peer_review,
            self.long_project,
            self.project_result,
            self.process_innovation,
            self.patent_granted,
            self.patent_converted,
            self.contest,
            self.workshop_lead,
            self.apprentices_trained,
            self.internship,
            self.certificate,
            self.standard,
        ]
    }
}

impl Raw {
    pub(super) fn check(self, text: &str) -> Result<Method, MethodError> {
        let title = Bilingual::new(&self.title_zh, &self.title_en)
            .map_err(|e| MethodError::range(format!("title_{}", e.field), e.value, e.allowed))?;
        if self.id.trim().is_empty() || self.id.len() > crate::model::MAX_ID_CHARS {
            return Err(MethodError::range("id", &self.id, format!("1 to {} characters", crate::model::MAX_ID_CHARS)));
        }
        self.check_shares()?;
        let ByCategory { scientist, engineer, master_technician, youth } = &self.weights;
        let row = |category, weights: &ByCriterion| Weights::check(category, weights.row());
        let weights = [
            row(Category::Scientist, scientist)?,
            row(Category::Engineer, engineer)?,
            row(Category::MasterTechnician, master_technician)?,
            row(Category::Youth, youth)?,
        ];
        Ok(Method {
            title,
            text: text.to_owned(),
            hash: sha256(text.as_bytes()),
            weights,
            neutral: self.neutral.row(),
            achievements: self.achievement.check()?,
            id: self.id,
            thresholds: self.thresholds,
            skills: self.skills,
            occupation: self.occupation,
            chain: self.chain,
            qualification: self.qualification,
            experience: self.experience,
            place: self.place,
            terms: self.terms,
            plan: self.plan.check()?,
            pool: self.pool.check()?,
            seats: self.seats.check()?,
            classification: self.classification.check()?,
            map: self.map.check()?,
            shortage: self.shortage.check()?,
            indicators: self.indicators.check()?,
            edition: self.edition.check()?,
            alignment: self.alignment.check()?,
        })
    }

    /// Every share in [0, 1], thresholds in [0, 100], times above 0.
    fn check_shares(&self) -> Result<(), MethodError> {
        let n = &self.neutral;
        let (s, o, c, q) = (&self.skills, &self.occupation, &self.chain, &self.qualification);
        let (p, t, h, x) = (&self.place, &self.terms, &self.thresholds, &self.experience);
        let shares = [
            ("neutral.skills", n.skills),
            ("neutral.occupation", n.occupation),
            ("neutral.chain", n.chain),
            ("neutral.achievement", n.achievement),
            ("neutral.qualification", n.qualification),
            ("neutral.experience", n.experience),
            ("neutral.place", n.place),
            ("neutral.terms", n.terms),
            ("skills.required", s.required),
            ("skills.preferred", s.preferred),
            ("skills.unknown_level", s.unknown_level),
            ("occupation.same", o.same),
            ("occupation.small", o.small),
            ("occupation.middle", o.middle),
            ("occupation.major", o.major),
            ("occupation.text_cap", o.text_cap),
            ("chain.same_node", c.same_node),
            ("chain.linked", c.linked),
            ("chain.two_links", c.two_links),
            ("chain.same_segment", c.same_segment),
            ("chain.same_chain", c.same_chain),
            ("chain.industry_division", c.industry_division),
            ("qualification.education", q.education),
            ("qualification.major", q.major),
            ("qualification.title", q.title),
            ("qualification.grade", q.grade),
            ("qualification.major_same", q.major_same),
            ("qualification.major_class", q.major_class),
            ("qualification.major_field", q.major_field),
            ("qualification.one_step_below", q.one_step_below),
            ("qualification.two_steps_below", q.two_steps_below),
            ("experience.related_years", x.related_years),
            ("place.same_district", p.same_district),
            ("place.same_city", p.same_city),
            ("place.neighbour_city", p.neighbour_city),
            ("place.same_province", p.same_province),
            ("place.elsewhere", p.elsewhere),
            ("place.wished", p.wished),
            ("place.flexible", p.flexible),
            ("terms.pay", t.pay),
            ("terms.start", t.start),
            ("thresholds.confident", h.confident),
        ];
        for (field, value) in shares {
            within(field, value, 0.0, 1.0)?;
        }
        within("skills.related_cap", s.related_cap, 0.0, MAX_RELATED)?;
        within("thresholds.ready", h.ready, 0.0, 100.0)?;
        within("thresholds.trainable", h.trainable, 0.0, h.ready)?;
        for (field, value) in [
            ("occupation.recency_half_life_years", o.recency_half_life_years),
            ("chain.recency_half_life_years", c.recency_half_life_years),
            ("experience.half_years", x.half_years),
            ("terms.start_half_days", t.start_half_days),
        ] {
            above_zero(field, value)?;
        }
        Ok(())
    }
}

impl RawAchievement {
    fn check(&self) -> Result<[AchievementValues; 4], MethodError> {
        let r = &self.reach;
        let reach = [r.organisation, r.city, r.province, r.national, r.international];
        for value in reach {
            within("achievement.reach", value, 0.0, 10.0)?;
        }
        let of = |name: &str, half: f64, credits: &ByKind<f64>| {
            above_zero(&format!("achievement.half.{name}"), half)?;
            for value in credits.row() {
                within(&format!("achievement.{name}"), value, 0.0, 10.0)?;
            }
            Ok(AchievementValues { half, credit: credits.row(), reach, most: self.most.row() })
        };
        Ok([
            of("scientist", self.half.scientist, &self.scientist)?,
            of("engineer", self.half.engineer, &self.engineer)?,
            of("master_technician", self.half.master_technician, &self.master_technician)?,
            of("youth", self.half.youth, &self.youth)?,
        ])
    }
}

pub(super) fn within(field: &str, value: f64, least: f64, most: f64) -> Result<(), MethodError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(MethodError::range(field, value, format!("{least} to {most}")))
}

pub(super) fn above_zero(field: &str, value: f64) -> Result<(), MethodError> {
    const MOST: f64 = 10_000.0;
    if value > 0.0 && value <= MOST {
        return Ok(());
    }
    Err(MethodError::range(field, value, format!("above 0, at most {MOST}")))
}
