//! What the service counts of itself, in the words of Prometheus. No label names a person, a key or a record.

use std::sync::LazyLock;
use std::time::Duration;

use metrics::{describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the buckets of answering times, in seconds.
const BUCKETS: [f64; 14] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// How often what was counted is summed up.
const SUM_UP: Duration = Duration::from_secs(5);
/// How long answers took, and by their count how many there were.
const ANSWERS: &str = "bole_request_seconds";

/// Counting begins when somebody first counts or asks.
static COUNTED: LazyLock<PrometheusHandle> = LazyLock::new(begin);

fn begin() -> PrometheusHandle {
    let builder = PrometheusBuilder::new();
    // Refused only when the list is empty.
    let builder = builder.set_buckets(&BUCKETS).unwrap_or_default();
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    // There is one per process, set here and nowhere else.
    let _ = metrics::set_global_recorder(recorder);
    describe_histogram!(ANSWERS, "How long answers took, by method, route and status");
    describe_gauge!("bole_store_up", "1 while the store answers; what it said last stands while it does not");
    describe_gauge!("bole_store_head", "The last change that the store knows");
    describe_gauge!("bole_index_reached", "The last change that the index has taken over");
    describe_gauge!("bole_people", "People that can be ranked");
    describe_gauge!("bole_requests_in_flight", "Requests that are being answered");
    describe_gauge!("bole_tasks", "Long work that is waiting or running");
    handle
}

/// Counts an answer. A route that does not exist is counted as `none`: else callers could make labels.
pub fn answered(method: &str, route: Option<&str>, status: u16, took: Duration) {
    LazyLock::force(&COUNTED);
    let method = ["GET", "HEAD", "POST", "PUT", "DELETE"].into_iter().find(|known| *known == method).unwrap_or("other");
    let route = route.unwrap_or("none").to_owned();
    histogram!(ANSWERS, "method" => method, "route" => route, "status" => status.to_string()).record(took);
}

/// Sums up what was counted, again and again, for ever: each answer's time is kept until then, and where nobody asks for
/// the metrics they would fill the memory.
pub async fn sum_up() {
    loop {
        tokio::time::sleep(SUM_UP).await;
        COUNTED.run_upkeep();
    }
}

/// What the store says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    /// The last change that it knows.
    pub head: u64,
    /// Long work that is waiting or running.
    pub tasks: u64,
}

/// What is true at the moment of asking.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// What the store says; `None` when it does not answer.
    pub store: Option<Stored>,
    /// The last change that the index has taken over.
    pub reached: u64,
    /// People that can be ranked.
    pub people: usize,
    /// Requests that are being answered.
    pub present: usize,
}

/// All that is counted, as text.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; counts stay far below 2^53")]
pub fn render(now: Now) -> String {
    LazyLock::force(&COUNTED);
    gauge!("bole_store_up").set(f64::from(u8::from(now.store.is_some())));
    if let Some(stored) = now.store {
        gauge!("bole_store_head").set(stored.head as f64);
        gauge!("bole_tasks").set(stored.tasks as f64);
    }
    gauge!("bole_index_reached").set(now.reached as f64);
    gauge!("bole_people").set(now.people as f64);
    gauge!("bole_requests_in_flight").set(now.present as f64);
    COUNTED.run_upkeep();
    COUNTED.render()
}
