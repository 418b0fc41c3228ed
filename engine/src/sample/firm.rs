//! Invented firms, marked as examples, with credit codes that pass the check over a body that nobody was given.

use crate::model::{Bilingual, Enterprise, OrganisationId, RegionCode};

use super::dice::Dice;
use super::names;

/// Characters of a credit code, GB 32100-2015.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An invented firm at a node and a place.
#[derive(Debug, Clone)]
pub(super) struct Firm {
    pub(super) enterprise: Enterprise,
    pub(super) region: RegionCode,
}

impl Firm {
    /// The `number`-th firm of the city; `None` where the catalog's words do not make a name.
    pub(super) fn invent(number: usize, chain: &str, region: &RegionCode, dice: &mut Dice) -> Option<Self> {
        let (place, place_en) = names::short_region(region.as_str());
        let (trade, trade_en) = names::trade(chain, dice);
        let brand = names::brand(dice);
        let zh = format!("{place}示例{brand}{trade}有限公司");
        let en = format!("{place_en} Example {trade_en} {number:04} Co., Ltd.");
        let enterprise = Enterprise {
            id: OrganisationId::new(format!("ENT-{number:06}")).ok()?,
            name: Bilingual::new(zh, en).ok()?,
            uscc: Some(credit_code(region.as_str(), number)),
        };
        Some(Self { enterprise, region: region.clone() })
    }
}

/// A company's credit code whose organisation body is `MA000` and three characters counted from `number`: well formed,
/// and given to nobody in this city.
fn credit_code(region: &str, number: usize) -> String {
    let digit = |power: u32| ALPHABET[number / 31_usize.pow(power) % 31];
    let mut code = b"91".to_vec();
    code.extend(region.bytes().take(6));
    code.extend(b"MA000");
    code.extend([digit(2), digit(1), digit(0)]);
    code.push(organisation_check(&code[8..16]));
    code.push(credit_check(&code));
    code.into_iter().map(char::from).collect()
}

/// Check character of an organisation code, GB 11714: weights 3 7 9 10 5 8 4 2, letters count A = 10 … Z = 35.
fn organisation_check(body: &[u8]) -> u8 {
    let value = |b: &u8| char::from(*b).to_digit(36).unwrap_or(0);
    let sum: u32 = body.iter().zip([3, 7, 9, 10, 5, 8, 4, 2]).map(|(b, weight)| value(b) * weight).sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        rest => b'0' + rest as u8,
    }
}

/// Check character of a credit code: weights `3^i mod 31`.
fn credit_check(code: &[u8]) -> u8 {
    let value = |b: &u8| ALPHABET.iter().position(|a| a == b).unwrap_or(0);
    let weights = std::iter::successors(Some(1), |w| Some(w * 3 % 31));
    let sum: usize = code.iter().zip(weights).map(|(b, weight)| value(b) * weight).sum();
    ALPHABET[(31 - sum % 31) % 31]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::uscc_check;

    #[test]
    fn credit_codes_pass_the_check_and_differ() {
        let codes: std::collections::BTreeSet<String> = (0..2000).map(|n| credit_code("441802", n)).collect();
        assert_eq!(codes.len(), 2000);
        for code in &codes {
            assert_eq!(uscc_check(code), Ok(true), "{code}");
        }
    }

    #[test]
    fn the_organisation_check_fits_a_known_body() {
        assert_eq!(organisation_check(b"M000100Y"), b'4');
        assert_eq!(organisation_check(b"MA000000"), b'7');
        assert_eq!(credit_code("441800", 0), "91441800MA0000007D");
    }
}
