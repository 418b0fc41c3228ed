//! Who may come in, and where. A request shows a token; the [`Keyring`] knows whose key it is; the [`policy`] says what
//! that role may do at that address; the gate in front of every address holds the two together and hands the
//! handler a [`Caller`]. Which rows a caller sees is the handlers' to hold, by [`Caller::scope`]. The page shows the cookie
//! of a [`session`] in the place of a token.
//!
//! ```text
//! Authorization: Bearer bole_K-…_…  →  token   → keyring → policy → Caller → handler
//! Cookie: bole_session=…            →  session ↗
//! ```

pub mod caller;
pub(crate) mod gate;
pub mod issue;
pub mod keyring;
pub(crate) mod origin;
pub mod policy;
mod rates;
pub mod session;
pub mod token;

use std::sync::Arc;

use bole_engine::store::{Store, StoreError};

pub use caller::Caller;
pub use keyring::Keyring;
pub use rates::{Rate, Rates};
pub use session::Sessions;

/// How the service lets callers in.
#[derive(Clone)]
pub enum Doors {
    /// Everybody is the bureau. For the demonstration alone: synthetic people, on loopback.
    Open,
    /// By key.
    Keys(Arc<Keyring>, Arc<Rates>),
}

impl Doors {
    /// Reads the keys again, so that what was just written holds for the next request.
    ///
    /// # Errors
    /// [`StoreError`]; the keys that were known stay.
    pub async fn refresh(&self, store: &dyn Store) -> Result<(), StoreError> {
        match self {
            Self::Open => Ok(()),
            Self::Keys(keyring, _) => keyring.refresh(store).await,
        }
    }
}
