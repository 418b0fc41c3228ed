//! Brings a database up to date. The migrations are one set for both databases.

use std::borrow::Cow;
use std::cmp::Ordering;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, Row as _, SqlSafeStr};

use super::super::StoreError;
use super::Dialect;
use super::failure::told;

/// Number, name and statements of each step, oldest first. A step that was released never changes again.
const STEPS: [(i64, &str, &str); 7] = [
    (1, "records", include_str!("../../../migrations/0001_records.sql")),
    (2, "access", include_str!("../../../migrations/0002_access.sql")),
    (3, "retention", include_str!("../../../migrations/0003_retention.sql")),
    (4, "erased", include_str!("../../../migrations/0004_erased.sql")),
    (5, "editions", include_str!("../../../migrations/0005_editions.sql")),
    (6, "classes", include_str!("../../../migrations/0006_classes.sql")),
    (7, "former classes", include_str!("../../../migrations/0007_former_classes.sql")),
];

/// Runs the steps that are missing; several programs that start at once wait for each other.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else it is, its sentence is passed on")]
pub(super) async fn up(pool: &AnyPool, dialect: Dialect) -> Result<(), StoreError> {
    Migrator::with_migrations(migrations(dialect).collect()).run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(step) => StoreError::Newer(format!("it knows step {step}, this one does not")),
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => told(cause),
        other => StoreError::Database(other.to_string()),
    })
}

fn migrations(dialect: Dialect) -> impl Iterator<Item = Migration> {
    STEPS.iter().map(move |(number, name, sql)| {
        let sql = AssertSqlSafe(worded(sql, dialect)).into_sql_str();
        Migration::new(*number, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    })
}

/// Whether a database is up to date, without writing to it.
pub(super) async fn check(pool: &AnyPool) -> Result<(), StoreError> {
    let known = STEPS.iter().map(|step| step.0).max().unwrap_or_default();
    let found = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations").fetch_one(pool).await;
    let found = match found {
        Ok(row) => row.try_get::<i64, _>(0).map_err(told)?,
        Err(error) => {
            let error = told(error);
            let none = matches!(error, StoreError::Database(_));
            return Err(if none { StoreError::Older("it has no tables yet".into()) } else { error });
        }
    };
    match found.cmp(&known) {
        Ordering::Equal => Ok(()),
        Ordering::Less => Err(StoreError::Older(format!("it is at step {found} of {known}"))),
        Ordering::Greater => Err(StoreError::Newer(format!("it knows step {found}, this one {known}"))),
    }
}

/// The statements in the words of a database: bytes are called otherwise in PostgreSQL, and text is in the order of its
/// bytes whatever the database's own language is, as in SQLite: pages and dumps come out the same.
fn worded(sql: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => sql.to_owned(),
        Dialect::Postgres => sql.replace("BLOB", "BYTEA").replace(" TEXT", " TEXT COLLATE \"C\""),
    }
}

#[cfg(test)]
mod tests {
    use bole_postgres::Postgres;
    use sqlx::any::AnyPoolOptions;

    use super::*;

    /// Runs on a database of each sort that is at the first step and holds an organisation and its order.
    async fn older(test: impl AsyncFn(&AnyPool, Dialect)) {
        sqlx::any::install_default_drivers();
        let postgres = Postgres::shared().fresh_database();
        for (url, dialect) in [("sqlite::memory:", Dialect::Sqlite), (postgres.as_str(), Dialect::Postgres)] {
            let pool = AnyPoolOptions::new().max_connections(1).connect(url).await.unwrap();
            steps(dialect).take(1).run(&pool).await;
            for statement in [
                "INSERT INTO organisations (id, version, sequence, changed_at, changed_by, document, kind)
                 VALUES ('E-1', 1, 1, 5, 'K-1', '{}', 'enterprise')",
                "INSERT INTO orders (id, version, sequence, changed_at, changed_by, document, organisation)
                 VALUES ('O-1', 3, 2, 5, 'K-1', '{}', 'E-1')",
                "UPDATE counters SET value = 2 WHERE name = 'sequence'",
            ] {
                sqlx::query(statement).execute(&pool).await.unwrap();
            }
            test(&pool, dialect).await;
            pool.close().await;
        }
    }

    /// The first steps alone.
    struct Steps(Vec<Migration>);

    fn steps(dialect: Dialect) -> Steps {
        Steps(migrations(dialect).collect())
    }

    impl Steps {
        fn take(mut self, count: usize) -> Self {
            self.0.truncate(count);
            self
        }

        async fn run(self, pool: &AnyPool) {
            Migrator::with_migrations(self.0).run(pool).await.unwrap();
        }
    }

    #[tokio::test]
    async fn an_older_database_is_brought_up_to_date_with_its_records() {
        older(async |pool, dialect| {
            up(pool, dialect).await.unwrap();
            check(pool).await.unwrap();
            let kept = sqlx::query("SELECT version FROM orders WHERE id = 'O-1'").fetch_one(pool).await.unwrap();
            assert_eq!(kept.try_get::<i64, _>(0).unwrap(), 3);
            sqlx::query("SELECT number FROM audit").fetch_all(pool).await.unwrap();
            // Once more changes nothing.
            up(pool, dialect).await.unwrap();
        })
        .await;
    }

    #[tokio::test]
    async fn an_older_database_is_not_read_but_says_what_to_do() {
        older(async |pool, _| {
            let refused = check(pool).await.unwrap_err();
            assert!(matches!(refused, StoreError::Older(_)));
            assert!(refused.to_string().contains("step 1 of"), "{refused}");
            assert!(refused.to_string().contains("bole serve"), "{refused}");
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_of_a_newer_program_is_refused() {
        older(async |pool, dialect| {
            up(pool, dialect).await.unwrap();
            let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                SELECT 99, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
            sqlx::query(later).execute(pool).await.unwrap();
            for refused in [up(pool, dialect).await.unwrap_err(), check(pool).await.unwrap_err()] {
                assert!(matches!(refused, StoreError::Newer(_)), "{refused}");
                assert!(refused.to_string().contains("step 99"), "{refused}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_database_without_tables_is_not_read() {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
        assert!(matches!(check(&pool).await, Err(StoreError::Older(_))));
    }
}
