//! Diagnosis by stage: what each of the four carries, and what keeps it from carrying more.

use bole_engine::model::Stage;
use bole_engine::wording::Label;

use super::super::block::{Writer, col};
use super::{Desk, say};
use crate::words;

/// Pain points that are listed for a stage.
const LISTED: usize = 10;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("引育留用阶段诊断", "Diagnosis by stage"));
    let l = desk.language;
    writer.para(l.pick(
        "四个阶段各列两件事：补充方案靠它补上多少席位，又有多少席位只差它的一项限制。堵点按所涉空缺席位由多到少排列，人数为被这一项限制挡住的不同人员。",
        "For each stage: how many seats the plan fills by it, and how many are left over because of one of its limits. Pain points \
         come by the seats left over in the openings concerned; people are different people whom that limit alone keeps out.",
    ));
    for stage in Stage::ALL {
        one(desk, writer, stage);
    }
}

fn one(desk: &Desk<'_>, writer: &mut Writer, stage: Stage) {
    let (l, word, label) = (desk.language, words::data(stage), stage.label(desk.language));
    let (filled, gap) = (desk.key(&format!("filled_{word}")), desk.key(&format!("gap_{word}")));
    writer.heading(&words::capital(label));
    writer.para(&say!(
        l,
        "靠{label}可补{filled}席；{gap}席只差{label}的一项限制。",
        "The plan fills {filled} seats by {label}; {gap} seats are left over because of one of its limits."
    ));
    let points = desk.table("pain_points").of_id("stage", &word).most("seats", LISTED);
    writer.table(
        &points,
        &say!(l, "{label}堵点", "Pain points of {label}"),
        &[col("node_name", 2.8), col("cause_text", 4.6), col("people", 0.9), col("openings", 1.0), col("seats", 0.9)],
        8.5,
    );
}
