//! Skills and what is said of pairs of them.

use super::Concept;
use crate::model::SkillId;

/// A skill. Lists from elsewhere may have no Chinese name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SkillConcept {
    /// Its id.
    pub id: SkillId,
    /// The Chinese name.
    pub zh: Option<String>,
    /// The English name.
    pub en: String,
    /// Other ways to say it: colloquial, abbreviations, tools.
    pub aliases: Vec<String>,
    /// Skills that contain this one.
    pub broader: Vec<SkillId>,
}

impl Concept for SkillConcept {
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn zh(&self) -> Option<&str> {
        self.zh.as_deref()
    }
    fn en(&self) -> &str {
        &self.en
    }
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
}

/// Two skills that help each other without one containing the other.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SkillRelation {
    /// One of the two.
    pub from: SkillId,
    /// The other.
    pub to: SkillId,
    /// How much one stands in for the other, above 0 and at most [`MAX_RELATED`](super::MAX_RELATED).
    pub strength: f64,
}
