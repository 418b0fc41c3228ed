//! Brings a database up to date. The migrations are one set for both databases.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr};

use super::super::StoreError;
use super::Dialect;
use super::failure::told;

/// Number, name and statements of each step, oldest first. A step that was released never changes again.
const STEPS: [(i64, &str, &str); 3] = [
    (1, "records", include_str!("../../../migrations/0001_records.sql")),
    (2, "access", include_str!("../../../migrations/0002_access.sql")),
    (3, "retention", include_str!("../../../migrations/0003_retention.sql")),
];

/// Runs the steps that are missing; several programs that start at once wait for each other.
pub(super) async fn up(pool: &AnyPool, dialect: Dialect) -> Result<(), StoreError> {
    let steps = STEPS.iter().map(|(number, name, sql)| {
        let sql = AssertSqlSafe(worded(sql, dialect)).into_sql_str();
        Migration::new(*number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(steps.collect()).run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(step) => StoreError::Newer(format!("it knows step {step}, this one does not")),
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => told(cause),
        other => StoreError::Database(other.to_string()),
    })
}

/// The statements in the words of a database: bytes are called otherwise in PostgreSQL.
fn worded(sql: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => sql.to_owned(),
        Dialect::Postgres => sql.replace("BLOB", "BYTEA"),
    }
}
