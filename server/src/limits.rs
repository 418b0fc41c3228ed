//! Limits of the service. Messages and the API document use these constants.

use std::time::Duration;

/// Longest body in bytes: an order or a profile with its longest text fits several times.
pub const MAX_BODY_BYTES: usize = 1 << 20;
/// Longest query string in characters.
pub const MAX_QUERY_CHARS: usize = 4096;
/// Longest reason of a write, in characters.
pub const MAX_REASON_CHARS: usize = 500;
/// Longest words searched for, in characters.
pub const MAX_SEARCH_CHARS: usize = 200;
/// Most items of a page.
pub const MAX_PAGE: usize = 100;
/// Items of a page when none are asked for.
pub const DEFAULT_PAGE: usize = 20;
/// Answers below this many bytes are not worth compressing.
pub const MIN_COMPRESSED_BYTES: u64 = 16 << 10;
/// Connections open at once.
pub const MAX_CONNECTIONS: usize = 4096;
/// Threads of one worker for work that blocks.
pub const MAX_BLOCKING: usize = 64;
/// In what time each piece of an import's body must arrive.
pub const MAX_PIECE_TIME: Duration = Duration::from_secs(30);
/// How long the store may take to say that it is there.
pub const MAX_HEALTH_TIME: Duration = Duration::from_secs(2);
/// Changes that the index may be behind the store while the service counts as ready: an import's burst.
pub const MAX_LAG: u64 = 20_000;
/// Seconds in which requests may end once the service is told to stop; the store closes after them.
pub const STOP_SECONDS: u64 = 8;
/// Longest import in bytes: ten times the records of a large city.
pub const MAX_IMPORT_BYTES: u64 = 8 << 30;
/// Tasks that may wait.
pub const MAX_QUEUED_TASKS: u64 = 64;
/// Tasks of one enterprise or college that may wait: nobody fills the queue for all.
pub const MAX_QUEUED_TASKS_OF_ONE: u64 = 4;
