//! Orders pooled into classes: the seats that a fill plan leaves over, of many enterprises with similar skills and dates,
//! become cohort proposals of the programmes that carry them best. Agreeing to them is left to people.
//!
//! A class `k` is a programme in a form from a day on, with modules `M` added to it and `x` seats for each opening `i`.
//! Forms, their sizes, lengths and costs stand in the method's `[pool]`.
//!
//! ```text
//! maximise   Σ_k ( Σ_i x_ik · u_i · fit_i(k, M_k)/100  −  cost_k  −  hour_cost · hours(M_k) )
//! subject to Σ_k x_ik ≤ what is left over of i                 each seat once ([`left`])
//!            least_k ≤ Σ_i x_ik ≤ most_k                       size of a class, by its form
//!            Σ_{k of a programme and year} Σ_i x_ik ≤ seats    a year's intake less classes on record
//!            ready_k ≤ due_i,  fit_i(k, M_k) ≥ least_fit,  no gate fails, none is left that teaching cannot open
//!            hours(M_k) ≤ hours of the form,  each module taught so far by some programme of the city
//!            enterprises of k within those of its form;  ordered seats ≥ ordered_share · Σ_i x_ik
//! u_i = (1 + urgency · (1 − days to due / horizon)⁺) · (1 of an order, `catalog` of the catalog's demand)
//! ```
//!
//! On 250 random cases small enough to try every pooling (`tests/numbers.rs`), the packing is the best one in seven of
//! ten, and never worth less than 0.14 of it. Classes are packed greedily and taken apart again ([`pack`]), with the
//! modules that each opening needs at least; then each is taught what else raises its fits by more than the hours cost.
//! [`bound`] tells what no pooling can pass.

mod bound;
mod class;
mod judge;
mod left;
mod make;
mod pack;
mod problem;
mod record;
mod terms;
#[cfg(test)]
mod tests;
mod told;
mod transfer;
mod unsuited;

pub use told::{CohortProposal, PoolFilter, Pooling, ServedEntry, ServedOrder, Transferability, Unpooled, Unsuited};
