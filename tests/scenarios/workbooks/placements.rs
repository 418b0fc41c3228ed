//! What became of a class as a workbook: small numbers withheld, and to an enterprise its own.

use serde_json::{Value, json};

use super::{City, DAY, book, figure};
use crate::common::text;

/// A class that has graduated, with so many people who began to work with the city's enterprise. Its id.
fn graduated(city: &City, id: &str, people: usize) -> String {
    let put = |path: &str, body: &Value| {
        let json = [("content-type", "application/json")];
        let answer = city.of("bureau").ask("PUT", &format!("{path}?wait=indexed"), &json, &body.to_string());
        assert_eq!(answer.status, 201, "{}", text(&answer.body));
    };
    let class = json!({"id": id, "programme": city.programmes[0], "college": city.colleges[0],
        "name": {"zh": "订单班", "en": "Order class"}, "form": "order_class", "seats_min": 1, "seats_max": 40,
        "shares": [{"enterprise": city.enterprise, "seats": 30}], "start": "2023-09-01", "ready": "2026-01-31",
        "status": "graduated", "synthetic": true});
    put(&format!("/v1/cohorts/{id}"), &class);
    for number in 0..people {
        let (talent, report) = (format!("T-{id}-{number}"), format!("R-{id}-{number}"));
        put(&format!("/v1/profiles/{talent}"), &json!({"id": talent, "cohort": id, "synthetic": true}));
        let told = json!({"id": report, "talent": talent, "organisation": city.enterprise, "date": "2026-02-01",
            "event": {"kind": "started"}, "synthetic": true});
        put(&format!("/v1/outcomes/{report}"), &told);
    }
    id.to_owned()
}

pub(super) fn told(city: &City) {
    let at = |class: &str| format!("/v1/cohorts/{class}/placements?as_of={DAY}");
    let asked = |role: &str, class: &str| city.of(role).get(&format!("{}&format=xlsx&language=en", at(class)));
    for (class, people, began) in [("K-w1", 9, "9"), ("K-w2", 2, "withheld")] {
        let class = graduated(city, class, people);
        for role in ["bureau", "college", "auditor", "service", "enterprise"] {
            let (told, found) = (city.json(role, &at(&class)), book(&asked(role, &class), "placements.xlsx"));
            assert_eq!(found.column("People of the class", "class id"), [&class]);
            assert_eq!(found.column("People of the class", "enrolled"), [figure(&told["enrolled"])], "{role}");
            let placed = told["placed"].as_array().unwrap();
            for (field, head) in [("began", "began"), ("stayed", "there after six months"), ("open", "not known yet")] {
                let wanted: Vec<String> = placed.iter().map(|row| figure(&row[field])).collect();
                assert_eq!(found.column("Where they began", head), wanted, "{role}");
            }
            assert_eq!(found.column("Where they began", "began")[0], began, "{role}");
            let with: &[&str] = if role == "enterprise" { &[&city.enterprise] } else { &[&city.enterprise, ""] };
            assert_eq!(found.column("Where they began", "with"), with, "{role}");
            assert_eq!(found.cover("day of the figures"), Some(DAY));
            assert!(found.says("Illustrative (synthetic)") && !found.says(&format!("T-{class}-0")), "{role}");
        }
        let refused = [&*class, "nowhere"].map(|class| asked("stranger", class).status);
        assert_eq!(refused, [404, 404], "another college's is told like none");
    }
}
