//! A run on its way into the record: what was asked, what was judged, what came out.

use std::collections::BTreeSet;

use bole_engine::index::Audience;
use bole_engine::matching::{Places, Question, Ranking, Sort};
use bole_engine::model::{
    Date, Decision, DecisionId, DecisionKind, DecisionSubject, Demand, EntryId, Invalid, KeyId, Moment, OrderId,
    OrganisationId, TalentId,
};
use bole_engine::reference::Reference;
use bole_engine::store::{Audit, Batch, Kind, Put, StoreError};
use bole_engine::wording::Language;
use sha2::{Digest, Sha256};

use super::{SeatsAsked, pack};
use crate::answer::Explain;
use crate::auth::Caller;
use crate::fresh;
use crate::opened::OPERATOR;
use crate::service::Service;

/// SHA-256 in lower hex digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Who sees a result.
#[derive(Debug, Clone)]
pub(crate) struct Seer {
    /// By which key.
    pub(crate) key: KeyId,
    /// For whom.
    pub(crate) organisation: OrganisationId,
}

impl Seer {
    /// The command line.
    ///
    /// # Errors
    /// Never: the names are sound.
    pub(crate) fn operator() -> Result<Self, Invalid> {
        Ok(Self { key: KeyId::new(OPERATOR)?, organisation: OrganisationId::new(OPERATOR)? })
    }

    /// Whoever asks over HTTP.
    pub(crate) fn of(caller: &Caller) -> Self {
        Self { key: caller.key.clone(), organisation: caller.organisation.clone() }
    }
}

/// What was asked, as it is recorded: the demand in full, so that it can be judged again when the order has changed.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) demand: Option<Demand>,
    #[serde(default)]
    pub(crate) top: Places,
    #[serde(default)]
    pub(crate) sort: Sort,
    #[serde(default)]
    pub(crate) audience: Audience,
    #[serde(default)]
    pub(crate) explain: Explain,
    #[serde(default)]
    pub(crate) language: Language,
    #[serde(default)]
    pub(crate) excluded: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seats: Option<SeatsAsked>,
}

impl Asked {
    /// A seat plan.
    pub(crate) fn seats(asked: SeatsAsked) -> Self {
        Self {
            demand: None,
            top: Places::default(),
            sort: Sort::default(),
            audience: Audience::default(),
            explain: Explain::default(),
            language: Language::default(),
            excluded: false,
            seats: Some(asked),
        }
    }

    /// The question that judges as it was judged, all evidence told.
    pub(crate) fn question(&self, as_of: Date) -> Question {
        Question { top: self.top, sort: self.sort, audience: self.audience, ..Question::new(as_of) }
    }
}

/// Who is shown by a ranking, at which versions of which state.
pub(crate) struct Seen {
    sequence: u64,
    subjects: Vec<DecisionSubject>,
}

impl Seen {
    /// Of a ranking of people: the ranked, then the excluded who are named, each once. Call it while the matcher that
    /// ranked is held.
    pub(crate) fn of(service: &Service, found: &Ranking) -> Self {
        let excluded = found.excluded.iter().flat_map(|excluded| &excluded.by_requirement).flat_map(|by| &by.ids);
        let mut seen = BTreeSet::new();
        let shown = found.items.iter().map(|place| &place.id).chain(excluded);
        let once = shown.filter(|talent| seen.insert((*talent).clone()));
        let subject =
            |talent: &TalentId| DecisionSubject { version: service.live.version(talent), talent: talent.clone() };
        Self { sequence: service.live.reached(), subjects: once.map(subject).collect() }
    }

    /// The run that they were shown by.
    pub(crate) fn run<'r>(
        self,
        order: Option<OrderId>,
        entry: Option<EntryId>,
        demand: &Demand,
        asked: &'r Asked,
        as_of: Date,
    ) -> Run<'r> {
        let Self { sequence, subjects } = self;
        let input = serde_json::to_vec(demand).unwrap_or_default();
        Run { kind: DecisionKind::Candidates, order, entry, as_of, sequence, subjects, asked, input }
    }
}

/// A run.
pub(crate) struct Run<'r> {
    pub(crate) kind: DecisionKind,
    pub(crate) order: Option<OrderId>,
    pub(crate) entry: Option<EntryId>,
    pub(crate) as_of: Date,
    /// The change that the index had reached.
    pub(crate) sequence: u64,
    /// Everybody shown, by the record that was judged.
    pub(crate) subjects: Vec<DecisionSubject>,
    pub(crate) asked: &'r Asked,
    /// What was judged beside the people shown, as JSON: a demand, or a person told in the request.
    pub(crate) input: Vec<u8>,
}

/// The reference data that something was judged by.
pub(crate) struct JudgedBy<'r> {
    pub(crate) reference: &'r Reference,
    /// The hash of what stands beside the method.
    pub(crate) hash: &'r str,
}

impl<'r> From<&'r Service> for JudgedBy<'r> {
    fn from(service: &'r Service) -> Self {
        Self { reference: &service.reference, hash: &service.reference_hash }
    }
}

/// A run that only has to be written.
pub(crate) struct Kept {
    /// The decision's id.
    pub(crate) id: DecisionId,
    /// The write.
    pub(crate) batch: Batch,
}

impl Run<'_> {
    /// Makes the record of the run, with its result as it is kept.
    ///
    /// # Errors
    /// [`StoreError`] when there is no id or no room in memory.
    pub(crate) fn kept<'r, R: serde::Serialize>(
        self,
        seer: &Seer,
        by: impl Into<JudgedBy<'r>>,
        result: &R,
    ) -> Result<Kept, StoreError> {
        let JudgedBy { reference, hash: reference_hash } = by.into();
        let (id, now) = (fresh::decision()?, crate::clock::now());
        let unwritable = |e: String| StoreError::Damaged { kind: Kind::Decision, id: id.to_string(), reason: e };
        let result = serde_json::to_vec(result).map_err(|e| unwritable(e.to_string()))?;
        let request = serde_json::to_value(self.asked).map_err(|e| unwritable(e.to_string()))?;
        let input_hash = self.input_hash();
        let Self { kind, order, entry, as_of, sequence, subjects, asked: _, input: _ } = self;
        let shown = subjects.len();
        let decision = Decision {
            id: id.clone(),
            kind,
            at: Moment::from_millis(now).map_err(|e| unwritable(e.to_string()))?,
            key: seer.key.clone(),
            organisation: seer.organisation.clone(),
            order,
            entry,
            edition: reference.edition.id.clone(),
            method: reference.method.id().into(),
            method_hash: reference.method.hash().into(),
            vocabulary_hash: reference_hash.to_owned(),
            as_of,
            sequence,
            input_hash,
            result_hash: hash(&result),
            subjects,
            request,
            pseudonymised: false,
        };
        let mut put = Put::new(&decision)?;
        put.attachment = Some(pack(id.as_str(), &result)?);
        let detail = serde_json::json!({"kind": kind, "shown": shown});
        let note = Audit::on("match.seen", Kind::Decision, &id).of(Some(seer.organisation.as_str())).detail(detail);
        Ok(Kept { batch: Batch::new(seer.key.as_str(), now).with(put).noting(note), id })
    }

    /// The hash of what was judged and of the version of everybody shown.
    fn input_hash(&self) -> String {
        let mut text = self.input.clone();
        for DecisionSubject { talent, version } in &self.subjects {
            text.extend_from_slice(format!("\n{talent} {version}").as_bytes());
        }
        hash(&text)
    }
}
