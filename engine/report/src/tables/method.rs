//! The method card: by which weights and thresholds everything was judged, with the hash that pins them.

use bole_engine::model::{Category, Criterion};

use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};
use crate::words;

columns! {
    CRITERION "criterion" Kind::Word; "评价维度", "criterion"; "契合度的评价维度", "Criterion of the fit"
    WEIGHT "weight" Kind::Number(Unit::Plain); "权重", "weight"; "该类别下的权重，合计为1", "Weight in the category; they sum to 1"
    NEUTRAL "neutral" Kind::Number(Unit::Plain); "中性值", "neutral value"; "没有数据时计入的值", "What counts while nothing is known"
    KEY "key" Kind::Id; "参数", "parameter"; "方法文件中的键，或所依据资料的代码", "Key in the method file, or id of what the map rests on"
    NAME "name" Kind::Name; "含义", "meaning"; "参数的含义", "What it means"
    VALUE "value" Kind::Id; "取值", "value"; "参数的值", "Its value"
}

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![weights(report), parameters(report)]
}

fn weights(report: &Report<'_>) -> Table {
    let method = &report.reference.method;
    let records = Category::ALL.into_iter().flat_map(|category| Criterion::ALL.map(|criterion| (category, criterion)));
    let fields = vec![
        field(c::CATEGORY, |(category, _): &(Category, Criterion)| Cell::word(*category)),
        field(CRITERION, |(_, criterion): &(Category, Criterion)| Cell::word(*criterion)),
        field(WEIGHT, |(category, criterion): &(Category, Criterion)| {
            Cell::number(method.weight(*category, *criterion))
        }),
        field(NEUTRAL, |(_, criterion): &(Category, Criterion)| Cell::number(method.neutral(*criterion))),
    ];
    Table::of("method_weights", ("分类评价权重", "Weights by category"), records, fields)
}

/// A parameter: key, meaning in both languages, value.
type Parameter = (&'static str, (&'static str, &'static str), String);

fn parameters(report: &Report<'_>) -> Table {
    let fields = vec![
        field(KEY, |(key, ..): &Parameter| Cell::id(key)),
        field(NAME, |(_, (zh, en), _): &Parameter| Cell::maybe(words::name(*zh, *en), Cell::Name)),
        field(VALUE, |(.., value): &Parameter| Cell::id(value)),
    ];
    Table::of("method", ("方法卡", "Method card"), list(report), fields)
}

fn list(report: &Report<'_>) -> Vec<Parameter> {
    let mut list = rests_on(report);
    list.extend(values(report));
    list
}

fn rests_on(report: &Report<'_>) -> Vec<Parameter> {
    let head = &report.map.head;
    vec![
        ("edition", ("目录版次", "edition of the catalog"), head.edition.to_string()),
        ("as_of", ("数据日期", "day of the figures"), head.as_of.to_string()),
        ("method", ("评价方法", "method"), head.method.clone()),
        ("method_hash", ("方法文件的SHA-256", "SHA-256 of the method file"), head.method_hash.clone()),
        ("inputs_hash", ("输入数据的SHA-256", "SHA-256 of the inputs"), head.inputs_hash.clone()),
        ("people", ("参评人才", "people who may be ranked"), head.people.to_string()),
        ("local", ("其中常住本市", "of those, living in the city"), head.local.to_string()),
        ("orders", ("有效订单", "orders in force"), head.orders.to_string()),
        ("outcomes", ("录用结果记录", "outcomes recorded"), head.outcomes.to_string()),
    ]
}

/// The numbers of the method that decide what is filled, short and told; the rest stands in the method file.
fn values(report: &Report<'_>) -> Vec<Parameter> {
    let method = &report.reference.method;
    let (thresholds, plan, map, shortage) = (&method.thresholds, &method.plan, &method.map, &method.shortage);
    let (weights, bins) = (&shortage.weights, shortage.bins.map(|bin| bin.to_string()).join("; "));
    let costs = &plan.cost;
    vec![
        (
            "thresholds.ready",
            ("契合度达到此值即视为合格", "fit from which somebody can fill a seat"),
            thresholds.ready.to_string(),
        ),
        (
            "thresholds.confident",
            ("有数据的权重达到此值即视为可信", "share of weight on facts from which a fit is confident"),
            thresholds.confident.to_string(),
        ),
        (
            "plan.horizon_days",
            ("未写明到岗期限时的天数", "days to the due date where none is given"),
            plan.horizon_days.to_string(),
        ),
        (
            "plan.left_days",
            ("离开后仍计入留才堵点的天数", "days after leaving that still count at retention"),
            plan.left_days.to_string(),
        ),
        (
            "plan.days_a_level",
            ("技能提升一级所需天数", "days to teach a level of a skill"),
            plan.days_a_level.to_string(),
        ),
        ("plan.cost.utilization", ("用才途径的费用", "cost of utilization"), costs.utilization.to_string()),
        ("plan.cost.retention", ("留才途径的费用", "cost of retention"), costs.retention.to_string()),
        ("plan.cost.cultivation", ("育才途径的费用", "cost of cultivation"), costs.cultivation.to_string()),
        (
            "plan.cost.attraction_full_time",
            ("全职引才的费用", "cost of attraction full time"),
            costs.attraction_full_time.to_string(),
        ),
        (
            "plan.cost.attraction_flexible",
            ("柔性引才的费用", "cost of flexible attraction"),
            costs.attraction_flexible.to_string(),
        ),
        (
            "plan.cost.attraction_enclave",
            ("飞地引才的费用", "cost of attraction by enclave"),
            costs.attraction_enclave.to_string(),
        ),
        ("map.weak", ("缺口率达到此值即人才弱链", "gap share from which talent is weak"), map.weak.to_string()),
        (
            "map.missing",
            ("缺口率达到此值即人才缺链", "gap share from which talent is missing"),
            map.missing.to_string(),
        ),
        ("shortage.weights.ratio", ("供需比的权重", "weight of supply-demand ratio"), weights.ratio.to_string()),
        ("shortage.weights.gap", ("缺口率的权重", "weight of gap share"), weights.gap.to_string()),
        (
            "shortage.weights.time_to_fill",
            ("到岗时长的权重", "weight of time to fill"),
            weights.time_to_fill.to_string(),
        ),
        ("shortage.weights.pay_premium", ("薪酬溢价的权重", "weight of pay premium"), weights.pay_premium.to_string()),
        ("shortage.weights.rarity", ("技能稀缺的权重", "weight of rarity of skills"), weights.rarity.to_string()),
        ("shortage.bins", ("2、3、4、5星的起点", "where 2, 3, 4 and 5 stars begin"), bins),
        (
            "indicators.threshold",
            ("人数低于此值即不公布", "counts of people below this are withheld"),
            report.fewest().to_string(),
        ),
    ]
}
