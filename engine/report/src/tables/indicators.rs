//! Indicators with what they rest on. What is withheld is told as withheld, numerator and denominator too.

use bole_engine::map::{Indicator, IndicatorPart, IndicatorScope, IndicatorState};
use bole_engine::model::Bilingual;
use bole_engine::wording::Label;

use crate::Report;
use crate::columns::columns;
use crate::table::{Cell, Kind, Table, Unit, field};
use crate::words;

columns! {
    INDICATOR "indicator" Kind::Word; "指标", "indicator"; "指标名称", "What is measured"
    SCOPE "scope" Kind::Id; "范围类型", "scope"; "全市city、产业链chain、类别category、院校college或阶段stage", "city, chain, category, college or stage"
    OF "of" Kind::Id; "范围代码", "of"; "范围的代码；全市为空", "Id within the scope; empty for the city"
    OF_NAME "of_name" Kind::Name; "范围", "of whom"; "范围的名称", "Name of whom it is told"
    COHORT "cohort" Kind::Whole(Unit::Plain); "年份", "cohort"; "队列所属年份", "Year of the cohort"
    WINDOW "window_months" Kind::Whole(Unit::Plain); "观察月数", "window (months)"; "起算后的月数", "Months after the start"
    VALUE "value" Kind::Number(Unit::Plain); "值", "value"; "指标值，单位见unit列；未满观察期者为估计", "The value in the unit of `unit`; an estimate where the window has not passed"
    UNIT "unit" Kind::Word; "单位", "unit"; "比率、万元/年、分或指数", "Share, pay, score or index"
    STATE "state" Kind::Word; "状态", "state"; "有值、暂无数据、观察期未满或不公布", "Known, not available, censored or withheld"
    NUMERATOR "numerator" Kind::Number(Unit::Plain); "分子", "numerator"; "计入的数", "What was counted"
    DENOMINATOR "denominator" Kind::Number(Unit::Plain); "分母", "denominator"; "总数", "Out of what"
    SOURCES "sources" Kind::Id; "来源", "sources"; "所依据的记录：profiles人才档案、outcomes录用结果、orders订单、programmes专业、plan补充方案", "Records that it rests on: profiles, outcomes, orders, programmes, plan"
    PART "part" Kind::Id; "分项", "part"; "分项的代码，如p25、attraction、evenness", "Word of the part, e.g. p25, attraction, evenness"
}

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![indicators(report), parts(report)]
}

fn indicators(report: &Report<'_>) -> Table {
    let figure = |indicator: &Indicator, value: Option<f64>| match indicator.state {
        IndicatorState::Withheld => Cell::Withheld,
        IndicatorState::Known | IndicatorState::Censored | IndicatorState::NotAvailable => {
            Cell::maybe(value, Cell::number)
        }
    };
    let fields = vec![
        field(INDICATOR, |indicator: &&Indicator| Cell::word(indicator.kind)),
        field(SCOPE, |indicator: &&Indicator| Cell::id(scope(&indicator.of).0)),
        field(OF, |indicator: &&Indicator| Cell::maybe(scope(&indicator.of).1, Cell::Id)),
        field(OF_NAME, |indicator: &&Indicator| Cell::maybe(name(report, &indicator.of), Cell::Name)),
        field(COHORT, |indicator: &&Indicator| Cell::maybe(indicator.cohort, Cell::whole)),
        field(WINDOW, |indicator: &&Indicator| Cell::maybe(indicator.window, Cell::whole)),
        field(VALUE, move |indicator: &&Indicator| figure(indicator, indicator.value)),
        field(UNIT, |indicator: &&Indicator| Cell::word(indicator.unit)),
        field(STATE, |indicator: &&Indicator| Cell::word(indicator.state)),
        field(NUMERATOR, move |indicator: &&Indicator| figure(indicator, indicator.numerator)),
        field(DENOMINATOR, move |indicator: &&Indicator| figure(indicator, indicator.denominator)),
        field(SOURCES, |indicator: &&Indicator| Cell::ids(indicator.sources.iter().map(words::data))),
    ];
    Table::of("indicators", ("指标", "Indicators"), &report.map.indicators, fields)
}

fn parts(report: &Report<'_>) -> Table {
    let told = report.map.indicators.iter().filter(|indicator| indicator.state != IndicatorState::Withheld);
    let records = told.flat_map(|indicator| indicator.parts.iter().map(move |part| (indicator, part)));
    let fields = vec![
        field(INDICATOR, |(indicator, _): &(&Indicator, &IndicatorPart)| Cell::word(indicator.kind)),
        field(SCOPE, |(indicator, _): &(&Indicator, &IndicatorPart)| Cell::id(scope(&indicator.of).0)),
        field(OF, |(indicator, _): &(&Indicator, &IndicatorPart)| Cell::maybe(scope(&indicator.of).1, Cell::Id)),
        field(COHORT, |(indicator, _): &(&Indicator, &IndicatorPart)| Cell::maybe(indicator.cohort, Cell::whole)),
        field(WINDOW, |(indicator, _): &(&Indicator, &IndicatorPart)| Cell::maybe(indicator.window, Cell::whole)),
        field(PART, |(_, part): &(&Indicator, &IndicatorPart)| Cell::id(&part.name)),
        field(VALUE, |(_, part): &(&Indicator, &IndicatorPart)| Cell::number(part.value)),
    ];
    Table::of("indicator_parts", ("指标分项", "Parts of indicators"), records, fields)
}

/// The word of a scope and the id within it.
fn scope(of: &IndicatorScope) -> (&'static str, Option<String>) {
    match of {
        IndicatorScope::City => ("city", None),
        IndicatorScope::Chain(id) => ("chain", Some(id.to_string())),
        IndicatorScope::Category(category) => ("category", Some(category.as_str().to_owned())),
        IndicatorScope::College(id) => ("college", Some(id.to_string())),
        IndicatorScope::Stage(stage) => ("stage", Some(words::data(stage))),
    }
}

fn name(report: &Report<'_>, of: &IndicatorScope) -> Option<Bilingual> {
    let labels = |(zh, en): (&str, &str)| words::name(zh, en);
    match of {
        IndicatorScope::City => report.city_name(),
        IndicatorScope::Chain(id) => report.chain_name(id),
        IndicatorScope::Category(category) => labels(category.labels()),
        IndicatorScope::Stage(stage) => labels(stage.labels()),
        IndicatorScope::College(id) => {
            let college = report.reference.edition.colleges.iter().find(|college| college.id == *id);
            college.map(|college| college.name.clone())
        }
    }
}
