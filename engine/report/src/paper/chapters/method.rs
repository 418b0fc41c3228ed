//! Method and data in words; the method card in figures.

use bole_engine::method::MAX_QUALIFICATION;
use bole_engine::model::{Category, Criterion};
use bole_engine::wording::Label;

use super::super::block::{Writer, col};
use super::{Desk, say};
use crate::table::{Cell, Column, Kind, Table, Unit};
use crate::words;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("方法与数据", "Method and data"));
    let l = desk.language;
    let [people, local, orders, outcomes] = ["people", "local", "orders", "outcomes"].map(|key| desk.key(key));
    let (edition, date) = (&desk.report.map.head.edition, desk.report.map.head.as_of);
    writer.heading(l.pick("数据", "Data"));
    writer.para(&say!(
        l,
        "需求来自人才需求目录{edition}和截至{date}有效的{orders}份企业订单；供给来自{people}份人才档案，其中{local}人常住本市；留才与到岗情况来自{outcomes}条录用结果。订单所占席位从目录需求人数中扣除，不重复计算。",
        "Demand comes from the catalog {edition} and from {orders} orders in force on {date}; supply from {people} profiles, \
         {local} of them of people who live in the city; retention and time to fill from {outcomes} recorded outcomes. Seats of \
         orders are taken off the headcount of their entry and not counted twice."
    ));
    let fewest = desk.report.fewest();
    writer.para(&say!(
        l,
        "本白皮书只公布汇总数字。涉及人数不足{fewest}人的计数不公布；没有数据的指标标为“暂无数据”，不以0代替。",
        "Only sums are published. Counts of fewer than {fewest} people are withheld, and an indicator without data says so: it is \
         never shown as 0."
    ));
    writer.heading(l.pick("分类评价与契合度", "Classified evaluation and fit"));
    writer.para(&say!(
        l,
        "每个人与每个岗位的契合度由八个维度加权得出，科学家、工程师、能工巧匠、青年人才各有一套权重；学历职称等资质在任何类别中不超过{MAX_QUALIFICATION}。没有数据的维度按中性值计入，并降低可信度。法定与必备条件单独把关，不计入分数。",
        "The fit of a person to a position is a weighted sum of eight criteria, with weights of their own for scientists, \
         engineers, master technicians and youth; qualification never weighs more than {MAX_QUALIFICATION}. A criterion without facts counts \
         its neutral value and lowers the confidence. Legal and must requirements gate; they do not score."
    ));
    writer.formula(l.pick("契合度 = Σ 权重 × 取值 × 100", "fit = Σ weight × value × 100"));
    writer.heading(l.pick("补充方案与缺口", "Fill plan and gap"));
    writer.para(l.pick(
        "补充方案在全部人员、班次席位与全部岗位之间求最小费用流：每人至多补一席，每个岗位不超过其席位，先求补得最多，再求费用最小。每一席的途径依次为用（本地合格可动）、留（本地合格可能流失）、育（培养后按期合格）、引（外地合格）。",
        "The fill plan is one minimum-cost flow between all people and cohort seats and all positions: nobody fills two seats, no \
         position gets more than its seats; as many seats as possible are filled, then at least cost. The route of a seat is, \
         in this order: utilization (here, ready, free to move), retention (here, ready, likely to leave), cultivation (ready in \
         time after teaching), attraction (ready, from elsewhere).",
    ));
    writer.para(l.pick(
        "剩余席位再求一次流：只差一项限制的人若能补上，该席缺口就记在这项限制所属的阶段；谁也补不上的记为“无人可及”。堵点就是这些限制的计数。",
        "A second flow over the seats left over asks whom a single limit keeps out: a seat that such a person would fill is \
         counted at the stage of the limit; a seat that nobody would fill is unreached. Pain points are these limits, counted.",
    ));
    writer.heading(l.pick("紧缺指数", "Shortage index"));
    writer.para(l.pick(
        "紧缺指数在0与1之间，由供需比、缺口率、到岗时长、薪酬溢价、技能稀缺五个分项加权平均；没有数据的分项不计入，权重按比例重分，并给出数据可信度。指数按左闭右开区间换算为1至5星。",
        "The shortage index lies between 0 and 1: a weighted mean of supply-demand ratio, gap share, time to fill, pay premium \
         and rarity of skills. A part without data is left out, the weights of the others are scaled up, and the confidence says \
         so. Half-open bins turn the index into 1 to 5 stars.",
    ));
    writer.formula(l.pick(
        "指数 = Σ 权重 × 分项 ÷ Σ 权重，供需比分项 = x ÷ (1 + x)，x = 席位 ÷ 可及人才",
        "index = Σ weight × part ÷ Σ weight;   ratio part = x ÷ (1 + x), x = seats ÷ people within reach",
    ));
}

/// The method card.
pub(super) fn card(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("方法卡", "Method card"));
    let l = desk.language;
    writer.para(l.pick(
        "以下参数与哈希值可用于复算：同一输入、同一方法得到同一结果。",
        "By these parameters and hashes everything can be computed again: the same inputs and method give the same result.",
    ));
    writer.table(
        &desk.table("method"),
        l.pick("所依据的资料与阈值", "What the map rests on, and thresholds"),
        &[col("name", 2.4), col("value", 5.4)],
        8.0,
    );
    writer.table(
        &matrix(&desk.table("method_weights")),
        l.pick("四类人才的评价权重", "Weights by category"),
        &[
            col("criterion", 2.0),
            col("scientist", 1.2),
            col("engineer", 1.2),
            col("master_technician", 1.2),
            col("youth", 1.2),
            col("neutral", 1.2),
        ],
        9.0,
    );
}

/// Weights with a column a category; the figures are those of the table.
fn matrix(weights: &Table) -> Table {
    let head =
        |category: Category| Column::new(category.as_str(), Kind::Number(Unit::Plain), category.labels(), ("", ""));
    let criterion = weights.columns.iter().find(|column| column.key == "criterion");
    let neutral = weights.columns.iter().find(|column| column.key == "neutral");
    let columns = criterion.into_iter().copied().chain(Category::ALL.map(head)).chain(neutral.copied()).collect();
    let rows = Criterion::ALL.into_iter().map(|criterion| {
        let of = weights.of_id("criterion", &words::data(criterion));
        let weight = |row| of.cell(row, "weight").cloned().unwrap_or(Cell::Absent);
        let neutral = of.cell(0, "neutral").cloned().unwrap_or(Cell::Absent);
        let cells = (0..Category::ALL.len()).map(weight);
        std::iter::once(Cell::word(criterion)).chain(cells).chain([neutral]).collect()
    });
    Table { columns, rows: rows.collect(), ..weights.clone() }
}
