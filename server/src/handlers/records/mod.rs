//! What the records of organisations have in common over HTTP: lists with a cursor, reading with a version, writing over
//! a version, history. A record of somebody else is answered as if it were not there.

mod history;
pub(super) mod named;
mod read;
mod write;

use actix_web::HttpResponse;
use bole_engine::intake;
use bole_engine::model::{Cohort, Order, Organisation, OrganisationId, Outcome, Programme};
use bole_engine::store::Record;

use super::version;
use crate::auth::Caller;
use crate::error::Kind;

pub(super) use history::{before, history, past_of};
pub(super) use read::{Item, find, list, read};
pub(super) use write::{WriteParams, Writing, reason, stands, taken_in};

/// A record that belongs to an organisation.
pub(super) trait Owned: Record + intake::Record + Send + 'static {
    /// What it is called in problems.
    const WHAT: Kind;
    /// The field that says whose it is.
    const OWNER: &'static str;

    /// Whose it is.
    fn owner(&self) -> &OrganisationId;

    /// What the caller sees of it; nothing where it is not theirs.
    fn seen_by(self, caller: &Caller) -> Option<Self> {
        caller.may_see(self.owner()).then_some(self)
    }

    /// The key column that holds whose rows a scoped caller sees, where one column can tell.
    fn scope_column(_: &Caller) -> Option<&'static str> {
        Some("organisation")
    }
}

impl Owned for Organisation {
    const WHAT: Kind = Kind::Organisation;
    const OWNER: &'static str = "id";

    fn owner(&self) -> &OrganisationId {
        &self.id
    }

    fn scope_column(_: &Caller) -> Option<&'static str> {
        None
    }
}

impl Owned for Order {
    const WHAT: Kind = Kind::Order;
    const OWNER: &'static str = "enterprise.id";

    fn owner(&self) -> &OrganisationId {
        &self.enterprise.id
    }
}

impl Owned for Programme {
    const WHAT: Kind = Kind::Programme;
    const OWNER: &'static str = "college";

    fn owner(&self) -> &OrganisationId {
        &self.college
    }
}

impl Owned for Cohort {
    const WHAT: Kind = Kind::Cohort;
    const OWNER: &'static str = "college";

    fn owner(&self) -> &OrganisationId {
        &self.college
    }

    /// An enterprise sees the classes that it has a share of, and of shares and words its own and the college's.
    fn seen_by(mut self, caller: &Caller) -> Option<Self> {
        if caller.may_see(&self.college) {
            return Some(self);
        }
        self.agreements.retain(|word| caller.owns(&word.organisation) || word.organisation == self.college);
        self.shares.retain(|share| caller.owns(&share.enterprise));
        (!self.shares.is_empty()).then_some(self)
    }

    fn scope_column(caller: &Caller) -> Option<&'static str> {
        (caller.role == bole_engine::model::Role::College).then_some("organisation")
    }
}

impl Owned for Outcome {
    const WHAT: Kind = Kind::Outcome;
    const OWNER: &'static str = "organisation";

    fn owner(&self) -> &OrganisationId {
        &self.organisation
    }
}

/// A record as it stands, with its version as `ETag`.
pub(super) fn shown<T: serde::Serialize>(record: &T, version: u64) -> HttpResponse {
    HttpResponse::Ok().insert_header(version::etag(version)).json(record)
}
