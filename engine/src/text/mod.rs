//! The one normaliser: every text that is compared, indexed or linked passes through here.
//!
//! - [`fold`] maps character by character (width, case, accents, Traditional → Simplified, punctuation),
//!   so that an offset in the folded text is the same offset in the original;
//! - [`tokens`] cuts folded text into Latin words, numbers and runs of Han characters, and keeps names
//!   such as `c++`, `c#`, `.net` and `node.js` whole;
//! - [`normalise`] makes the key by which two texts are equal;
//! - [`stem`] joins the forms of an English word; [`pinyin()`] spells Han characters by sound.
//!
//! Meaning is left to others: synonyms, codes and relatedness are the vocabulary's.
//! This is the only module that knows the `OpenCC`, pinyin and Snowball libraries.

mod fold;
mod sound;
mod stem;
mod token;

pub use fold::{fold, is_han};
pub use sound::pinyin;
pub use stem::{american, stem};
pub use token::{Script, Token, Tokens, normalise, tokens};
