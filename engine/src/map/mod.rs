//! The industrial talent map: for each node of the chains, how many seats are filled and how many are not, at which stage
//! the gap lies, and the counted evidence for it; shortage of each entry; indicators; what changed between editions.
//! Every figure can be followed from the city to the node to the people behind it. Drawing is left to reports and faces.

mod census;
mod diff;
mod draw;
mod drawn;
mod edition;
mod evidence;
mod indicator;
mod indicators;
mod market;
mod moved;
mod overview;
mod pain;
mod people;
mod placed;
mod placements;
mod pooled;
mod rollup;
mod shade;
mod shortage;
mod sources;
#[cfg(test)]
mod tests;
mod transfer;
pub mod withhold;

pub use census::{Arrival, Census, Flow, Graduate, Heads, Projects, Work};
pub use diff::{EditionDiff, EntryChange, GapEffect};
pub use drawn::{CategorySeats, ChainMap, EntryMap, MapHead, NodeMap, PlaceSeats, SegmentMap, TalentMap, Transfer};
pub use edition::{Draft, compile};
pub use indicator::{Indicator, IndicatorKind, IndicatorPart, IndicatorScope, IndicatorState, IndicatorUnit, Source};
pub use indicators::{Facts, indicators};
pub(crate) use indicators::{base_pay, quantile};
pub use moved::{MovedMap, MovedSeats};
pub use overview::{ChainView, EntryView, Figures, NodeView, Overview, Selection};
pub use pain::{PainCause, PainFact, PainPoint};
pub use placements::{ClassFigures, PlacedPeople};
pub use pooled::{OthersSeats, SeenCohort, SeenMap, SeenPooling, SeenProposal, SeenTransfer, SharedCohort, TiedTo};
pub use shade::{SHADES, shade};
pub use shortage::{Shortage, ShortageKind, ShortagePart};
pub use sources::Sources;
