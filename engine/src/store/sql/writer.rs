//! The one task that writes. Batches that wait while it commits go into the next transaction together: one that is refused
//! takes nothing from the others. Batches of one record each, all of one kind, are written as one, since most of the time of
//! a small statement is spent on the way to the database; where one of them is refused, each is written for itself.

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Connection, Row as _, Transaction};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::super::{Batch, StoreError, Written};
use super::Dialect;
use super::failure::told;
use super::puts;
use super::write::Pen;

/// Batches that may wait; whoever brings one more waits before it is taken.
const QUEUE: usize = 256;
/// Most batches of one transaction.
const GROUP: usize = 64;

type Answer = Result<Written, StoreError>;

/// A batch and where its answer goes.
struct Job {
    batch: Batch,
    answer: oneshot::Sender<Answer>,
}

/// The way to the writing task.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    done: tokio::sync::Mutex<Option<tokio::task::JoinHandle<()>>>,
    closing: tokio::sync::watch::Sender<bool>,
}

impl Writer {
    /// Starts the task; the pool has one connection.
    pub(super) fn start(pool: AnyPool, dialect: Dialect, runtime: &Handle) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let (closing, closed) = tokio::sync::watch::channel(false);
        let done = runtime.spawn(write_all(pool, dialect, queue, closed));
        Self { jobs, done: tokio::sync::Mutex::new(Some(done)), closing }
    }

    /// Writes a batch; returns when it is safe, or refused.
    pub(super) async fn write(&self, batch: Batch) -> Answer {
        let closed = || StoreError::Unreachable("the store is closed".into());
        let (answer, written) = oneshot::channel();
        self.jobs.send(Job { batch, answer }).await.map_err(|_| closed())?;
        written.await.map_err(|_| closed())?
    }

    /// Ends the task after the batches that it has taken.
    pub(super) async fn close(&self) {
        self.closing.send_replace(true);
        if let Some(done) = self.done.lock().await.take() {
            // A task that was ended by its runtime has nothing left to write.
            let _ = done.await;
        }
    }
}

async fn write_all(
    pool: AnyPool,
    dialect: Dialect,
    mut queue: mpsc::Receiver<Job>,
    mut closed: tokio::sync::watch::Receiver<bool>,
) {
    let mut group = Vec::with_capacity(GROUP);
    loop {
        tokio::select! {
            biased;
            taken = queue.recv_many(&mut group, GROUP) => if taken == 0 { break },
            _ = closed.changed() => {
                queue.close();
                if queue.recv_many(&mut group, GROUP).await == 0 { break }
            }
        }
        commit(&pool, dialect, &mut group).await;
    }
    pool.close().await;
}

/// Writes a group in one transaction and answers each.
async fn commit(pool: &AnyPool, dialect: Dialect, group: &mut Vec<Job>) {
    let written = match pool.acquire().await {
        Ok(connection) => transaction(connection, dialect, group).await,
        Err(error) => Err(told(error)),
    };
    let answers: Vec<Answer> = match written {
        Ok(answers) => answers,
        Err(error) => group.iter().map(|_| Err(error.again())).collect(),
    };
    for (job, answer) in group.drain(..).zip(answers) {
        // Whoever asked may be gone; what was written stays.
        let _ = job.answer.send(answer);
    }
}

/// Writes a group, and gives the connection back if it is sound. Where a transaction ended by itself, as on a full disk or
/// with a database that went away, the connection does not know it: another takes its place.
async fn transaction(
    mut connection: PoolConnection<Any>,
    dialect: Dialect,
    group: &[Job],
) -> Result<Vec<Answer>, StoreError> {
    let written = together(&mut connection, dialect, group).await;
    if written.is_err() {
        connection.close_on_drop();
    }
    written
}

async fn together(connection: &mut AnyConnection, dialect: Dialect, group: &[Job]) -> Result<Vec<Answer>, StoreError> {
    // SQLite must know from the start that this will write; one that begins by reading is refused when another wrote since.
    let begin = match dialect {
        Dialect::Sqlite => "BEGIN IMMEDIATE",
        Dialect::Postgres => "BEGIN",
    };
    let mut transaction = connection.begin_with(begin).await.map_err(told)?;
    let mut sequence = take_counter(&mut transaction).await?;
    let mut answers = Vec::with_capacity(group.len());
    let mut rest = group;
    while !rest.is_empty() {
        let alike = puts::run(rest.iter().map_while(|job| job.batch.lone())).len();
        let (run, later) = rest.split_at(alike.max(1));
        rest = later;
        if let Some(told) = applied(&mut transaction, &mut sequence, run).await? {
            answers.extend(told);
            continue;
        }
        for job in run {
            let told = applied(&mut transaction, &mut sequence, std::slice::from_ref(job)).await?;
            answers.extend(told.into_iter().flatten());
        }
    }
    let counter = sqlx::query("UPDATE counters SET value = $1 WHERE name = 'sequence'").bind(sequence as i64);
    counter.execute(&mut *transaction).await.map_err(told)?;
    transaction.commit().await.map_err(told)?;
    Ok(answers)
}

/// Applies a run of jobs under one savepoint, and tells each. None where one of several is refused: nothing is left of any.
async fn applied(
    transaction: &mut Transaction<'_, Any>,
    sequence: &mut u64,
    run: &[Job],
) -> Result<Option<Vec<Answer>>, StoreError> {
    let mut savepoint = transaction.begin().await.map_err(told)?;
    let mut pen = Pen { connection: &mut savepoint, sequence: *sequence };
    let applied = match run {
        [job] => pen.apply(&job.batch).await.map(|written| vec![written]),
        run => pen.apply_together(run.iter().map(|job| &job.batch)).await,
    };
    let reached = pen.sequence;
    match applied {
        Ok(written) => {
            savepoint.commit().await.map_err(told)?;
            *sequence = reached;
            Ok(Some(written.into_iter().map(Ok).collect()))
        }
        Err(refused) if refused.is_refusal() => {
            savepoint.rollback().await.map_err(told)?;
            Ok((run.len() == 1).then(|| vec![Err(refused)]))
        }
        Err(error) => Err(error),
    }
}

/// Reads the counter and keeps other programs from doing so until the commit: changes are numbered in the order of commits,
/// and who follows the log misses none.
async fn take_counter(connection: &mut AnyConnection) -> Result<u64, StoreError> {
    let taken = sqlx::query("UPDATE counters SET value = value WHERE name = 'sequence' RETURNING value");
    let row = taken.fetch_one(connection).await.map_err(told)?;
    Ok(row.try_get::<i64, _>(0).map_err(told)? as u64)
}
