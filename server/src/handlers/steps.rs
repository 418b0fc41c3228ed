//! What the lives of orders and of classes have alike over HTTP: how a step is answered, the steps that made each version,
//! and how reminders are asked for.

use bole_engine::model::{Date, Invalid, Moment};
use bole_engine::store::ChangeKind;
use serde::de::DeserializeOwned;
use utoipa::{IntoParams, ToSchema};

use super::List;
use super::page::PastParams;
use super::records::{Owned, before, past_of};
use crate::auth::Caller;
use crate::error::ApiError;
use crate::life::Why;
use crate::order_life::{DEFAULT_DAYS, MAX_DAYS};
use crate::past::Past;
use crate::service::{Service, Wait};

/// How a step is answered; why it is taken stands in the step.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StepParams {
    /// When it is answered: once it is stored, or once rankings see it too.
    #[serde(default)]
    #[param(inline)]
    pub(super) wait: Wait,
}

/// A step of a record's life, or a correction where the status stays.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct LifeStep<S, R, T> {
    /// The version that it made.
    version: u64,
    /// What was done.
    operation: ChangeKind,
    /// When.
    at: Moment,
    /// By which key, or `operator` for the command line.
    by: String,
    /// Where the record stood; absent for the first version.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<S>,
    /// Where it stands from then on; absent for a deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<S>,
    /// Why, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<R>,
    /// On which day, where another is told than that on which it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Date>,
    /// Why, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// What the record said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<T>,
}

impl<S: Copy, R: DeserializeOwned, T> LifeStep<S, R, T> {
    /// The step that made a version, from where the record stood; `from` is where it stands then.
    fn of(past: Past<T>, from: &mut Option<S>, status: impl Fn(&T) -> S) -> Self {
        let Past { version, operation, at, by, reason, record } = past;
        let (why, words) = Why::of(reason);
        let (reason, on, note) = why.map_or((None, None, words), |why| (Some(why.code), why.on, why.note));
        let to = record.as_ref().map(status);
        Self { version, operation, at, by, from: std::mem::replace(from, to), to, reason, on, note, record }
    }
}

/// A page of the steps of a record, oldest first.
pub(super) async fn lived<S: Copy, R: DeserializeOwned, T: Owned>(
    service: &Service,
    caller: &Caller,
    id: &str,
    asked: &PastParams,
    status: impl Fn(&T) -> S + Copy,
) -> Result<List<LifeStep<S, R, T>>, ApiError> {
    let List { items, next } = past_of::<T>(service, caller, id, asked).await?;
    let mut from = before::<T>(&*service.store, id, asked.cursor).await?.as_ref().map(status);
    let items = items.into_iter().map(|past| LifeStep::of(past, &mut from, status)).collect();
    Ok(List { items, next })
}

/// Which reminders.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RemindersParams {
    /// The day from which days are counted; today when absent.
    pub(super) as_of: Option<Date>,
    /// How many days ahead, 30 when absent.
    #[param(minimum = 0, maximum = 366)]
    days: Option<u16>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    pub(super) limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 80)]
    pub(super) cursor: Option<String>,
}

impl RemindersParams {
    /// How many days ahead.
    pub(super) fn days(&self) -> Result<u16, ApiError> {
        let days = self.days.unwrap_or(DEFAULT_DAYS);
        let refused = || ApiError::Query(Invalid::new("days", days, format!("0 to {MAX_DAYS}")));
        (days <= MAX_DAYS).then_some(days).ok_or_else(refused)
    }
}
