//! The one store there is, on SQLite or PostgreSQL: the only place that knows sqlx. The statements are the same for both
//! (`TEXT`, `BIGINT` and one `BLOB`, `$n` parameters, no dialect's types), since what runs on one must run on the other.
//!
//! All queries run on the runtime that opened the store: PostgreSQL's sockets belong to it, and callers come from many
//! threads. One task writes; what waits while it commits goes into the next commit together, so that many small writes
//! share the cost of reaching the disk.

mod dump;
mod failure;
mod many;
mod migrate;
mod purge;
mod puts;
mod read;
mod statement;
mod write;
mod writer;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions};
use tokio::runtime::Handle;

use super::{AuditEntry, AuditSpan, Batch, Change, Folder, Kind, Listing, Origin, Row, Store, StoreError, Written};
use failure::told;
use writer::Writer;

/// How long a writer waits for another program's lock.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How long a query waits for a connection.
const CONNECTION_PATIENCE: Duration = Duration::from_secs(3);
/// Connections that read; the writer has one of its own.
const READERS: u32 = 4;
/// Settings of every SQLite connection: a commit is on disk when it is acknowledged (WAL with FULL), references hold, and
/// what is deleted is overwritten with zeros.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Sqlite,
    Postgres,
}

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// For reading and writing: it is made, or brought up to date.
    Write,
    /// For reading what is there.
    Read,
}

/// A store in a database.
#[derive(Debug)]
pub struct SqlStore {
    dialect: Dialect,
    readers: AnyPool,
    writer: Writer,
    runtime: Handle,
}

impl SqlStore {
    /// Opens the database of a data folder; it is made, or brought up to date, where needed. A folder that is open for
    /// reading only is read beside whoever writes, and must be up to date. Call it on a tokio runtime that lives as long as
    /// the store.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Newer`] when a newer version of the program made it, [`StoreError::Older`] when an
    /// older one did and the folder is open for reading only.
    pub async fn open(folder: &Folder) -> Result<Self, StoreError> {
        let (mode, access) = if folder.is_writable() { ("rwc", Access::Write) } else { ("ro", Access::Read) };
        let url = sqlite_url(&folder.database(), mode)?;
        Self::connect(Dialect::Sqlite, &url, access).await
    }

    /// Opens the database of a data folder beside whoever writes to it, for reading and for what the audit log must note of
    /// it: transactions of several programs wait for each other. It must be up to date.
    ///
    /// # Errors
    /// [`StoreError`], as [`Self::open`].
    pub async fn beside(folder: &Folder) -> Result<Self, StoreError> {
        Self::connect(Dialect::Sqlite, &sqlite_url(&folder.database(), "rw")?, Access::Read).await
    }

    /// Opens a PostgreSQL database by its URL, `postgres://user:password@host:port/name`. For writing, its tables are made,
    /// or brought up to date, where needed; for reading they must be up to date, since a server may be at work on them.
    ///
    /// # Errors
    /// [`StoreError`], as [`Self::open`].
    pub async fn postgres(url: &str, access: Access) -> Result<Self, StoreError> {
        Self::connect(Dialect::Postgres, url, access).await
    }

    async fn connect(dialect: Dialect, url: &str, access: Access) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let readers = pool(dialect, url, READERS).await?;
        match access {
            Access::Write => migrate::up(&readers, dialect).await?,
            Access::Read => migrate::check(&readers).await?,
        }
        let writing = pool(dialect, url, 1).await?;
        let runtime = Handle::current();
        Ok(Self { dialect, readers, writer: Writer::start(writing, dialect, &runtime), runtime })
    }

    /// Writes a copy of a SQLite database to a file that does not exist yet, while reading and writing go on. The copy is
    /// the state of one moment.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Database`] on PostgreSQL, which has `pg_dump` for this.
    pub async fn snapshot(&self, file: &Path) -> Result<(), StoreError> {
        if self.dialect == Dialect::Postgres {
            return Err(StoreError::Database("PostgreSQL makes its own snapshots: use pg_dump".into()));
        }
        let (pool, file) = (self.readers.clone(), file.display().to_string());
        self.on_runtime(
            async move { sqlx::query("VACUUM INTO $1").bind(file).execute(&pool).await.map(drop).map_err(told) },
        )
        .await
    }

    /// Ends the writer after what it has taken, and closes all connections.
    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }

    /// Runs a query where its connection belongs.
    async fn on_runtime<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        let done = self.runtime.spawn(work).await;
        done.unwrap_or_else(|e| Err(StoreError::Unreachable(e.to_string())))
    }
}

/// A URL of a file; the path is made absolute, since a relative one would be read as a host.
fn sqlite_url(file: &Path, mode: &str) -> Result<String, StoreError> {
    let absolute = std::path::absolute(file).map_err(StoreError::disk(file))?;
    let path: String = absolute.as_os_str().as_encoded_bytes().iter().map(|&byte| encoded(byte)).collect();
    Ok(format!("sqlite://{path}?mode={mode}"))
}

fn encoded(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

async fn pool(dialect: Dialect, url: &str, connections: u32) -> Result<AnyPool, StoreError> {
    let options = AnyConnectOptions::from_str(url).map_err(told)?.disable_statement_logging();
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(CONNECTION_PATIENCE)
        .test_before_acquire(dialect == Dialect::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if dialect == Dialect::Sqlite {
                    let patience = format!("PRAGMA busy_timeout = {};", LOCK_PATIENCE.as_millis());
                    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("{patience} {PRAGMAS}"))).execute(connection).await?;
                }
                Ok(())
            })
        });
    pool.connect_with(options).await.map_err(told)
}

#[async_trait]
impl Store for SqlStore {
    async fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        self.writer.write(batch).await
    }

    async fn row(&self, kind: Kind, id: &str) -> Result<Option<Row>, StoreError> {
        let (pool, id) = (self.readers.clone(), id.to_owned());
        self.on_runtime(async move { read::row(&pool, kind, &id).await }).await
    }

    async fn rows(&self, kind: Kind, listing: &Listing) -> Result<Vec<Row>, StoreError> {
        let (pool, listing) = (self.readers.clone(), listing.clone());
        self.on_runtime(async move { read::rows(&pool, kind, listing).await }).await
    }

    async fn count(&self, kind: Kind, filters: &[(&'static str, String)]) -> Result<u64, StoreError> {
        let (pool, filters) = (self.readers.clone(), filters.to_vec());
        self.on_runtime(async move { read::count(&pool, kind, filters).await }).await
    }

    async fn attachment(&self, kind: Kind, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let (pool, id) = (self.readers.clone(), id.to_owned());
        self.on_runtime(async move { read::attachment(&pool, kind, &id).await }).await
    }

    async fn mentions(&self, talent: &str) -> Result<Vec<(Kind, String)>, StoreError> {
        let (pool, talent) = (self.readers.clone(), talent.to_owned());
        self.on_runtime(async move { read::mentions(&pool, talent).await }).await
    }

    async fn head(&self) -> Result<u64, StoreError> {
        let pool = self.readers.clone();
        self.on_runtime(async move { read::head(&pool).await }).await
    }

    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let pool = self.readers.clone();
        self.on_runtime(async move { read::changes(&pool, after, limit).await }).await
    }

    async fn versions(&self, kind: Kind, id: &str, after: u64, limit: usize) -> Result<Vec<Change>, StoreError> {
        let (pool, id) = (self.readers.clone(), id.to_owned());
        self.on_runtime(async move { read::versions(&pool, kind, &id, after, limit).await }).await
    }

    async fn stood(&self, kind: Kind, at: u64, after: Option<&str>, limit: usize) -> Result<Vec<Change>, StoreError> {
        let (pool, after) = (self.readers.clone(), after.unwrap_or_default().to_owned());
        self.on_runtime(async move { read::stood(&pool, kind, at, after, limit).await }).await
    }

    async fn audit(&self, after: u64, limit: usize) -> Result<Vec<AuditEntry>, StoreError> {
        let pool = self.readers.clone();
        self.on_runtime(async move { read::audit(&pool, after, limit).await }).await
    }

    async fn audit_of(&self, kind: Kind, id: &str) -> Result<Vec<AuditEntry>, StoreError> {
        let (pool, id) = (self.readers.clone(), id.to_owned());
        self.on_runtime(async move { read::audit_of(&pool, kind, id).await }).await
    }

    async fn audit_span(&self) -> Result<AuditSpan, StoreError> {
        let pool = self.readers.clone();
        self.on_runtime(async move { read::audit_span(&mut *pool.acquire().await.map_err(told)?).await }).await
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        if self.dialect == Dialect::Postgres {
            return Ok(());
        }
        let pool = self.readers.clone();
        let checkpoint = async move { sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&pool).await };
        self.on_runtime(async move { checkpoint.await.map(drop).map_err(told) }).await
    }

    async fn origins(&self, kind: Kind, id: &str) -> Result<Vec<Origin>, StoreError> {
        let (pool, id) = (self.readers.clone(), id.to_owned());
        self.on_runtime(async move { read::origins(&pool, kind, id).await }).await
    }

    async fn digests(&self, source: &str, kind: Kind, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        let (pool, source, keys) = (self.readers.clone(), source.to_owned(), keys.to_vec());
        self.on_runtime(async move { read::digests(&pool, source, kind, keys).await }).await
    }
}
