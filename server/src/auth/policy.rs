//! What each role may do at each address: one table. A route without a row here is shut for everybody, and a test fails.

use bole_engine::model::Role;

/// How much of an address a role sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Nothing.
    Denied,
    /// The rows of the caller's own organisation.
    Own,
    /// All rows.
    All,
}

/// Access by role, in the order of [`Role::ALL`].
pub type Row = [Access; Role::ALL.len()];

/// Who may use an address with a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Everybody, without a key: it tells nothing of any record.
    Open,
    /// Holders of keys, by role.
    Roles(&'static Row),
}

/// The rule of a method and a route's pattern. Asking for the head alone needs what asking for all of it needs.
#[must_use]
pub fn rule(method: &str, path: &str) -> Option<Rule> {
    let method = if method == "HEAD" { "GET" } else { method };
    let shut = TABLE.iter().find(|(m, p, _)| *m == method && *p == path).map(|(_, _, row)| Rule::Roles(row));
    shut.or_else(|| OPEN.contains(&(method, path)).then_some(Rule::Open))
}

/// What a row gives a role.
#[must_use]
pub fn access(row: &Row, role: Role) -> Access {
    let place = Role::ALL.iter().position(|known| *known == role);
    place.and_then(|place| row.get(place)).copied().unwrap_or(Access::Denied)
}

/// All addresses with a row, as method and pattern, those open to all included.
pub fn addresses() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.iter().map(|(method, path, _)| (*method, *path)).chain(OPEN.iter().copied())
}

/// Asked without a key: the page, health, and how one signs in.
const OPEN: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
    ("GET", "/v1/session"),
    ("POST", "/v1/session"),
    ("DELETE", "/v1/session"),
];

const NO: Access = Access::Denied;
const OWN: Access = Access::Own;
const ALL: Access = Access::All;

#[rustfmt::skip]
const TABLE: &[(&str, &str, Row)] = &[
    //                                                  bureau enterprise college auditor service
    ("GET",    "/v1/search",                            [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/concepts",                          [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/chains",                            [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/chains/{id}",                       [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/entries",                           [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/entries/{id}",                      [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/editions/current",                  [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/editions",                          [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("POST",   "/v1/editions",                          [ALL,  NO,        NO,     NO,     NO]),
    ("GET",    "/v1/editions/{id}",                     [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("POST",   "/v1/editions/{id}/publish",             [ALL,  NO,        NO,     NO,     NO]),
    ("GET",    "/v1/editions/{id}/diff",                [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/editions/{id}/changes",             [ALL,  NO,        NO,     ALL,    ALL]),
    ("POST",   "/v1/editions/{id}/changes",             [ALL,  NO,        NO,     NO,     NO]),
    ("POST",   "/v1/editions/{id}/changes/{entry}",     [ALL,  NO,        NO,     NO,     NO]),
    ("PUT",    "/v1/editions/{id}/entries/{entry}",     [ALL,  NO,        NO,     NO,     NO]),
    // Enterprises and colleges see maps of published editions, without people and small counts of them.
    ("GET",    "/v1/editions/{id}/map",                 [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("POST",   "/v1/editions/{id}/map",                 [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/editions/{id}/map/overview",        [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/editions/{id}/map/nodes/{node}",    [ALL,  NO,        NO,     ALL,    ALL]),
    ("GET",    "/v1/editions/{id}/plan",                [ALL,  NO,        NO,     ALL,    ALL]),
    ("POST",   "/v1/editions/{id}/what-if",             [ALL,  NO,        NO,     NO,     ALL]),
    ("POST",   "/v1/editions/{id}/report",              [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/method",                            [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/vocabulary",                        [ALL,  ALL,       ALL,    ALL,    ALL]),
    ("GET",    "/v1/demand",                            [ALL,  ALL,       ALL,    ALL,    ALL]),

    ("POST",   "/v1/match/candidates",                  [ALL,  OWN,       NO,     NO,     ALL]),
    ("POST",   "/v1/match/what-if",                     [ALL,  OWN,       NO,     NO,     ALL]),
    ("POST",   "/v1/match/change",                      [ALL,  OWN,       NO,     NO,     ALL]),
    ("POST",   "/v1/match/positions",                   [ALL,  NO,        NO,     NO,     ALL]),
    ("POST",   "/v1/classify",                          [ALL,  NO,        NO,     NO,     ALL]),

    ("GET",    "/v1/profiles",                          [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/profiles/{id}",                     [ALL,  OWN,       NO,     ALL,    ALL]),
    ("PUT",    "/v1/profiles/{id}",                     [ALL,  NO,        NO,     NO,     ALL]),
    ("DELETE", "/v1/profiles/{id}",                     [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/profiles/{id}/export",              [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/profiles/{id}/reach",               [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/profiles/{id}/history",             [ALL,  NO,        NO,     ALL,    ALL]),
    ("GET",    "/v1/profiles/{id}/decisions",           [ALL,  NO,        NO,     ALL,    ALL]),
    ("GET",    "/v1/profiles/{id}/consents",            [ALL,  NO,        NO,     ALL,    ALL]),
    ("GET",    "/v1/profiles/{id}/consents/{organisation}", [ALL, NO,     NO,     ALL,    ALL]),
    ("PUT",    "/v1/profiles/{id}/consents/{organisation}", [ALL, NO,     NO,     NO,     ALL]),
    ("DELETE", "/v1/profiles/{id}/consents/{organisation}", [ALL, NO,     NO,     NO,     ALL]),
    ("GET",    "/v1/consents",                          [ALL,  OWN,       NO,     ALL,    ALL]),
    ("POST",   "/v1/consents",                          [NO,   OWN,       NO,     NO,     NO]),

    ("GET",    "/v1/organisations",                     [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("GET",    "/v1/organisations/{id}",                [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("PUT",    "/v1/organisations/{id}",                [ALL,  NO,        NO,     NO,     ALL]),

    ("GET",    "/v1/orders",                            [ALL,  OWN,       NO,     ALL,    ALL]),
    ("GET",    "/v1/orders/reminders",                  [ALL,  OWN,       NO,     ALL,    ALL]),
    ("POST",   "/v1/orders/expiry",                     [ALL,  NO,        NO,     NO,     NO]),
    ("GET",    "/v1/orders/{id}",                       [ALL,  OWN,       NO,     ALL,    ALL]),
    ("GET",    "/v1/orders/{id}/sheet",                 [ALL,  OWN,       NO,     ALL,    ALL]),
    ("PUT",    "/v1/orders/{id}",                       [ALL,  OWN,       NO,     NO,     ALL]),
    ("POST",   "/v1/orders/{id}/transitions",           [ALL,  OWN,       NO,     NO,     NO]),
    ("GET",    "/v1/orders/{id}/history",               [ALL,  OWN,       NO,     ALL,    ALL]),

    ("GET",    "/v1/programmes",                        [ALL,  NO,        OWN,    ALL,    ALL]),
    ("GET",    "/v1/programmes/{id}",                   [ALL,  NO,        OWN,    ALL,    ALL]),
    ("PUT",    "/v1/programmes/{id}",                   [ALL,  NO,        OWN,    NO,     NO]),
    ("DELETE", "/v1/programmes/{id}",                   [ALL,  NO,        OWN,    NO,     NO]),
    // A college sees its own programmes, and the others only together.
    ("GET",    "/v1/alignment",                         [ALL,  NO,        OWN,    ALL,    ALL]),
    ("GET",    "/v1/programmes/{id}/alignment",         [ALL,  NO,        OWN,    ALL,    ALL]),
    ("GET",    "/v1/programmes/{id}/history",           [ALL,  NO,        OWN,    ALL,    ALL]),
    ("GET",    "/v1/cohorts",                           [ALL,  OWN,       OWN,    ALL,    ALL]),
    // All of it names orders of every enterprise, before anybody agreed to be told.
    ("POST",   "/v1/cohorts/proposals",                 [ALL,  OWN,       OWN,    NO,     ALL]),
    ("GET",    "/v1/cohorts/{id}",                      [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("GET",    "/v1/cohorts/{id}/view",                 [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("PUT",    "/v1/cohorts/{id}",                      [ALL,  NO,        OWN,    NO,     NO]),
    ("DELETE", "/v1/cohorts/{id}",                      [ALL,  NO,        OWN,    NO,     NO]),
    // A party gives its own word; the bureau gives one for it, and says why.
    ("GET",    "/v1/cohorts/reminders",                 [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("POST",   "/v1/cohorts/{id}/agreements",           [ALL,  OWN,       OWN,    NO,     NO]),
    ("DELETE", "/v1/cohorts/{id}/agreements/{organisation}", [ALL, OWN,   OWN,    NO,     NO]),
    ("POST",   "/v1/cohorts/{id}/transitions",          [ALL,  NO,        OWN,    NO,     NO]),
    ("GET",    "/v1/cohorts/{id}/placements",           [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("GET",    "/v1/cohorts/{id}/history",              [ALL,  NO,        OWN,    ALL,    ALL]),
    ("POST",   "/v1/seat-plans",                        [ALL,  NO,        OWN,    NO,     NO]),
    ("GET",    "/v1/outcomes",                          [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("GET",    "/v1/outcomes/{id}",                     [ALL,  OWN,       OWN,    ALL,    ALL]),
    ("PUT",    "/v1/outcomes/{id}",                     [ALL,  OWN,       OWN,    NO,     ALL]),

    ("GET",    "/v1/decisions",                         [ALL,  OWN,       OWN,    ALL,    OWN]),
    ("GET",    "/v1/decisions/{id}",                    [ALL,  OWN,       OWN,    ALL,    OWN]),
    ("GET",    "/v1/decisions/{id}/replay",             [ALL,  OWN,       OWN,    ALL,    OWN]),
    ("GET",    "/v1/decisions/{id}/seats",              [ALL,  NO,        OWN,    ALL,    NO]),
    ("POST",   "/v1/decisions/{id}/seats",              [ALL,  NO,        OWN,    NO,     NO]),
    ("POST",   "/v1/decisions/{id}/objections",         [ALL,  NO,        NO,     NO,     ALL]),
    ("GET",    "/v1/objections",                        [ALL,  NO,        NO,     ALL,    ALL]),
    ("GET",    "/v1/objections/{id}",                   [ALL,  NO,        NO,     ALL,    ALL]),
    ("POST",   "/v1/objections/{id}/review",            [ALL,  NO,        NO,     NO,     NO]),
    // The bureau is who is audited.
    ("GET",    "/v1/audit",                             [NO,   NO,        NO,     ALL,    NO]),
    ("GET",    "/v1/audit/verification",                [NO,   NO,        NO,     ALL,    NO]),

    ("POST",   "/v1/imports",                           [ALL,  NO,        NO,     NO,     OWN]),
    ("GET",    "/v1/tasks",                             [ALL,  OWN,       OWN,    NO,     OWN]),
    ("GET",    "/v1/tasks/{id}",                        [ALL,  OWN,       OWN,    NO,     OWN]),
    ("DELETE", "/v1/tasks/{id}",                        [ALL,  OWN,       OWN,    NO,     OWN]),
    ("GET",    "/v1/tasks/{id}/rejected",               [ALL,  NO,        NO,     NO,     OWN]),
    ("GET",    "/v1/tasks/{id}/result",                 [ALL,  OWN,       OWN,    NO,     OWN]),

    ("GET",    "/v1/keys",                              [ALL,  NO,        NO,     ALL,    NO]),
    ("POST",   "/v1/keys",                              [ALL,  NO,        NO,     NO,     NO]),
    ("GET",    "/v1/keys/{id}",                         [ALL,  NO,        NO,     ALL,    NO]),
    ("DELETE", "/v1/keys/{id}",                         [ALL,  NO,        NO,     NO,     NO]),
    ("GET",    "/metrics",                              [ALL,  NO,        NO,     ALL,    ALL]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_row_and_one_without_a_row_is_shut() {
        let mut all: Vec<_> = addresses().collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(rule("GET", "/v1/nothing"), None);
        assert_eq!(rule("PATCH", "/v1/orders/{id}"), None);
    }

    #[test]
    fn roles_read_their_own_column() {
        let Some(Rule::Roles(row)) = rule("HEAD", "/v1/audit") else { panic!() };
        let seen = Role::ALL.map(|role| access(row, role));
        assert_eq!(seen, [NO, NO, NO, ALL, NO]);
        assert_eq!(rule("GET", "/health/live"), Some(Rule::Open));
    }
}
