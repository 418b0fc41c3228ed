//! One computation, told or untold: criteria hand their evidence to a listener. Ranking listens to nothing and pays
//! nothing for it; an explanation listens to everything. The value is the same, since the code is.

use super::Evidence;

/// Hears the evidence behind a value.
pub trait Listener {
    /// Takes a piece of evidence; the closure runs only when somebody listens.
    fn hear(&mut self, evidence: impl FnOnce() -> Evidence);
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deaf;

impl Listener for Deaf {
    #[inline]
    fn hear(&mut self, _: impl FnOnce() -> Evidence) {}
}

impl From<Deaf> for Vec<Evidence> {
    fn from(_: Deaf) -> Self {
        Self::new()
    }
}

impl Listener for Vec<Evidence> {
    fn hear(&mut self, evidence: impl FnOnce() -> Evidence) {
        self.push(evidence());
    }
}
