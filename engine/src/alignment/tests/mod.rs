//! What holds of every alignment, and worked examples in the small world of the fits.
