//! What the files of this room are tested with together.

mod cities;
mod ways;
