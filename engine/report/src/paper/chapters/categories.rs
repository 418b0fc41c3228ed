//! A page a category: seats by chain, the positions that are shortest, and what weighs in its evaluation.

use bole_engine::model::Category;
use bole_engine::wording::Label;

use super::super::block::{Writer, col, short};
use super::{Desk, say};
use crate::words::capital;

/// Positions that are listed for a category.
const LISTED: usize = 12;
/// Criteria that are named.
const NAMED: usize = 3;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("四类人才", "The four categories"));
    for (number, category) in Category::ALL.into_iter().enumerate() {
        let heading = capital(category.label(desk.language));
        if number == 0 {
            writer.heading(&heading)
        } else {
            writer.page(&heading)
        }
        one(desk, writer, category);
    }
}

fn one(desk: &Desk<'_>, writer: &mut Writer, category: Category) {
    let (l, label) = (desk.language, category.label(desk.language));
    let seats = desk.table("categories").of_id("category", category.as_str());
    let [demanded, filled, open, share] = ["demanded", "filled", "open", "gap_share"].map(|key| seats.shown(0, key, l));
    writer.para(&say!(
        l,
        "{label}需求{demanded}席，可补{filled}席，缺口{open}席，缺口率{share}。评价最看重{weights}。",
        "{demanded} seats are demanded, {filled} can be filled, {open} are left over ({share}). What weighs most in the \
         evaluation: {weights}.",
        weights = weights(desk, category)
    ));
    let name = format!("category-{}", category.as_str());
    desk.figure(writer, &name, &say!(l, "{label}席位的去向", "What becomes of the seats: {label}"), "chain_categories");
    let entries = desk.table("entries").of_id("category", category.as_str());
    let short_of = entries.most("open", LISTED);
    // Where nothing is left over, the positions with most seats.
    let entries = if short_of.rows.is_empty() { entries.most("demanded", LISTED) } else { short_of };
    writer.table(
        &entries,
        &say!(l, "{label}主要岗位", "Main positions: {label}"),
        &[
            col("title", 3.6),
            col("stars", 1.3),
            short("demanded", 0.9, "需求", "seats"),
            col("open", 0.9),
            short("gap_share", 1.1, "缺口率", "share"),
            short("reachable", 1.1, "可及人才", "reach-able"),
            short("pay_min", 0.9, "年薪自", "pay from"),
            short("pay_max", 0.9, "年薪至", "pay to"),
            short("weakest", 1.4, "最弱", "weakest"),
        ],
        8.5,
    );
}

fn weights(desk: &Desk<'_>, category: Category) -> String {
    let weights = desk.table("method_weights").of_id("category", category.as_str()).most("weight", NAMED);
    let one = |row| {
        let (criterion, weight) =
            (weights.shown(row, "criterion", desk.language), weights.shown(row, "weight", desk.language));
        say!(desk.language, "{criterion}({weight})", "{criterion} ({weight})")
    };
    (0..weights.rows.len()).map(one).collect::<Vec<_>>().join(desk.language.pick("、", ", "))
}
