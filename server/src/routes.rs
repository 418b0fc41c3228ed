//! All addresses on one screen. `tests::the_document_names_every_route` holds this list against the document.

use actix_web::dev::HttpServiceFactory;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig, delete, get, head, post, put};
use actix_web::{Resource, Route};
use utoipa_swagger_ui::SwaggerUi;

use crate::auth::gate;
use crate::handlers::{
    alignment, audit, catalog, change, classify, cohort_steps, cohort_views, cohorts, concepts, consents, decisions,
    demand, editions, held, imports, keys, maps, matching, meta, nodes, objections, order_sheet, order_steps, orders,
    organisations, outcomes, overview, people, pooling, positions, profiles, programmes, reach, rejected, seat_plans,
    session, tasks, vocabulary, what_if,
};
use crate::{openapi, page};

/// Registers all addresses.
pub fn configure(app: &mut ServiceConfig) {
    app.service(at("/v1/match/candidates", "POST", [post().to(matching::candidates)]))
        .service(at("/v1/match/positions", "POST", [post().to(positions::positions)]))
        .service(at("/v1/match/what-if", "POST", [post().to(what_if::what_if)]))
        .service(at("/v1/match/change", "POST", [post().to(change::change)]))
        .service(at("/v1/classify", "POST", [post().to(classify::sort)]))
        .service(at("/v1/search", "GET", [get().to(catalog::search)]))
        .service(at("/v1/concepts", "GET", [get().to(concepts::list)]))
        .service(at("/v1/chains", "GET", [get().to(catalog::chains)]))
        .service(at("/v1/chains/{id}", "GET", [get().to(catalog::chain)]))
        .service(at("/v1/entries", "GET", [get().to(catalog::entries)]))
        .service(at("/v1/entries/{id}", "GET", [get().to(catalog::entry)]))
        .service(at("/v1/editions/current", "GET", [get().to(catalog::edition)]))
        .service(at("/v1/editions", "GET, POST", [get().to(editions::list), post().to(editions::compile)]))
        .service(at("/v1/editions/{id}", "GET", [get().to(editions::read)]))
        .service(at("/v1/editions/{id}/publish", "POST", [post().to(editions::publish)]))
        .service(at("/v1/editions/{id}/diff", "GET", [get().to(editions::diff)]))
        .service(at(
            "/v1/editions/{id}/changes",
            "GET, POST",
            [get().to(editions::proposals), post().to(editions::review_all)],
        ))
        .service(at("/v1/editions/{id}/changes/{entry}", "POST", [post().to(editions::review)]))
        .service(at("/v1/editions/{id}/entries/{entry}", "PUT", [put().to(editions::write)]))
        .service(at("/v1/editions/{id}/map", "GET, POST", [get().to(maps::read), post().to(maps::draw)]))
        .service(at("/v1/editions/{id}/map/overview", "GET", [get().to(overview::read)]))
        .service(at("/v1/editions/{id}/map/nodes/{node}", "GET", [get().to(nodes::read)]))
        .service(at("/v1/editions/{id}/plan", "GET", [get().to(maps::plan)]))
        .service(at("/v1/editions/{id}/what-if", "POST", [post().to(maps::what_if)]))
        .service(at("/v1/editions/{id}/report", "POST", [post().to(maps::report)]))
        .service(at("/v1/method", "GET", [get().to(catalog::method)]))
        .service(at("/v1/vocabulary", "GET", [get().to(vocabulary::read)]))
        .service(at("/v1/profiles/{id}/history", "GET", [get().to(profiles::history)]))
        .service(at("/v1/profiles/{id}/reach", "GET", [get().to(reach::read)]))
        .service(at("/v1/profiles/{id}/export", "GET", [get().to(profiles::export)]))
        .service(at("/v1/profiles/{id}/decisions", "GET", [get().to(held::of_person)]))
        .service(at("/v1/profiles/{id}/consents", "GET", [get().to(consents::of_person)]))
        .service(at(
            "/v1/profiles/{id}/consents/{organisation}",
            "GET, PUT, DELETE",
            [get().to(consents::read), put().to(consents::give), delete().to(consents::withdraw)],
        ))
        .service(at("/v1/consents", "GET, POST", [get().to(consents::list), post().to(consents::ask)]))
        .service(at("/v1/decisions", "GET", [get().to(decisions::list)]))
        .service(at("/v1/decisions/{id}", "GET", [get().to(decisions::read)]))
        .service(at("/v1/decisions/{id}/replay", "GET", [get().to(decisions::again)]))
        .service(at("/v1/decisions/{id}/seats", "GET, POST", [get().to(seat_plans::told), post().to(seat_plans::take)]))
        .service(at("/v1/decisions/{id}/objections", "POST", [post().to(objections::raise)]))
        .service(at("/v1/objections", "GET", [get().to(objections::list)]))
        .service(at("/v1/objections/{id}", "GET", [get().to(objections::read)]))
        .service(at("/v1/objections/{id}/review", "POST", [post().to(objections::review)]))
        .service(at("/v1/audit", "GET", [get().to(audit::list)]))
        .service(at("/v1/audit/verification", "GET", [get().to(audit::verify)]))
        .service(at("/v1/profiles", "GET", [get().to(people::list)]))
        .service(at(
            "/v1/profiles/{id}",
            "GET, PUT, DELETE",
            [get().to(profiles::read), put().to(profiles::write), delete().to(profiles::erase)],
        ))
        .service(at("/v1/imports", "POST", [post().to(imports::begin)]))
        .service(at("/v1/tasks", "GET", [get().to(tasks::list)]))
        .service(at("/v1/tasks/{id}", "GET, DELETE", [get().to(tasks::read), delete().to(tasks::stop)]))
        .service(at("/v1/tasks/{id}/rejected", "GET", [get().to(rejected::rejected)]))
        .service(at("/v1/tasks/{id}/result", "GET", [get().to(tasks::result)]))
        .service(at("/v1/demand", "GET", [get().to(demand::sums)]))
        .service(at("/v1/organisations", "GET", [get().to(organisations::list)]))
        .service(at(
            "/v1/organisations/{id}",
            "GET, PUT",
            [get().to(organisations::read), put().to(organisations::write)],
        ))
        .service(at("/v1/orders", "GET", [get().to(orders::list)]))
        .service(at("/v1/orders/reminders", "GET", [get().to(order_steps::reminders)]))
        .service(at("/v1/orders/expiry", "POST", [post().to(order_steps::expiry)]))
        .service(at("/v1/orders/{id}", "GET, PUT", [get().to(orders::read), put().to(orders::write)]))
        .service(at("/v1/orders/{id}/sheet", "GET", [get().to(order_sheet::read)]))
        .service(at("/v1/orders/{id}/transitions", "POST", [post().to(order_steps::step)]))
        .service(at("/v1/orders/{id}/history", "GET", [get().to(order_steps::history)]))
        .service(at("/v1/programmes", "GET", [get().to(programmes::list)]))
        .service(at(
            "/v1/programmes/{id}",
            "GET, PUT, DELETE",
            [get().to(programmes::read), put().to(programmes::write), delete().to(programmes::delete)],
        ))
        .service(at("/v1/programmes/{id}/alignment", "GET", [get().to(alignment::programme)]))
        .service(at("/v1/alignment", "GET", [get().to(alignment::read)]))
        .service(at("/v1/programmes/{id}/history", "GET", [get().to(programmes::history)]))
        .service(at("/v1/cohorts", "GET", [get().to(cohorts::list)]))
        .service(at("/v1/cohorts/reminders", "GET", [get().to(cohort_steps::reminders)]))
        .service(at("/v1/cohorts/proposals", "POST", [post().to(pooling::propose)]))
        .service(at(
            "/v1/cohorts/{id}",
            "GET, PUT, DELETE",
            [get().to(cohorts::read), put().to(cohorts::write), delete().to(cohorts::delete)],
        ))
        .service(at("/v1/cohorts/{id}/view", "GET", [get().to(cohort_views::read)]))
        .service(at("/v1/cohorts/{id}/agreements", "POST", [post().to(cohort_steps::agree)]))
        .service(at("/v1/cohorts/{id}/agreements/{organisation}", "DELETE", [delete().to(cohort_steps::take_back)]))
        .service(at("/v1/cohorts/{id}/transitions", "POST", [post().to(cohort_steps::step)]))
        .service(at("/v1/cohorts/{id}/placements", "GET", [get().to(cohort_steps::placements)]))
        .service(at("/v1/cohorts/{id}/history", "GET", [get().to(cohort_steps::history)]))
        .service(at("/v1/seat-plans", "POST", [post().to(seat_plans::plan)]))
        .service(at("/v1/outcomes", "GET", [get().to(outcomes::list)]))
        .service(at("/v1/outcomes/{id}", "GET, PUT", [get().to(outcomes::read), put().to(outcomes::write)]))
        .service(at("/v1/keys", "GET, POST", [get().to(keys::list), post().to(keys::create)]))
        .service(at("/v1/keys/{id}", "GET, DELETE", [get().to(keys::read), delete().to(keys::revoke)]))
        .service(at(
            "/v1/session",
            "GET, POST, DELETE",
            [get().to(session::read), post().to(session::begin), delete().to(session::end)],
        ))
        .service(at("/health/live", "GET, HEAD", [get().to(meta::live), head().to(meta::live)]))
        .service(at("/health/ready", "GET, HEAD", [get().to(meta::ready), head().to(meta::ready)]))
        .service(at("/metrics", "GET", [get().to(meta::counted)]))
        .service(at("/", "GET, HEAD", [get().to(page::first), head().to(page::first)]))
        .service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", openapi::document()))
        .default_service(web::to(page::other));
}

/// One address with its methods, behind the gate; any other method is told which are allowed.
fn at<const N: usize>(
    path: &'static str,
    allowed: &'static str,
    routes: [Route; N],
) -> impl HttpServiceFactory + 'static {
    let resource = routes.into_iter().fold(web::resource(path), Resource::route);
    resource.wrap(from_fn(move |request, next| gate::pass(path, allowed, request, next)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::auth::policy;

    /// What stands in this file.
    fn served() -> BTreeSet<String> {
        let text = include_str!("routes.rs");
        let paths =
            text.split('"').filter(|piece| ["/v1/", "/health/", "/metrics"].iter().any(|head| piece.starts_with(head)));
        paths.filter(|path| !path.ends_with('/')).map(str::to_owned).collect()
    }

    #[test]
    fn the_document_names_every_route_and_no_other() {
        let described: BTreeSet<String> = openapi::document().paths.paths.keys().cloned().collect();
        assert_eq!(described, served());
    }

    #[test]
    fn every_route_has_a_row_in_the_policy() {
        let document = serde_json::to_value(openapi::document()).unwrap();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                assert!(policy::rule(&method.to_uppercase(), path).is_some(), "{method} {path} is shut for everybody");
            }
        }
    }

    #[test]
    fn the_document_is_of_version_3_1_and_knows_problems() {
        let document = serde_json::to_value(openapi::document()).unwrap();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        assert!(document["components"]["schemas"]["Problem"].is_object());
    }
}
