//! What the databases say, in the words of the store.

use sqlx::Error;

use super::super::StoreError;

/// An error of a query that is about no record in particular.
#[expect(clippy::wildcard_enum_match_arm, reason = "what is left is a mistake of ours: its sentence is passed on")]
pub(super) fn told(error: Error) -> StoreError {
    match &error {
        Error::Database(cause) => match cause.code().as_deref().unwrap_or_default() {
            // SQLite: busy, and busy with a snapshot; PostgreSQL: lock not available, serialization failure, deadlock.
            "5" | "261" | "517" | "6" | "55P03" | "40001" | "40P01" => StoreError::Locked,
            // SQLite: full, and a write or sync that the disk refused; PostgreSQL: disk full.
            "13" | "778" | "1034" | "1546" | "4874" | "53100" => StoreError::Full,
            // PostgreSQL: shutting down, starting up, too many connections, connection failures.
            "57P01" | "57P02" | "57P03" | "53300" | "08000" | "08003" | "08006" => {
                StoreError::Unreachable(cause.message().to_owned())
            }
            code => StoreError::Database(format!("{} ({code})", cause.message())),
        },
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed | Error::Tls(_) => {
            StoreError::Unreachable(error.to_string())
        }
        _ => StoreError::Database(error.to_string()),
    }
}

/// Whether a write was refused because a reference does not hold.
pub(super) fn is_reference(error: &Error) -> bool {
    let Error::Database(cause) = error else { return false };
    cause.is_foreign_key_violation()
}
