//! How dark a figure is drawn: one scale for every face, so that a screen, a terminal and a print tell the same.

/// Where each shade begins, as a share of the seats demanded; the first begins with the first seat left over.
pub const SHADES: [f64; 4] = [0.0, 0.1, 0.25, 0.5];

/// The shade of seats left over: 0 where there are none, else 1 to 4, the darkest whose border the share of the demanded
/// reaches.
#[must_use]
pub fn shade(seats: u32, demanded: u32) -> u8 {
    if seats == 0 {
        return 0;
    }
    let share = f64::from(seats) / f64::from(demanded.max(1));
    SHADES.iter().map(|&least| u8::from(share >= least)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shade_begins_on_its_border() {
        let shades = [0, 1, 9, 10, 24, 25, 49, 50, 100].map(|seats| shade(seats, 100));
        assert_eq!(shades, [0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }
}
