//! The `OpenAPI` document, generated from the handlers.

use utoipa::OpenApi;

use crate::handlers::{
    alignment, audit, catalog, change, classify, cohort_steps, cohort_views, cohorts, concepts, consents, decisions,
    demand, editions, held, imports, keys, maps, matching, meta, nodes, objections, order_sheet, order_steps, orders,
    organisations, outcomes, overview, people, pooling, positions, profiles, programmes, reach, rejected, seat_plans,
    session, tasks, vocabulary, what_if,
};

/// What the document is made of.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Bole",
        description = "Industrial talent-demand matching: ranked candidates with the reasons of every score. \
            Errors are RFC 9457 problems with a stable `code`; `detail` and `allowed` are English, and `words` beside them \
            say the same in Chinese and English. Lists are `{items, next}`, and `next` is the cursor of the \
            page that follows."
    ),
    paths(
        matching::candidates,
        positions::positions,
        what_if::what_if,
        change::change,
        classify::sort,
        catalog::search,
        concepts::list,
        catalog::chains,
        catalog::chain,
        catalog::entries,
        catalog::entry,
        catalog::edition,
        catalog::method,
        vocabulary::read,
        people::list,
        profiles::read,
        profiles::write,
        profiles::erase,
        profiles::history,
        profiles::export,
        reach::read,
        consents::give,
        consents::withdraw,
        consents::read,
        consents::of_person,
        consents::list,
        consents::ask,
        decisions::list,
        decisions::read,
        decisions::again,
        held::of_person,
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
        overview::read,
        nodes::read,
        maps::plan,
        maps::what_if,
        maps::report,
        organisations::list,
        organisations::read,
        organisations::write,
        orders::list,
        orders::read,
        orders::write,
        order_sheet::read,
        order_steps::step,
        order_steps::history,
        order_steps::expiry,
        order_steps::reminders,
        programmes::list,
        programmes::read,
        programmes::write,
        programmes::delete,
        programmes::history,
        alignment::read,
        alignment::programme,
        cohorts::list,
        pooling::propose,
        cohorts::read,
        cohort_views::read,
        cohorts::write,
        cohorts::delete,
        cohort_steps::agree,
        cohort_steps::take_back,
        cohort_steps::step,
        cohort_steps::placements,
        cohort_steps::history,
        cohort_steps::reminders,
        seat_plans::plan,
        seat_plans::take,
        seat_plans::told,
        outcomes::list,
        outcomes::read,
        outcomes::write,
        session::read,
        session::begin,
        session::end,
        keys::list,
        keys::create,
        keys::read,
        keys::revoke,
        imports::begin,
        tasks::list,
        tasks::read,
        tasks::stop,
        rejected::rejected,
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

/// The document. Every operation is called by its method and address, e.g. `get_orders_id_history`: handlers of two rooms may
/// share a name, and programs that are made of the document need different ones.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Document::openapi();
    for (path, item) in &mut document.paths.paths {
        let own =
            [("get", &mut item.get), ("put", &mut item.put), ("post", &mut item.post), ("delete", &mut item.delete)];
        for (method, operation) in own {
            if let Some(operation) = operation {
                operation.operation_id = Some(called(method, path));
            }
        }
    }
    document
}

fn called(method: &str, path: &str) -> String {
    let parts = path.trim_start_matches("/v1").split(['/', '-']).map(|part| part.trim_matches(['{', '}']));
    std::iter::once(method).chain(parts.filter(|part| !part.is_empty())).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let document = serde_json::to_value(document()).unwrap();
        let methods = document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap());
        let names: Vec<&str> = methods.map(|(_, operation)| operation["operationId"].as_str().unwrap()).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
        assert!(names.contains(&"get_orders_id_history") && names.contains(&"post_seat_plans"));
    }

    #[test]
    fn everything_that_is_referred_to_is_there() {
        let document = serde_json::to_value(document()).unwrap();
        let text = document.to_string();
        let referred: BTreeSet<&str> = text.split("\"#/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(referred.len() > 100);
        let lost: Vec<&&str> = referred.iter().filter(|at| document.pointer(&format!("/{at}")).is_none()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}
