//! What scoring asks of a vocabulary. A narrow list on purpose: criteria can be read, and tested, without one.

/// Meanings of names that occur in demands and profiles.
pub trait Meaning {
    /// Skills that may stand in for `skill`, each with its relatedness in (0, 1); not `skill` itself.
    fn stand_ins(&self, skill: &str) -> impl Iterator<Item = (&str, f64)>;

    /// Rank of an education code, higher is more; `None` for a code that is not known.
    fn education_rank(&self, code: &str) -> Option<u8>;

    /// Level with edition, and digits, of a major: majors are compared by their digits within one level and edition.
    fn major_code(&self, id: &str) -> Option<(&str, &str)>;

    /// Whether two regions lie side by side.
    fn neighbours(&self, a: &str, b: &str) -> bool;

    /// Education rank that a skill grade counts as.
    fn grade_as_education(&self, grade: u8) -> Option<u8>;

    /// Title rank that a skill grade counts as, and how many years after its award.
    fn grade_as_title(&self, grade: u8) -> Option<(u8, u8)>;

    /// Whether titles awarded in the city `from` are recognised in the city `to`.
    fn recognises(&self, from: &str, to: &str) -> bool;
}
