//! Majors, and how near two of them are: by digits within one level and edition, since the same digits mean other things
//! elsewhere; across levels only by an equal name.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, MajorId};

/// The catalogue that a major belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MajorLevel {
    /// Disciplines of postgraduate study, 4 digits.
    Postgraduate,
    /// Undergraduate majors, 6 digits with suffix T (special) or K (controlled).
    Undergraduate,
    /// Majors of vocational colleges, 6 digits.
    VocationalCollege,
    /// Majors of vocational secondary schools, 6 digits.
    VocationalSecondary,
}

impl MajorLevel {
    /// All four.
    pub const ALL: [Self; 4] =
        [Self::Postgraduate, Self::Undergraduate, Self::VocationalCollege, Self::VocationalSecondary];

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postgraduate => "postgraduate",
            Self::Undergraduate => "undergraduate",
            Self::VocationalCollege => "vocational_college",
            Self::VocationalSecondary => "vocational_secondary",
        }
    }
}

/// A major.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Major {
    /// Its id.
    pub id: MajorId,
    /// Its level.
    pub level: MajorLevel,
    /// Its code: 2, 4 or 6 digits, at most with a suffix T or K or both.
    pub code: String,
    /// The edition of the catalogue: 56 was equipment manufacture in 2015 and is journalism since 2021.
    pub edition: String,
    /// Its name.
    pub name: Bilingual,
    /// Whether the code was checked against the catalogue.
    pub verified: bool,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Major, id);

impl Major {
    /// The code's digits, without suffix.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.code.trim_end_matches(|c: char| c.is_ascii_alphabetic())
    }
}

/// How near two majors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MajorMatch {
    /// Nothing in common.
    Apart,
    /// The same field, 2 digits.
    Field,
    /// The same class, 4 digits; or the same name at another level.
    Class,
    /// The same major; or one that a wanted class or field contains.
    Same,
}

/// How near a held major is to a wanted one. A wanted code of 2 or 4 digits contains everything under it.
#[must_use]
pub fn major_match(wanted: &Major, held: &Major) -> MajorMatch {
    if wanted.id == held.id {
        return MajorMatch::Same;
    }
    if wanted.level != held.level || wanted.edition != held.edition {
        let alike = wanted.name.zh == held.name.zh;
        return if alike { MajorMatch::Class } else { MajorMatch::Apart };
    }
    let (wanted, held) = (wanted.digits(), held.digits());
    let shared = wanted.bytes().zip(held.bytes()).take_while(|(a, b)| a == b).count();
    match shared {
        _ if shared == wanted.len() && shared > 0 => MajorMatch::Same,
        4.. => MajorMatch::Class,
        2..4 => MajorMatch::Field,
        0..2 => MajorMatch::Apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn major(level: MajorLevel, code: &str, zh: &str) -> Major {
        let id = MajorId::new(format!("{}-{code}", level.as_str())).unwrap();
        let name = Bilingual::new(zh, "x").unwrap();
        Major { id, level, code: code.to_owned(), edition: "1".to_owned(), name, verified: true, aliases: Vec::new() }
    }

    #[test]
    fn digits_within_a_level() {
        use MajorLevel::Undergraduate as U;
        let wanted = major(U, "080202", "机械");
        for (code, near) in [
            ("080213T", MajorMatch::Class),
            ("080601", MajorMatch::Field),
            ("090107T", MajorMatch::Apart),
            ("080202", MajorMatch::Same),
        ] {
            assert_eq!(major_match(&wanted, &major(U, code, "其他")), near, "{code}");
        }
    }

    #[test]
    fn a_wanted_class_contains_its_majors_and_not_the_other_way() {
        use MajorLevel::Undergraduate as U;
        let (class, single) = (major(U, "0802", "机械类"), major(U, "080213T", "智能制造工程"));
        assert_eq!(major_match(&class, &single), MajorMatch::Same);
        assert_eq!(major_match(&single, &class), MajorMatch::Class);
    }

    #[test]
    fn the_suffix_is_not_a_digit() {
        use MajorLevel::Undergraduate as U;
        assert_eq!(major_match(&major(U, "080904K", "信息安全"), &major(U, "080904", "信安")), MajorMatch::Same);
    }

    #[test]
    fn levels_and_editions_are_not_mixed() {
        let bachelor = major(MajorLevel::Undergraduate, "080202", "机械");
        let college = major(MajorLevel::VocationalCollege, "080202", "别的");
        assert_eq!(major_match(&bachelor, &college), MajorMatch::Apart);
        let older = Major { edition: "0".to_owned(), id: MajorId::new("x").unwrap(), ..bachelor.clone() };
        assert_eq!(major_match(&bachelor, &Major { name: college.name.clone(), ..older }), MajorMatch::Apart);
        let namesake = major(MajorLevel::Postgraduate, "0802", "机械");
        assert_eq!(major_match(&bachelor, &namesake), MajorMatch::Class);
    }
}
