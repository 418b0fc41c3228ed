//! Names of columns, as clerks write them in Chinese and English, and the field that each means.

/// Columns that a table of people may have. Years of work are none: they are counted from posts with their months, and a
/// bare number is told as not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum ProfileColumn {
    Id,
    Name,
    Skills,
    Title,
    TitleRegion,
    Grade,
    GradeOccupation,
    Education,
    Major,
    School,
    Graduation,
    Enrolment,
    Posts,
    JobTitle,
    Employer,
    JobStart,
    Node,
    Residence,
    Pay,
    Regions,
    Modes,
    Licences,
    Achievements,
    Available,
    Occupations,
    Text,
}

/// Columns that a table of orders may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum OrderColumn {
    Id,
    EnterpriseId,
    Enterprise,
    EnterpriseEn,
    Uscc,
    Title,
    TitleEn,
    Category,
    Nodes,
    Entry,
    Occupation,
    Seats,
    MustSkills,
    PreferredSkills,
    Education,
    Majors,
    TitleLevel,
    Grade,
    Years,
    Licences,
    Basis,
    Pay,
    PayMin,
    PayMax,
    Modes,
    Regions,
    Due,
    ValidUntil,
}

/// What a head means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head<C> {
    /// A field.
    Column(C),
    /// A fact about the person that is no feature here and is not read.
    Private,
    /// Nothing known.
    Unknown,
}

pub(super) type Names<C> = &'static [(C, &'static [&'static str])];

const PROFILE: Names<ProfileColumn> = {
    use ProfileColumn as C;
    &[
        (C::Id, &["id", "talent_id", "编号", "人才编号", "人才id"]),
        (C::Name, &["name", "full_name", "姓名"]),
        (C::Skills, &["skills", "skill", "技能", "专业技能", "技能清单", "掌握技能", "技能特长", "特长"]),
        (C::Title, &["title", "titles", "professional_title", "职称", "专业技术职称", "专业技术资格", "职称等级"]),
        (C::TitleRegion, &["title_region", "职称授予地", "职称评定地"]),
        (C::Grade, &["grade", "skill_grade", "技能等级", "职业技能等级", "职业资格等级", "技能人才等级"]),
        (C::GradeOccupation, &["grade_occupation", "等级工种", "工种", "职业工种", "职业(工种)"]),
        (C::Education, &["education", "degree", "education_level", "学历", "最高学历", "文化程度"]),
        (C::Major, &["major", "所学专业", "专业", "毕业专业"]),
        (C::School, &["school", "college", "university", "毕业院校", "毕业学校", "学校", "院校"]),
        (
            C::Graduation,
            &["graduation", "graduated", "graduation_date", "毕业时间", "毕业年月", "毕业日期", "毕业年份"],
        ),
        (C::Enrolment, &["enrolment", "enrollment", "入学时间", "入学年月"]),
        (
            C::Posts,
            &[
                "posts",
                "experience",
                "work_experience",
                "work_history",
                "工作经历",
                "工作履历",
                "工作简历",
                "履历",
                "主要经历",
            ],
        ),
        (C::JobTitle, &["job_title", "position", "job", "岗位", "现任岗位", "职务", "现任职务", "现岗位", "从事岗位"]),
        (C::Employer, &["employer", "company", "工作单位", "现工作单位", "所在单位", "单位", "用人单位"]),
        (C::JobStart, &["job_start", "入职时间", "到岗年月", "任职时间"]),
        (C::Node, &["node", "产业节点", "产业环节", "所在环节"]),
        (
            C::Residence,
            &["residence", "location", "city", "现居地", "居住地", "现居住地", "所在地", "常住地", "现居城市"],
        ),
        (
            C::Pay,
            &["pay", "expected_pay", "expected_salary", "期望薪资", "期望年薪", "期望薪酬", "薪资要求", "期望待遇"],
        ),
        (
            C::Regions,
            &["regions", "preferred_regions", "意向地区", "期望工作地", "期望工作地点", "意向城市", "期望地点"],
        ),
        (C::Modes, &["modes", "mode", "引进方式", "工作方式", "意向方式", "合作方式"]),
        (
            C::Licences,
            &["licences", "licenses", "licence", "持证情况", "持证", "操作证", "资格证", "职业资格证", "上岗证"],
        ),
        (C::Achievements, &["achievements", "业绩", "成果", "主要业绩", "业绩成果", "工作业绩"]),
        (C::Available, &["available_from", "available", "可到岗时间", "到岗时间"]),
        (C::Occupations, &["wanted_occupations", "意向职业", "求职意向", "期望岗位", "意向岗位"]),
        (C::Text, &["text", "summary", "about", "notes", "个人简介", "自我评价", "简介", "备注"]),
    ]
};

const ORDER: Names<OrderColumn> = {
    use OrderColumn as C;
    &[
        (C::Id, &["id", "order", "order_id", "编号", "订单编号", "需求编号", "序号"]),
        (C::EnterpriseId, &["enterprise_id", "企业编号", "单位编号"]),
        (C::Enterprise, &["enterprise", "employer", "company", "企业名称", "用人单位", "单位名称", "企业"]),
        (C::EnterpriseEn, &["enterprise_en", "企业英文名称", "企业英文名"]),
        (C::Uscc, &["uscc", "credit_code", "统一社会信用代码", "信用代码", "社会信用代码"]),
        (C::Title, &["title", "position", "job_title", "岗位名称", "岗位", "职位", "职位名称", "需求岗位"]),
        (C::TitleEn, &["title_en", "岗位英文名称", "英文岗位名称"]),
        (C::Category, &["category", "类别", "人才类别", "岗位类别", "人才类型"]),
        (C::Nodes, &["nodes", "node", "产业节点", "产业环节", "产业链节点", "所属环节"]),
        (C::Entry, &["entry", "目录岗位", "目录岗位编号"]),
        (C::Occupation, &["occupation", "职业", "职业代码", "对应职业"]),
        (C::Seats, &["seats", "headcount", "number", "人数", "需求人数", "招聘人数", "数量"]),
        (C::MustSkills, &["skills", "required_skills", "must_skills", "技能要求", "必备技能", "能力要求"]),
        (C::PreferredSkills, &["preferred_skills", "优先技能", "加分技能", "优先条件"]),
        (C::Education, &["education", "学历要求", "学历"]),
        (C::Majors, &["majors", "major", "专业要求", "专业"]),
        (C::TitleLevel, &["title_level", "professional_title", "职称要求", "职称"]),
        (C::Grade, &["grade", "skill_grade", "技能等级要求", "技能等级"]),
        (C::Years, &["years", "experience_years", "经验要求", "工作年限", "工作经验", "资历要求"]),
        (C::Licences, &["licences", "licenses", "持证要求", "资格证要求", "证书要求", "操作证"]),
        (C::Basis, &["basis", "法规依据", "法律依据"]),
        (C::Pay, &["pay", "salary", "薪资", "年薪", "薪酬", "薪资待遇", "薪酬待遇"]),
        (C::PayMin, &["pay_min", "薪资下限", "最低年薪", "年薪下限"]),
        (C::PayMax, &["pay_max", "薪资上限", "最高年薪", "年薪上限"]),
        (C::Modes, &["modes", "mode", "引进方式", "用工方式"]),
        (C::Regions, &["regions", "region", "place", "用人地点", "工作地点", "工作地", "使用地点"]),
        (C::Due, &["due", "到岗时间", "到岗日期", "最迟到岗时间"]),
        (C::ValidUntil, &["valid_until", "有效期", "有效期至", "截止日期", "截止时间"]),
    ]
};

/// Heads of facts that are no feature: they are dropped unread (design: nothing about gender, age, ethnicity, marriage,
/// health, photo or household registration), and so are contacts.
const PRIVATE: &str = "gender sex age birth birthday birth_date date_of_birth ethnicity nationality marriage marital_status health \
    photo id_number id_card phone mobile telephone email wechat qq address 性别 年龄 出生日期 出生年月 民族 婚姻 婚姻状况 婚否 健康 健康状况 \
    照片 户籍 户口 户籍地 籍贯 身份证 身份证号 身份证号码 证件号码 联系电话 手机 手机号 邮箱 政治面貌";

/// A head without what clerks add: case, blanks, stars of needed fields, a unit in brackets.
fn plain(head: &str) -> String {
    let mut name = head.trim().trim_matches(['*', '＊', '※', ':', '：']).trim().to_lowercase();
    if let Some(at) = name.find(['(', '（', '[', '【']).filter(|at| *at > 0) {
        name.truncate(at);
    }
    name.trim().replace([' ', '-', '\n', '\u{3000}'], "_").replace("__", "_")
}

pub(super) fn find<C: Copy>(names: Names<C>, head: &str) -> Head<C> {
    let squeezed = plain(head);
    let chinese = squeezed.replace('_', "");
    let same = |name: &str| name == squeezed || name == chinese || name == head.trim();
    if let Some((column, _)) = names.iter().find(|(_, known)| known.iter().copied().any(same)) {
        return Head::Column(*column);
    }
    if PRIVATE.split(' ').any(same) { Head::Private } else { Head::Unknown }
}

pub(super) fn profile_head(head: &str) -> Head<ProfileColumn> {
    find(PROFILE, head)
}

pub(super) fn order_head(head: &str) -> Head<OrderColumn> {
    find(ORDER, head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn heads_are_known_in_both_languages_and_with_ornaments() {
        for head in ["技能", "skills", " Skills* ", "技能（多项用;分隔）"] {
            assert_eq!(profile_head(head), Head::Column(ProfileColumn::Skills), "{head}");
        }
        assert_eq!(order_head("薪资下限(万元/年)"), Head::Column(OrderColumn::PayMin));
        assert_eq!(order_head("Required Skills"), Head::Column(OrderColumn::MustSkills));
        assert_eq!(profile_head("身份证号"), Head::Private);
        assert_eq!(profile_head("Date of Birth"), Head::Private);
        assert_eq!(profile_head("星座"), Head::Unknown);
        assert_eq!(profile_head("工作年限"), Head::Unknown);
    }

    #[test]
    fn no_head_means_two_columns() {
        fn once<C: Copy + std::fmt::Debug>(names: Names<C>) {
            let mut seen = BTreeMap::new();
            for (column, known) in names {
                for name in *known {
                    assert!(seen.insert(*name, format!("{column:?}")).is_none(), "{name}");
                }
            }
        }
        once(PROFILE);
        once(ORDER);
    }
}
