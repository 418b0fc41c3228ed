//! Scenarios through the real binary and the real service.
