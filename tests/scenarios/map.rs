//! `bole map` through the real binary: the city, a chain and a node tell the same figures, in both languages.

use serde_json::Value;

use crate::common::{Scratch, code, run, text};

fn shown(data: &str, more: &[&str]) -> String {
    let told = run(&[&["map", "--data", data, "--as-of", "2026-11-20"], more].concat());
    assert_eq!(code(&told), 0, "{}", text(&told.stderr));
    text(&told.stdout)
}

fn seats(count: &Value, field: &str) -> u64 {
    count[field].as_object().unwrap().values().map(|seats| seats.as_u64().unwrap()).sum()
}

#[test]
fn a_figure_is_followed_from_the_city_to_a_node() {
    let scratch = Scratch::new("map");
    scratch.city(600, 12);
    let data = scratch.path("data");
    let map: Value = serde_json::from_str(&shown(&data, &["--format", "json"])).unwrap();
    let city = &map["city"];
    let open = city["unreached"].as_u64().unwrap() + seats(city, "gap");
    assert_eq!(city["demanded"].as_u64().unwrap(), seats(city, "filled") + open);
    assert!(open > 0 && seats(city, "filled") > 0, "{city}");
    let of =
        |list: &str| map[list].as_array().unwrap().iter().map(|place| place["count"]["demanded"].as_u64().unwrap());
    let outside = map["outside"]["demanded"].as_u64().unwrap();
    assert_eq!(of("chains").sum::<u64>() + outside, city["demanded"].as_u64().unwrap());
    assert_eq!(of("nodes").sum::<u64>(), of("chains").sum::<u64>());
    let nodes = map["nodes"].as_array().unwrap();
    let worst = nodes.iter().max_by_key(|node| seats(&node["count"], "gap")).unwrap();
    let (id, chain) = (worst["id"].as_str().unwrap(), worst["chain"].as_str().unwrap());
    for (language, name) in [("zh", &worst["name"]["zh"]), ("en", &worst["name"]["en"])] {
        let overview = shown(&data, &["--language", language]);
        assert!(overview.contains(&city["demanded"].to_string()) && overview.contains(chain), "{overview}");
        assert!(shown(&data, &["--language", language, "--chain", chain]).contains(id));
        let node = shown(&data, &["--language", language, "--node", id]);
        assert!(
            node.contains(name.as_str().unwrap()) && node.contains(&worst["count"]["demanded"].to_string()),
            "{node}"
        );
        assert!(node.contains("T-"), "nobody stands behind the figures: {node}");
    }
}

#[test]
fn a_node_that_is_not_there_is_bad_usage() {
    let scratch = Scratch::new("nowhere");
    scratch.city(5, 1);
    let refused = run(&["map", "--data", &scratch.path("data"), "--node", "NFM-X9"]);
    assert_eq!(code(&refused), 2, "{}", text(&refused.stdout));
    assert!(text(&refused.stderr).contains("NFM-X9"));
}
