//! Likeness of occupation codes, read from the codes themselves. Codes of two systems are never compared.

/// What two codes share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CodeClass {
    /// Nothing.
    None,
    /// The major class.
    Major,
    /// The middle class.
    Middle,
    /// The small class.
    Small,
    /// The whole code.
    Same,
}

/// Systems that are told apart by the form of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    /// 职业分类大典 `x-xx-xx-xx`. A small class with one occupation ends in `-00`, which is an occupation like any other.
    Dictionary,
    /// ISCO-08, four digits.
    Isco,
    /// SOC, `xx-xxxx`, and O*NET's `xx-xxxx.xx`.
    Soc,
}

impl System {
    fn of(code: &str) -> Option<Self> {
        let mut form = [0_u8; 10];
        let bytes = code.as_bytes();
        let form = form.get_mut(..bytes.len())?;
        for (slot, byte) in form.iter_mut().zip(bytes) {
            *slot = if byte.is_ascii_digit() { b'0' } else { *byte };
        }
        match &*form {
            b"0-00-00-00" => Some(Self::Dictionary),
            b"0000" => Some(Self::Isco),
            b"00-0000" | b"00-0000.00" => Some(Self::Soc),
            _ => None,
        }
    }

    /// Bytes of the code that name the major, middle and small class.
    const fn classes(self) -> [usize; 3] {
        match self {
            Self::Dictionary => [1, 4, 7],
            Self::Isco => [1, 2, 3],
            Self::Soc => [2, 4, 6],
        }
    }
}

/// A code asked for.
#[derive(Debug, Clone)]
pub(super) struct AskedCode<'a> {
    code: &'a str,
    system: Option<System>,
}

impl<'a> AskedCode<'a> {
    pub(super) fn new(code: &'a str) -> Self {
        Self { code, system: System::of(code) }
    }

    /// What `other` shares with this code; `None` when it belongs to another system.
    pub(super) fn class_of(&self, other: &str) -> Option<CodeClass> {
        if self.code == other {
            return Some(CodeClass::Same);
        }
        let system = self.system.filter(|&system| System::of(other) == Some(system))?;
        let shared = self.code.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let [major, middle, small] = system.classes();
        Some(match shared {
            n if n >= small => CodeClass::Small,
            n if n >= middle => CodeClass::Middle,
            n if n >= major => CodeClass::Major,
            _ => CodeClass::None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_from_the_code() {
        let asked = AskedCode::new("2-02-07-06");
        for (other, class) in [
            ("2-02-07-06", CodeClass::Same),
            ("2-02-07-13", CodeClass::Small),
            ("2-02-38-05", CodeClass::Middle),
            ("2-03-06-01", CodeClass::Major),
            ("6-18-04-01", CodeClass::None),
        ] {
            assert_eq!(asked.class_of(other), Some(class), "{other}");
        }
    }

    #[test]
    fn a_small_class_of_one_occupation_is_an_ordinary_code() {
        assert_eq!(AskedCode::new("2-02-24-00").class_of("2-02-24-00"), Some(CodeClass::Same));
        assert_eq!(AskedCode::new("2-02-24-00").class_of("2-02-25-00"), Some(CodeClass::Middle));
    }

    #[test]
    fn systems_are_not_mixed() {
        assert_eq!(AskedCode::new("2-02-07-06").class_of("2144"), None);
        assert_eq!(AskedCode::new("2144").class_of("2149"), Some(CodeClass::Small));
        assert_eq!(AskedCode::new("17-2141").class_of("17-2199.00"), Some(CodeClass::Middle));
        assert_eq!(AskedCode::new("code of my own").class_of("2144"), None);
    }
}
