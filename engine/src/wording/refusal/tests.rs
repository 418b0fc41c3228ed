use std::collections::BTreeSet;

use super::*;
use crate::intake::{Catalog, CatalogFiles, TableFormat, import_orders, import_profiles};
use crate::model::{Order, Profile};
use crate::reference::Reference;

fn zh(told: &str) -> String {
    refusal(told, Language::Zh).into_owned()
}

/// Words of Latin letters in a text.
fn latin(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    words.map(str::to_owned).collect()
}

fn rows() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().flat_map(|table| table.iter())
}

#[test]
fn a_row_keeps_what_stands_in_its_holes_and_brings_no_latin_word() {
    for (english, chinese) in rows() {
        let holes = English(english).parts().1.count();
        let kept: Vec<String> = (0..holes).map(|number| format!("⟨{number}⟩")).collect();
        let found: Vec<Cow<'_, str>> = kept.iter().map(|kept| Cow::Borrowed(kept.as_str())).collect();
        let filled = filled(chinese, &found);
        // What is only repeated, or a form of the program's own, may be left out.
        let dropped = kept.iter().filter(|kept| !filled.contains(kept.as_str())).count();
        assert!(
            dropped == 0 || english.contains("enum") || english.contains("struct") || english.contains("EOF"),
            "{english}: {filled}"
        );
        assert!(!filled.contains('{'), "{english}: {filled}");
        let brought: Vec<String> = latin(chinese).difference(&latin(english)).cloned().collect();
        assert!(
            brought.is_empty() || brought == ["false", "true"] || brought == ["cookie"],
            "{english}: {chinese}: {brought:?}"
        );
    }
}

#[test]
fn a_sentence_has_one_row() {
    let mut seen = BTreeSet::new();
    assert!(rows().all(|(english, _)| seen.insert(english)));
}

#[test]
fn the_row_that_says_most_is_taken_and_what_has_none_stays() {
    for (told, chinese) in [
        ("1 to 5", "1 至 5"),
        ("1 to 64 characters", "1 至 64 个字"),
        ("1 to 3, as the order is part_filled", "1 至 3，因为订单状态为 part_filled"),
        ("an id of the vocabulary; the nearest is plc PLC编程", "词表中的编号；最接近的是 plc PLC编程"),
        ("no order has the id \"O 1\"", "没有编号为 \"O 1\" 的订单"),
        ("order O-1 is of version 3, not 2; read it again", "订单 O-1 的版本为 3，不是 2；请重新读取"),
        (
            "line 3: skills: \"x\" is not allowed; allowed: each once",
            "第 3 行：skills：\"x\" 不可用；可用：每个只写一次",
        ),
        ("line 0: : \"\" is not allowed; allowed: at most 9 rows", "第 0 行：\"\" 不可用；可用：至多 9 行"),
        ("error: seats: \"0\" is not allowed; allowed: 1 to 9", "错误：seats：\"0\" 不可用；可用：1 至 9"),
        ("settings: port = 0 is not allowed; allowed: 1 to 9", "设置：port = 0 不可用；可用：1 至 9"),
        ("bureau, college", "bureau, college"),
        ("connection refused: nobody answers to us", "connection refused: nobody answers to us"),
    ] {
        assert_eq!(zh(told), chinese);
        assert_eq!(refusal(told, Language::En), told);
    }
}

/// What a record is refused with, in Chinese, without its field.
fn refused<T: serde::de::DeserializeOwned>(json: &str) -> String {
    let told = serde_json::from_str::<T>(json).map(|_| ()).unwrap_err().to_string();
    let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
    zh(told.split_once("allowed: ").map_or(told, |(_, allowed)| allowed))
}

#[test]
fn refused_records_are_told_without_an_english_word() {
    let order = |more: &str| {
        format!(
            r#"{{"id":"o","enterprise":{{"id":"e","name":{{"zh":"甲","en":"A"}}}},"seats":2,"demand":{{"title":{{"zh":"甲","en":"A"}},
            "category":"engineer"}}{more}}}"#
        )
    };
    let demand = |from: &str, to: &str| refused::<Order>(&order("").replace(from, to));
    let told = [
        refused::<Order>(&order(r#","filled":9"#)),
        refused::<Order>(&order(r#","seats":9"#)),
        refused::<Order>(&order(r#","valid_until":"soon""#)),
        demand("\"seats\":2", "\"seats\":0"),
        demand("\"seats\":2", "\"seats\":-1"),
        demand("\"seats\":2", "\"seats\":true"),
        demand("\"seats\":2,", ""),
        demand("\"id\":\"o\"", "\"id\":\"\""),
        demand("\"甲\"", "\"\""),
        demand("\"category\"", r#""pay":{"min":9,"max":1},"category""#),
        demand(
            "\"category\"",
            r#""requirements":[{"need":{"kind":"experience","years":3},"hardness":"must"}],"category""#,
        ),
        demand(
            "\"category\"",
            r#""requirements":[{"need":{"kind":"licence","licence":"x"},"hardness":"legal"}],"category""#,
        ),
        refused::<Profile>(r#"{"id":"a","skills":[{"skill":"plc","level":9}]}"#),
        refused::<Profile>(r#"{"id":"a","residence":"清远"}"#),
        refused::<Profile>(r#"{"id":7}"#),
        refused::<Profile>(r#"{"id":"a","posts":[{"title":"x","start":"2020-13"}]}"#),
    ];
    let codes = ["legal", "preferred", "seats", "open", "true", "YYYY", "MM", "DD", "id", "AZ", "az", "hardness"]
        .map(str::to_owned);
    for told in told {
        let left: Vec<String> = latin(&told).difference(&BTreeSet::from(codes.clone())).cloned().collect();
        assert!(left.is_empty(), "{told}: {left:?}");
    }
}

#[test]
fn rejected_rows_are_told_without_an_english_word() {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    let reference = Reference::new(catalog.vocabulary, edition, method);
    let people = "id,name,skills,skills\n1,a,b,c\n".as_bytes();
    let people = import_profiles(people, TableFormat::Csv, &reference).rejected;
    let levels = "id,技能\nT-1,plc:9\nT-1,\nT-1,plc\nT 2,plc\n".as_bytes();
    let levels = import_profiles(levels, TableFormat::Csv, &reference).rejected;
    let orders =
        "id,企业,岗位,类别,人数,年薪,截止\nO-1,甲,焊工,工程师,0,1,x\nO-2,甲,焊工,老板,2,,\nO-3,,焊工,工程师,2,,\n"
            .as_bytes();
    let orders = import_orders(orders, TableFormat::Csv, &reference).rejected;
    assert!(!people.is_empty() && levels.len() > 2 && orders.len() > 2, "{levels:?} {orders:?}");
    let categories = ["scientist", "engineer", "master", "technician", "youth"].map(str::to_owned);
    for row in people.iter().chain(&levels).chain(&orders) {
        let told = zh(&row.allowed);
        let left: Vec<String> = latin(&told).difference(&BTreeSet::from(categories.clone())).cloned().collect();
        assert!(left.is_empty() && !told.is_empty(), "{}: {told}: {left:?}", row.allowed);
    }
}
