//! Colours. They stay apart in grey print and for most who see fewer colours.

/// Ink of text, of lesser text, of thin lines; paper.
pub(super) const INK: &str = "#1f2933";
pub(super) const FAINT: &str = "#66717d";
pub(super) const LINE: &str = "#c9d1d9";
pub(super) const PAPER: &str = "#ffffff";

/// Seats that are filled.
pub(super) const FILLED: &str = "#7fb7a6";
/// The four stages, then what nobody is near.
pub(super) const GAPS: [&str; 5] = ["#2f6db5", "#e0a030", "#c2553a", "#8a5aa8", "#8d97a1"];

/// Edge of a node by its strength: colour and dashes, by the word of the status.
pub(super) const STATUS: [(&str, &str, &str); 3] =
    [("strong", "#1f7a5a", ""), ("weak", "#b7791f", "5 3"), ("missing", "#b3261e", "1.5 2.5")];

/// Upper ends of the classes of a gap share, half open, each with its colour and the ink that reads on it.
pub(super) const SHARES: [(f64, &str, &str); 6] = [
    (0.000_1, "#f3f6f8", INK),
    (0.2, "#fdeacb", INK),
    (0.4, "#fbc98e", INK),
    (0.6, "#f2945a", INK),
    (0.8, "#d95a35", PAPER),
    (f64::INFINITY, "#a3251c", PAPER),
];

/// The colours of a share; those of nothing where there is none.
pub(crate) fn share(share: Option<f64>) -> (&'static str, &'static str) {
    let Some(share) = share else { return (PAPER, FAINT) };
    SHARES.iter().find(|(end, ..)| share < *end).map_or((PAPER, INK), |(_, paper, ink)| (*paper, *ink))
}

/// The words of a class of gap share.
pub(super) fn share_label(class: usize) -> String {
    let per_cent = |share: f64| format!("{:.0}%", share * 100.0);
    match class {
        0 => "0".to_owned(),
        class if class + 1 == SHARES.len() => format!("≥{}", per_cent(SHARES[class - 1].0)),
        1 => format!("<{}", per_cent(SHARES[1].0)),
        class => format!("{:.0}–{}", SHARES[class - 1].0 * 100.0, per_cent(SHARES[class].0)),
    }
}
