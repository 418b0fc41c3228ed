//! Evaluation: how well the vocabulary's linker ranks, on labelled sets.
//!
//! A retrieval set asks for each query which concepts of a corpus it means. [`RetrievalSet::parse`] reads it,
//! [`RetrievalRun::of`] ranks it, [`RetrievalRun::report`] measures, [`trec_run`] writes the ranking for
//! other tools. Reading files and printing are left to others.
//!
//! ```
//! use bole_engine::evaluate::{RetrievalSet, evaluate_retrieval};
//!
//! let set = RetrievalSet::parse("w\twelder\nn\tnurse\n", "q\twelders\n", "q\t0\tw\t1\n")?;
//! assert_eq!(evaluate_retrieval(&set, 1).all.mrr.value, 1.0);
//! # Ok::<(), bole_engine::evaluate::RetrievalError>(())
//! ```

mod bootstrap;
mod measure;
mod report;
mod run;
mod set;

pub use bootstrap::{Estimate, RESAMPLES};
pub use report::{Measures, RetrievalReport, evaluate_retrieval};
pub use run::{DEPTH, RetrievalRun, trec_run};
pub use set::{RetrievalError, RetrievalFile, RetrievalSet};
