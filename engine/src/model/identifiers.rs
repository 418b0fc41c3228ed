//! Check digits of the unified social credit code (GB 32100-2015) and of the citizen ID (GB 11643-1999).

use super::{Date, Invalid};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_LENGTH: usize = 18;
const CITIZEN_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_CHECKS: &[u8; 11] = b"10X98765432";

/// Whether the check character of a unified social credit code fits: weights `3^i mod 31`, check value
/// `(31 − Σ v·w mod 31) mod 31`. Some early codes are legal and fail, so `Ok(false)` is a warning to the caller.
///
/// # Errors
/// `Invalid` when it is not 18 characters of the alphabet, which has no I, O, S, V, Z.
pub fn uscc_check(code: &str) -> Result<bool, Invalid> {
    let refused = || Invalid::new("uscc", code, "18 of 0-9 A-H J-N P-R T U W X Y");
    let values: Option<Vec<usize>> = code.bytes().map(|b| ALPHABET.iter().position(|&a| a == b)).collect();
    let values = values.filter(|v| v.len() == USCC_LENGTH).ok_or_else(refused)?;
    let weights = std::iter::successors(Some(1), |w| Some(w * 3 % 31));
    let sum: usize = values.iter().take(USCC_LENGTH - 1).zip(weights).map(|(v, w)| v * w).sum();
    Ok(values.last() == Some(&((31 - sum % 31) % 31)))
}

/// Whether a citizen ID is well formed: 18 characters, a real birth date, a fitting check character. The region is not
/// looked at, since old addresses stay in IDs. Nothing else is read from the number, ever.
#[must_use]
pub fn citizen_id_is_valid(id: &str) -> bool {
    let bytes = id.as_bytes();
    let digits: Option<Vec<u32>> = id.chars().take(17).map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|d| d.len() == 17 && bytes.len() == USCC_LENGTH) else { return false };
    let born = Date::try_from(id[6..14].to_owned());
    let sum: u32 = digits.iter().zip(CITIZEN_WEIGHTS).map(|(d, w)| d * w).sum();
    born.is_ok() && CITIZEN_CHECKS[(sum % 11) as usize] == bytes[17].to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_code_is_checked() {
        assert_eq!(uscc_check("91350100M000100Y43"), Ok(true));
        assert_eq!(uscc_check("91350100M000100Y44"), Ok(false));
        assert!(uscc_check("91350100M000100Y4").is_err());
        assert!(uscc_check("91350100M000100YO3").is_err());
    }

    #[test]
    fn a_citizen_id_is_checked() {
        for id in ["11010519491231002X", "11010519491231002x", "440524188001010014"] {
            assert!(citizen_id_is_valid(id), "{id}");
        }
        for id in ["110105194912310021", "11010519491331002X", "1101051949123100", "一1010519491231002X"] {
            assert!(!citizen_id_is_valid(id), "{id}");
        }
    }
}
