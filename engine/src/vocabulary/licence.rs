//! Licences that a law asks for, and the industries that nodes name: short lists without distances.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, IndustryCode, LicenceId};

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Licence {
    /// Its id.
    pub id: LicenceId,
    /// Its name.
    pub name: Bilingual,
    /// The law or regulation that asks for it.
    pub basis: String,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Licence, id);

/// An industry class of GB/T 4754-2017.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Industry {
    /// Its code, four digits.
    pub code: IndustryCode,
    /// Its section, `A` to `T`.
    pub section: char,
    /// The edition of the standard.
    pub edition: String,
    /// Its name.
    pub name: Bilingual,
    /// Nothing yet; industries are named by code.
    pub aliases: Vec<String>,
}

bilingual_concept!(Industry, code);
