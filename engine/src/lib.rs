//! Bole: industrial talent-demand matching.
