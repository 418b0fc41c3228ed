//! What every judgement refers to: the vocabulary, the edition with its chain graph, and the method.

use crate::digest::sha256;
use crate::graph::ChainGraph;
use crate::method::Method;
use crate::model::Edition;
use crate::vocabulary::Vocabulary;

/// The reference data of one moment. A decision names its edition and its method's hash, so that it can be replayed.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Concepts, codes and what they mean to each other.
    pub vocabulary: Vocabulary,
    /// The catalog's edition.
    pub edition: Edition,
    /// Proximity of the edition's nodes.
    pub graph: ChainGraph,
    /// Weights and values.
    pub method: Method,
}

impl Reference {
    /// Puts reference data together and computes the chain graph.
    #[must_use]
    pub fn new(vocabulary: Vocabulary, edition: Edition, method: Method) -> Self {
        let graph = ChainGraph::new(&edition, &method.chain);
        Self { vocabulary, edition, graph, method }
    }

    /// The hash of what judgements refer to beside the method: vocabulary and edition as they were loaded, lists that were
    /// added included. Lower hex digits. Takes some milliseconds; keep it.
    #[must_use]
    pub fn hash(&self) -> String {
        let parts = (self.vocabulary.clone().into_parts(), &self.edition);
        sha256(&serde_json::to_vec(&parts).unwrap_or_default())
    }
}
