//! Names of the columns in which organisations report: outcomes, programmes, cohorts.

use super::heads::{Head, Names, find};

/// Columns that a table of outcomes may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum OutcomeColumn {
    Id,
    Talent,
    Organisation,
    Order,
    Entry,
    Date,
    Event,
    Accepted,
    Reason,
    Months,
    Employed,
    Pay,
    PayMin,
    PayMax,
    PayBasis,
    Stage,
    Score,
}

/// Columns that a table of programmes may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum ProgrammeColumn {
    Id,
    College,
    NameZh,
    NameEn,
    Major,
    Skills,
    Seats,
    Graduates,
    Partners,
}

/// Columns that a table of cohorts may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum CohortColumn {
    Id,
    Programme,
    College,
    NameZh,
    NameEn,
    Form,
    Positions,
    Shares,
    SeatsMin,
    SeatsMax,
    Start,
    Ready,
    Status,
}

/// Columns that a training plan may have: a row is a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum CourseColumn {
    Programme,
    ProgrammeName,
    Major,
    College,
    Seats,
    Kind,
    Code,
    NameZh,
    NameEn,
    Term,
    Hours,
    Content,
    Aims,
    Skills,
}

const OUTCOME: Names<OutcomeColumn> = {
    use OutcomeColumn as C;
    &[
        (C::Id, &["id", "outcome_id", "编号", "记录编号"]),
        (C::Talent, &["talent", "talent_id", "人才编号", "人才id"]),
        (C::Organisation, &["organisation", "organization", "reported_by", "单位编号", "企业编号", "上报单位"]),
        (C::Order, &["order", "order_id", "订单编号", "需求编号"]),
        (C::Entry, &["entry", "目录岗位", "目录岗位编号"]),
        (C::Date, &["date", "日期", "发生日期"]),
        (C::Event, &["event", "kind", "事件", "情况"]),
        (C::Accepted, &["accepted", "是否接受"]),
        (C::Reason, &["reason", "离职原因", "原因"]),
        (C::Months, &["months", "月数", "满月数"]),
        (C::Employed, &["employed_here", "employed", "是否在岗", "是否在职"]),
        (C::Pay, &["pay", "salary", "薪酬", "年薪", "薪资"]),
        (C::PayMin, &["pay_min", "薪资下限", "年薪下限"]),
        (C::PayMax, &["pay_max", "薪资上限", "年薪上限"]),
        (C::PayBasis, &["pay_basis", "薪资口径"]),
        (C::Stage, &["stage", "环节", "评价环节"]),
        (C::Score, &["score", "satisfaction", "满意度", "评分"]),
    ]
};

const PROGRAMME: Names<ProgrammeColumn> = {
    use ProgrammeColumn as C;
    &[
        (C::Id, &["id", "programme_id", "编号", "专业编号"]),
        (C::College, &["college", "organisation", "院校", "院校编号", "学校编号"]),
        (C::NameZh, &["name_zh", "name", "名称", "专业名称"]),
        (C::NameEn, &["name_en", "英文名称"]),
        (C::Major, &["major", "专业", "专业代码"]),
        (C::Skills, &["skills", "技能", "教授技能", "技能清单"]),
        (C::Seats, &["seats", "intake", "招生人数", "招生计划"]),
        (C::Graduates, &["graduates", "毕业生", "毕业生人数"]),
        (C::Partners, &["partners", "合作企业", "合作单位"]),
    ]
};

const COHORT: Names<CohortColumn> = {
    use CohortColumn as C;
    &[
        (C::Id, &["id", "cohort_id", "编号", "班级编号"]),
        (C::Programme, &["programme", "program", "专业编号"]),
        (C::College, &["college", "organisation", "院校", "院校编号", "学校编号"]),
        (C::NameZh, &["name_zh", "name", "名称", "班级名称"]),
        (C::NameEn, &["name_en", "英文名称"]),
        (C::Form, &["form", "形式", "培养形式"]),
        (C::Positions, &["positions", "entries", "目录岗位", "面向岗位"]),
        (C::Shares, &["shares", "企业名额", "认领名额"]),
        (C::SeatsMin, &["seats_min", "最少人数", "开班人数"]),
        (C::SeatsMax, &["seats_max", "最多人数", "人数上限"]),
        (C::Start, &["start", "开班日期", "开班时间"]),
        (C::Ready, &["ready", "到岗日期", "可到岗日期"]),
        (C::Status, &["status", "状态"]),
    ]
};

const COURSE: Names<CourseColumn> = {
    use CourseColumn as C;
    &[
        (C::Programme, &["programme", "program", "programme_id", "专业编号"]),
        (C::ProgrammeName, &["programme_name", "major_name", "专业", "专业名称", "所属专业", "开课专业"]),
        (C::Major, &["major", "major_code", "专业代码"]),
        (
            C::College,
            &["college", "organisation", "school", "院校", "院校编号", "院校名称", "学校", "学校编号", "学校名称"],
        ),
        (C::Seats, &["seats", "intake", "招生人数", "招生计划"]),
        (C::Kind, &["kind", "category", "course_type", "课程类别", "课程类型", "课程性质", "类别", "性质"]),
        (C::Code, &["code", "course_code", "课程代码", "课程编号", "课程编码"]),
        (C::NameZh, &["course", "course_name", "name", "name_zh", "课程", "课程名称", "课程名", "名称"]),
        (C::NameEn, &["course_en", "name_en", "课程英文名", "课程英文名称", "英文名称"]),
        (C::Term, &["term", "semester", "学期", "开课学期", "授课学期", "开设学期", "修读学期"]),
        (C::Hours, &["hours", "total_hours", "学时", "总学时", "课时", "总课时", "学时数", "课时数"]),
        (
            C::Content,
            &["content", "description", "课程内容", "主要内容", "教学内容", "主要教学内容", "课程简介", "内容"],
        ),
        (C::Aims, &["aims", "objectives", "课程目标", "教学目标", "能力目标", "教学要求", "主要教学内容与要求"]),
        (C::Skills, &["skills", "技能", "教授技能", "对应技能", "技能清单"]),
    ]
};

pub(super) fn outcome_head(head: &str) -> Head<OutcomeColumn> {
    find(OUTCOME, head)
}

pub(super) fn programme_head(head: &str) -> Head<ProgrammeColumn> {
    find(PROGRAMME, head)
}

pub(super) fn cohort_head(head: &str) -> Head<CohortColumn> {
    find(COHORT, head)
}

pub(super) fn course_head(head: &str) -> Head<CourseColumn> {
    find(COURSE, head)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_head_means_two_columns() {
        fn once<C>(names: Names<C>) {
            let mut seen = BTreeSet::new();
            assert!(names.iter().flat_map(|(_, known)| known.iter()).all(|name| seen.insert(*name)), "{seen:?}");
        }
        once(OUTCOME);
        once(PROGRAMME);
        once(COHORT);
        once(COURSE);
    }
}
