//! What the records of organisations have in common over HTTP: lists with a cursor, reading with a version, writing over
//! a version, history. A record of somebody else is answered as if it were not there.

mod history;
pub(super) mod named;
mod read;
mod write;

use actix_web::HttpResponse;
use bole_engine::intake;
use bole_engine::map::{SeenCohort, SharedCohort};
use bole_engine::model::{Cohort, Order, Organisation, OrganisationId, Outcome, Programme};
use bole_engine::store::Record;

use super::version;
use crate::auth::Caller;
use crate::error::Kind;

pub(super) use history::{before, history, past_of};
pub(super) use read::{Item, all, find, list, read, seen};
pub(super) use write::{WriteParams, Writing, reason, stands, taken_in};

/// A record that belongs to an organisation.
pub(super) trait Owned: Record + intake::Record + Send + 'static {
    /// What it is called in problems.
    const WHAT: Kind;
    /// The field that says whose it is.
    const OWNER: &'static str;

    /// What is shown of it.
    type Shown: serde::Serialize;

    /// Whose it is.
    fn owner(&self) -> &OrganisationId;

    /// What the caller sees of it; nothing where it is not theirs.
    fn seen_by(self, caller: &Caller) -> Option<Self::Shown>;

    /// Whether the caller sees anything of it.
    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.may_see(self.owner())
    }

    /// The key column that holds whose rows a scoped caller sees, where one column can tell.
    fn scope_column(_: &Caller) -> Option<&'static str> {
        Some("organisation")
    }
}

impl Owned for Organisation {
    const WHAT: Kind = Kind::Organisation;
    const OWNER: &'static str = "id";

    type Shown = Self;

    fn owner(&self) -> &OrganisationId {
        &self.id
    }

    fn seen_by(self, caller: &Caller) -> Option<Self> {
        self.is_seen_by(caller).then_some(self)
    }

    fn scope_column(_: &Caller) -> Option<&'static str> {
        None
    }
}

impl Owned for Order {
    const WHAT: Kind = Kind::Order;
    const OWNER: &'static str = "enterprise.id";

    type Shown = Self;

    fn owner(&self) -> &OrganisationId {
        &self.enterprise.id
    }

    fn seen_by(self, caller: &Caller) -> Option<Self> {
        self.is_seen_by(caller).then_some(self)
    }
}

impl Owned for Programme {
    const WHAT: Kind = Kind::Programme;
    const OWNER: &'static str = "college";

    type Shown = Self;

    fn owner(&self) -> &OrganisationId {
        &self.college
    }

    fn seen_by(self, caller: &Caller) -> Option<Self> {
        self.is_seen_by(caller).then_some(self)
    }
}

impl Owned for Cohort {
    const WHAT: Kind = Kind::Cohort;
    const OWNER: &'static str = "college";

    type Shown = SeenCohort;

    fn owner(&self) -> &OrganisationId {
        &self.college
    }

    /// An enterprise sees of the classes that it has a share of what it may be told.
    fn seen_by(self, caller: &Caller) -> Option<SeenCohort> {
        if caller.may_see(&self.college) {
            return Some(SeenCohort::Whole(self));
        }
        SharedCohort::of(self, &caller.organisation).map(SeenCohort::Shared)
    }

    fn is_seen_by(&self, caller: &Caller) -> bool {
        caller.may_see(&self.college) || self.shares.iter().any(|share| caller.owns(&share.enterprise))
    }

    fn scope_column(caller: &Caller) -> Option<&'static str> {
        (caller.role == bole_engine::model::Role::College).then_some("organisation")
    }
}

impl Owned for Outcome {
    const WHAT: Kind = Kind::Outcome;
    const OWNER: &'static str = "organisation";

    type Shown = Self;

    fn owner(&self) -> &OrganisationId {
        &self.organisation
    }

    fn seen_by(self, caller: &Caller) -> Option<Self> {
        self.is_seen_by(caller).then_some(self)
    }
}

/// A record as it stands, with its version as `ETag`.
pub(super) fn shown<T: serde::Serialize>(record: &T, version: u64) -> HttpResponse {
    HttpResponse::Ok().insert_header(version::etag(version)).json(record)
}
