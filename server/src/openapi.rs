//! The `OpenAPI` document, generated from the handlers.

use utoipa::OpenApi;

use crate::handlers::{
    audit, catalog, classify, cohorts, consents, decisions, demand, editions, imports, keys, maps, matching, meta,
    objections, order_steps, orders, organisations, outcomes, people, positions, profiles, programmes, tasks, what_if,
};

/// What the document is made of.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Bole",
        description = "Industrial talent-demand matching: ranked candidates with the reasons of every score. \
            Errors are RFC 9457 problems with a stable `code`; lists are `{items, next}`, and `next` is the cursor of the \
            page that follows."
    ),
    paths(
        matching::candidates,
        positions::positions,
        what_if::what_if,
        classify::sort,
        catalog::search,
        catalog::chains,
        catalog::chain,
        catalog::entries,
        catalog::entry,
        catalog::edition,
        catalog::method,
        people::list,
        profiles::read,
        profiles::write,
        profiles::erase,
        profiles::history,
        profiles::export,
        consents::give,
        consents::withdraw,
        consents::read,
        consents::of_person,
        consents::list,
        decisions::list,
        decisions::read,
        decisions::again,
        decisions::of_person,
        objections::raise,
        objections::review,
        objections::list,
        objections::read,
        audit::list,
        audit::verify,
        demand::sums,
        editions::list,
        editions::compile,
        editions::read,
        editions::publish,
        editions::diff,
        editions::proposals,
        editions::review_all,
        editions::review,
        editions::write,
        maps::read,
        maps::draw,
        maps::node,
        maps::plan,
        maps::what_if,
        maps::report,
        organisations::list,
        organisations::read,
        organisations::write,
        orders::list,
        orders::read,
        orders::write,
        order_steps::step,
        order_steps::history,
        order_steps::expiry,
        order_steps::reminders,
        programmes::list,
        programmes::read,
        programmes::write,
        programmes::delete,
        programmes::history,
        cohorts::list,
        cohorts::read,
        cohorts::write,
        cohorts::delete,
        cohorts::history,
        outcomes::list,
        outcomes::read,
        outcomes::write,
        keys::list,
        keys::create,
        keys::read,
        keys::revoke,
        imports::begin,
        tasks::list,
        tasks::read,
        tasks::stop,
        tasks::rejected,
        tasks::result,
        meta::live,
        meta::ready,
        meta::counted,
    ),
    tags(
        (name = "match", description = "Who fits, and why"),
        (name = "catalog", description = "Chains, positions, method"),
        (name = "editions", description = "Editions of the catalog: compiled, reviewed, mapped, published, compared"),
        (name = "people", description = "Records of people"),
        (name = "rights", description = "Consent, access, history"),
        (name = "decisions", description = "What was ranked, on what it rests, and objections to it"),
        (name = "audit", description = "Who did and saw what"),
        (name = "organisations", description = "Enterprises, colleges, public bodies"),
        (name = "orders", description = "Orders and their life"),
        (name = "colleges", description = "Programmes and cohorts"),
        (name = "outcomes", description = "What became of people"),
        (name = "keys", description = "Who may come in"),
        (name = "imports", description = "Long work as tasks: files of records taken in, maps and reports made"),
        (name = "health", description = "Whether the service lives"),
    )
)]
struct Document;

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
