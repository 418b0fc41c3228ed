//! The lot that decides between equal claims: the same for all classes, which costs students less than a lot for each
//! (Abdulkadiroğlu, Pathak and Roth 2009).

use crate::digest::sha256;
use crate::model::TalentId;

/// Hexadecimal digits of a hash that make a lot.
const DIGITS: usize = 12;

/// The lot of a student under a seed, 0 to 2⁴⁸ − 1; the greater wins. It is the first twelve hexadecimal digits of the
/// SHA-256 of `seed:id`, so that everybody who knows the seed can draw it again; the seed is published before wishes close.
#[must_use]
pub fn lot(seed: u64, student: &TalentId) -> u64 {
    let hash = sha256(format!("{seed}:{student}").as_bytes());
    hash.get(..DIGITS).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_can_be_drawn_again_with_any_tool() {
        // printf '2026:T-1' | sha256sum
        assert_eq!(lot(2026, &TalentId::new("T-1").unwrap()), 0x7f1e_3b1c_0601);
    }
}
