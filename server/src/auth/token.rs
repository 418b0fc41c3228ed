//! Tokens: what a caller shows. `bole_<key id>_<secret>`, the secret 32 random bytes in lower hex digits. A secret has 256
//! bits, so one fast hash keeps it; only the hash is stored.

use bole_engine::model::{Invalid, KeyId};

/// What every token begins with, so that scanners find one that leaked.
const PREFIX: &str = "bole_";
/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;
/// Random bytes of a key's id.
const ID_BYTES: usize = 6;

/// A token in two parts. It is shown once and never logged: there is no `Debug`.
pub struct Token {
    /// Which key it is of.
    pub key: KeyId,
    secret: String,
}

impl Token {
    /// A new one, with a key id of its own.
    ///
    /// # Errors
    /// What the system says when it has no randomness.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let id = format!("K-{}", random::<ID_BYTES>()?);
        let key = KeyId::new(id).map_err(|_| getrandom::Error::UNEXPECTED)?;
        Ok(Self { key, secret: random::<SECRET_BYTES>()? })
    }

    /// Takes a token apart; whether it opens is the keyring's to say.
    ///
    /// # Errors
    /// `Invalid` without the text: it is a secret.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let parts = text.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once('_'));
        let wrong = || Invalid::new("token", "", "bole_<key id>_<secret>, as `bole key create` shows it");
        let (key, secret) = parts.ok_or_else(wrong)?;
        let key = KeyId::new(key).map_err(|_| wrong())?;
        Ok(Self { key, secret: secret.to_owned() })
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> blake3::Hash {
        blake3::hash(self.secret.as_bytes())
    }

    /// What its holder is shown.
    #[must_use]
    pub fn show(&self) -> String {
        format!("{PREFIX}{}_{}", self.key, self.secret)
    }
}

pub(super) fn random<const N: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_no_two_are_alike() {
        let (one, two) = (Token::fresh().unwrap(), Token::fresh().unwrap());
        let read = Token::parse(&one.show()).unwrap();
        assert!(read.key == one.key && read.hash() == one.hash());
        assert!(one.key != two.key && one.hash() != two.hash());
        assert_eq!(one.secret.len(), 2 * SECRET_BYTES);
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_repeated() {
        for text in ["", "bole_", "bole_K-1", "Bole_K-1_aa", "bole__aa", "bole_K 1_aa"] {
            let refused = Token::parse(text).err().unwrap();
            assert!(refused.value.is_empty(), "{text}");
        }
    }
}
