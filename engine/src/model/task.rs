//! Long work: what was asked for, how far it is known to be, and what came of it.

use super::{Invalid, KeyId, MappedAgain, Moment, OrganisationId, TaskFile, TaskId, Work};

/// What an import brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// People.
    Profiles,
    /// Orders.
    Orders,
    /// Vacancies as written: titles and descriptions, which become orders whose requirements are wishes.
    Vacancies,
    /// Who orders, teaches and reports.
    Organisations,
    /// What colleges teach.
    Programmes,
    /// Courses of programmes, one a row, as training plans list them.
    TrainingPlans,
    /// Classes that enterprises ordered.
    Cohorts,
    /// What became of people.
    Outcomes,
}

impl TaskKind {
    /// All eight; one may refer to those before it.
    pub const ALL: [Self; 8] = [
        Self::Profiles,
        Self::Orders,
        Self::Vacancies,
        Self::Organisations,
        Self::Programmes,
        Self::TrainingPlans,
        Self::Cohorts,
        Self::Outcomes,
    ];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Profiles => "profiles",
            Self::Orders => "orders",
            Self::Vacancies => "vacancies",
            Self::Organisations => "organisations",
            Self::Programmes => "programmes",
            Self::TrainingPlans => "training_plans",
            Self::Cohorts => "cohorts",
            Self::Outcomes => "outcomes",
        }
    }
}

impl std::fmt::Display for TaskKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where long work stands; the last four are final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// It waits for its turn.
    Queued,
    /// It is being done; after a restart it is begun again, which changes nothing twice.
    Running,
    /// It was done.
    Done,
    /// It could not be done; what was taken until then stays.
    Failed,
    /// Somebody stopped it; what was taken until then stays.
    Cancelled,
    /// What it needed was lost with the machine; what was taken until then stays.
    Interrupted,
}

impl TaskState {
    /// Whether nothing follows.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Interrupted => "interrupted",
        }
    }
}

/// What became of the rows of an input. `taken = created + replaced + unchanged` once all is stored. Of a training plan the
/// rows are courses and the records programmes: `taken` counts programmes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct TaskCounts {
    /// Records that were made of rows.
    pub taken: u64,
    /// Records that were new.
    pub created: u64,
    /// Records that have a new version.
    pub replaced: u64,
    /// Records that stayed as they were: the row says what it said last time, or what the record says.
    pub unchanged: u64,
    /// Rows that were not taken.
    pub rejected: u64,
    /// Kinds of words that were kept as text.
    pub unlinked: u64,
    /// Things that a person should look at.
    pub warnings: u64,
}

/// Long work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawTask")]
pub struct Task {
    /// Its id; ids sort by the time at which they were given.
    pub id: TaskId,
    /// What it does.
    #[serde(flatten)]
    pub work: Work,
    /// Whose key asked for it.
    pub organisation: OrganisationId,
    /// Which key.
    pub by: KeyId,
    /// Where it stands.
    pub state: TaskState,
    /// When it was asked for.
    pub created: Moment,
    /// When it was last begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// When it ended; told by every final state and by no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Moment>,
    /// What became of the rows of an import; all 0 until it ends.
    pub counts: TaskCounts,
    /// Columns of a table that have no meaning here and were not read.
    pub ignored_columns: Vec<String>,
    /// What it gives, once it is done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<TaskFile>,
    /// For an edition that was mapped again: how it compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub again: Option<MappedAgain>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The last change of the log that it made: rankings that have reached it know all that was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<u64>,
}

/// What is no field of the task is the work's, which refuses what it does not know.
#[derive(serde::Deserialize)]
struct RawTask {
    id: TaskId,
    #[serde(flatten)]
    work: Work,
    organisation: OrganisationId,
    by: KeyId,
    state: TaskState,
    created: Moment,
    #[serde(default)]
    started: Option<Moment>,
    #[serde(default)]
    ended: Option<Moment>,
    #[serde(default)]
    counts: TaskCounts,
    #[serde(default)]
    ignored_columns: Vec<String>,
    #[serde(default)]
    files: Vec<TaskFile>,
    #[serde(default)]
    again: Option<MappedAgain>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    sequence: Option<u64>,
}

impl Task {
    /// A task that waits for its turn.
    #[must_use]
    pub fn queued(id: TaskId, work: Work, organisation: OrganisationId, by: KeyId, created: Moment) -> Self {
        Self {
            id,
            work,
            organisation,
            by,
            state: TaskState::Queued,
            created,
            started: None,
            ended: None,
            counts: TaskCounts::default(),
            ignored_columns: Vec::new(),
            files: Vec::new(),
            again: None,
            error: None,
            sequence: None,
        }
    }

    /// The task as it stands once it is begun, for the first time or again.
    #[must_use]
    pub fn begun(mut self, now: Moment) -> Self {
        (self.state, self.started) = (TaskState::Running, Some(now));
        self
    }

    /// The task as it stands once it has ended.
    #[must_use]
    pub fn ended(mut self, state: TaskState, now: Moment) -> Self {
        (self.state, self.ended) = (state, Some(now));
        self
    }
}

impl TryFrom<RawTask> for Task {
    type Error = Invalid;
    fn try_from(raw: RawTask) -> Result<Self, Invalid> {
        let RawTask { id, work, organisation, by, state, created, started, ended, .. } = raw;
        let RawTask { counts, ignored_columns, files, again, error, sequence, .. } = raw;
        if state.is_final() != ended.is_some() {
            let given = ended.map_or_else(String::new, |ended| ended.to_string());
            let allowed = format!("a moment for a task that ended, none for others; this one is {}", state.as_str());
            return Err(Invalid::new("ended", given, allowed));
        }
        Ok(Self {
            id,
            work,
            organisation,
            by,
            state,
            created,
            started,
            ended,
            counts,
            ignored_columns,
            files,
            again,
            error,
            sequence,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(more: &serde_json::Value) -> Result<Task, serde_json::Error> {
        let mut task = json!({
            "id": "I-1", "kind": "profiles", "source": "hr.csv", "organisation": "bureau", "by": "K-1",
            "state": "queued", "bytes": 5, "created": "2026-11-21T00:00:00.000Z"
        });
        task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(task)
    }

    #[test]
    fn a_task_goes_round_and_ends_with_a_moment() {
        let now = Moment::from_millis(5).unwrap();
        let task = read(&json!({})).unwrap().begun(now);
        assert_eq!((task.state, task.started), (TaskState::Running, Some(now)));
        let done = task.ended(TaskState::Done, now);
        assert_eq!(serde_json::from_value::<Task>(serde_json::to_value(&done).unwrap()).unwrap(), done);
    }

    #[test]
    fn only_what_ended_has_an_end() {
        for (state, ended) in [("done", None), ("running", Some("2026-11-21T00:00:00.000Z"))] {
            let refused = read(&json!({"state": state, "ended": ended})).unwrap_err().to_string();
            assert!(refused.starts_with("ended") && refused.contains(state), "{refused}");
        }
    }

    #[test]
    fn a_task_is_an_import_or_made_of_an_edition_and_nothing_else() {
        let import = read(&json!({})).unwrap();
        assert_eq!((import.work.kind(), import.work.import().unwrap().bytes), ("profiles", 5));
        let mut task = serde_json::to_value(&import).unwrap();
        for gone in ["source", "bytes"] {
            task.as_object_mut().unwrap().remove(gone);
        }
        task["kind"] = json!("publish");
        task["edition"] = json!("qingyuan-2027");
        let publish: Task = serde_json::from_value(task.clone()).unwrap();
        assert_eq!(publish.work.kind(), "publish");
        assert_eq!(serde_json::to_value(&publish).unwrap(), task);
        for wrong in [json!({"source": " "}), json!({"kind": "dance"}), json!({"surprise": 1})] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for kind in TaskKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for state in ["queued", "running", "done", "failed", "cancelled", "interrupted"] {
            assert_eq!(serde_json::from_value::<TaskState>(json!(state)).unwrap().as_str(), state);
        }
    }
}
