//! What the files of this room are tested with together.

pub(super) mod cities;
mod ways;
