//! Small phrases of tables: `PLC编程:4`, `13-22万`, `柔性`, `工程师`, `市级技能竞赛:2`.

use crate::model::{
    Achievement, AchievementKind, AchievementReach, Category, EngagementMode, Invalid, MAX_PAY, Pay, PayBasis,
    SkillLevel,
};

/// A skill's words and its level, when one is given: `PLC编程:4`, `PLC编程(熟练)`, `PLC`.
///
/// # Errors
/// `Invalid` when what stands for the level is a number outside the scale; one of more than two digits is part of the
/// name, as in `ISO 9001:2015`.
pub(super) fn skill_and_level(text: &str) -> Result<(&str, Option<SkillLevel>), Invalid> {
    let text = text.trim();
    let bracketed = text.strip_suffix([')', '）']).and_then(|t| t.rsplit_once(['(', '（']));
    let parted = bracketed.or_else(|| text.rsplit_once([':', '：', '=']));
    let Some((words, level)) = parted.filter(|(words, _)| !words.trim().is_empty()) else { return Ok((text, None)) };
    if let Some(level) = skill_level(level) {
        return Ok((words.trim(), Some(level)));
    }
    let number = level.trim().trim_end_matches('级').parse::<i8>();
    if number.is_ok_and(|number| number < 100) {
        let (least, most) = (SkillLevel::MIN.get(), SkillLevel::MAX.get());
        return Err(Invalid::new("skills", text, format!("a level of {least} to {most} after the skill's name")));
    }
    Ok((text, None))
}

/// A level as a digit or a word.
pub(super) fn skill_level(text: &str) -> Option<SkillLevel> {
    let lower = text.trim().trim_end_matches('级').to_lowercase();
    let number = match lower.as_str() {
        "了解" | "入门" | "beginner" | "basic" | "awareness" => 1,
        "熟悉" | "初级" | "elementary" | "intermediate" | "working" => 2,
        "掌握" | "中级" | "good" | "competent" | "proficient" => 3,
        "熟练" | "熟练掌握" | "高级" | "advanced" => 4,
        "精通" | "专家" | "expert" | "master" => 5,
        digits => digits.parse().ok()?,
    };
    SkillLevel::try_from(number).ok()
}

/// A category of talent in either language.
pub(super) fn category(text: &str) -> Option<Category> {
    Some(match text.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "scientist" | "科学家" | "科学家人才" | "科研人才" => Category::Scientist,
        "engineer" | "工程师" | "工程师人才" | "工程技术人才" | "卓越工程师" => Category::Engineer,
        "master_technician" | "technician" | "技能大师" | "技师" | "高技能人才" | "技能人才" | "大师技师" | "工匠" => {
            Category::MasterTechnician
        }
        "youth" | "青年人才" | "青年" | "青年后备" | "青年后备人才" => Category::Youth,
        _ => return None,
    })
}

/// An engagement mode in either language.
pub(super) fn mode(text: &str) -> Option<EngagementMode> {
    Some(match text.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "full_time" | "fulltime" | "全职" | "全职引进" => EngagementMode::FullTime,
        "flexible" | "part_time" | "柔性" | "柔性引进" | "兼职" | "候鸟" | "周末专家" => {
            EngagementMode::Flexible
        }
        "enclave" | "飞地" | "反向飞地" | "飞地引进" => EngagementMode::Enclave,
        _ => return None,
    })
}

/// Months of pay in a year; a thirteenth is a bonus.
const MONTHS: f64 = 12.0;
/// CNY in 万.
const WAN: f64 = 10_000.0;

/// A pay range: `13-22万`, `20万以上`, `8000-12000元/月`, `8k-12k`, `15-20`. Without a unit it is 万元 a year, the unit of
/// the catalog. `None` when it names no range, as 面议 does.
pub(super) fn pay(text: &str) -> Option<Pay> {
    let lower = text.trim().to_lowercase().replace([',', '，', ' '], "");
    let numbers = numbers(&lower);
    let (min, max) = match numbers[..] {
        [] => return None,
        [only] => (only, only),
        [min, max, ..] => (min, max),
    };
    let scale = scale(&lower);
    Pay::new(round(min * scale), round(max * scale), PayBasis::Base).ok()
}

/// Both ends as cells of their own, in 万元 a year unless a unit is written.
pub(super) fn pay_ends(min: Option<&str>, max: Option<&str>) -> Option<Pay> {
    let (min, max) = (min.and_then(pay), max.and_then(pay));
    let low = min.or(max)?.min;
    Pay::new(low, max.or(min)?.max, PayBasis::Base).ok()
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    parts.filter_map(|part| part.trim_matches('.').parse().ok()).filter(|n: &f64| n.is_finite()).collect()
}

fn scale(lower: &str) -> f64 {
    let monthly = ["/月", "月薪", "每月", "/month", "permonth", "amonth"].iter().any(|word| lower.contains(word));
    let year = if monthly || lower.contains('k') { MONTHS } else { 1.0 };
    if lower.contains('万') || lower.contains("wan") {
        // 月薪1.5万, or 15万 a year.
        return if monthly { MONTHS } else { 1.0 };
    }
    if lower.contains('k') || lower.contains('千') {
        return year * 1000.0 / WAN;
    }
    let in_cny = monthly || lower.contains('元') || lower.contains("cny") || lower.contains("rmb");
    let too_much = numbers(lower).iter().any(|n| *n > MAX_PAY);
    if in_cny || too_much { year / WAN } else { 1.0 }
}

/// Two places are enough for 万元, and hide that 8,000 × 12 / 10,000 is not exact.
fn round(pay: f64) -> f64 {
    (pay * 100.0).round() / 100.0
}

const KINDS: [(AchievementKind, &[&str]); 13] = {
    use AchievementKind as K;
    [
        (K::RepresentativeWork, &["representative_work", "代表作", "代表性成果"]),
        (K::PeerReview, &["peer_review", "同行评议"]),
        (K::LongProject, &["long_project", "长期项目", "长周期项目"]),
        (K::PatentConverted, &["patent_converted", "专利转化", "转化专利"]),
        (K::PatentGranted, &["patent_granted", "授权专利", "专利授权", "专利"]),
        (K::ProcessInnovation, &["process_innovation", "工艺革新", "工艺创新", "工艺改进", "技术革新"]),
        (K::ProjectResult, &["project_result", "项目成果", "项目"]),
        (K::Contest, &["contest", "技能竞赛", "竞赛", "大赛"]),
        (K::WorkshopLead, &["workshop_lead", "工作室"]),
        (K::ApprenticesTrained, &["apprentices_trained", "带徒", "徒弟", "师带徒"]),
        (K::Internship, &["internship", "实习", "学徒制"]),
        (K::Certificate, &["certificate", "1+x", "等级证书", "证书"]),
        (K::Standard, &["standard", "标准", "规程"]),
    ]
};

const REACHES: [(AchievementReach, &[&str]); 4] = [
    (AchievementReach::International, &["international", "国际", "世界"]),
    (AchievementReach::National, &["national", "国家", "全国"]),
    (AchievementReach::Province, &["province", "省"]),
    (AchievementReach::City, &["city", "市"]),
];

/// An achievement: a kind's word, how far it reached if said, and a count: `省级技能竞赛`, `带徒:12`, `工艺革新2项`.
pub(super) fn achievement(text: &str) -> Option<Achievement> {
    let lower = text.trim().to_lowercase();
    let kind = KINDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)))?.0;
    let reach = REACHES.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)));
    let reach = reach.map_or_else(AchievementReach::default, |(reach, _)| *reach);
    let counted = lower.replace("1+x", "");
    let count = numbers(&counted).first().copied().unwrap_or(1.0);
    let count = count.clamp(1.0, f64::from(Achievement::MAX_COUNT)) as u16;
    // A year is no count.
    let year = (1950..=2049).contains(&(numbers(&counted).first().copied().unwrap_or(0.0) as i32));
    Some(Achievement {
        kind,
        reach,
        count: if year { 1 } else { count },
        year: None,
        note: Some(text.trim().to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skills_carry_levels_as_digits_or_words() {
        for (text, words, level) in [
            ("PLC编程:4", "PLC编程", Some(4)),
            ("PLC编程：熟练", "PLC编程", Some(4)),
            ("数控加工（精通）", "数控加工", Some(5)),
            ("C++", "C++", None),
            ("三坐标(CMM)", "三坐标(CMM)", None),
            ("ISO 9001:2015", "ISO 9001:2015", None),
        ] {
            let found = skill_and_level(text).unwrap();
            assert_eq!((found.0, found.1.map(SkillLevel::get)), (words, level), "{text}");
        }
        for text in ["焊接:9", "焊接：0", "焊接(6级)", "焊接=-1"] {
            let refused = skill_and_level(text).unwrap_err();
            assert_eq!((refused.field.as_str(), refused.value.as_str()), ("skills", text));
            assert!(refused.allowed.contains("1 to 5"), "{refused}");
        }
    }

    #[test]
    fn pay_is_read_in_common_units() {
        for (text, min, max) in [
            ("13-22万", 13.0, 22.0),
            ("13~22万元/年", 13.0, 22.0),
            ("15-20", 15.0, 20.0),
            ("8000-12000元/月", 9.6, 14.4),
            ("8k-12k", 9.6, 14.4),
            ("月薪1.5万", 18.0, 18.0),
            ("130,000-220,000", 13.0, 22.0),
            ("20万以上", 20.0, 20.0),
        ] {
            let pay = pay(text).unwrap();
            assert_eq!((pay.min, pay.max), (min, max), "{text}");
        }
        for text in ["面议", "", "22-13万"] {
            assert_eq!(pay(text), None, "{text}");
        }
        assert_eq!(pay_ends(Some("13"), Some("22")).map(|p| (p.min, p.max)), Some((13.0, 22.0)));
        assert_eq!(pay_ends(Some("13"), None).map(|p| (p.min, p.max)), Some((13.0, 13.0)));
    }

    #[test]
    fn achievements_have_kind_reach_and_count() {
        for (text, kind, reach, count) in [
            ("省级技能竞赛一等奖", AchievementKind::Contest, AchievementReach::Province, 1),
            ("带徒:12", AchievementKind::ApprenticesTrained, AchievementReach::Organisation, 12),
            ("工艺革新2项", AchievementKind::ProcessInnovation, AchievementReach::Organisation, 2),
            ("2019年全国技能大赛", AchievementKind::Contest, AchievementReach::National, 1),
            ("patent_converted:3", AchievementKind::PatentConverted, AchievementReach::Organisation, 3),
        ] {
            let found = achievement(text).unwrap();
            assert_eq!((found.kind, found.reach, found.count), (kind, reach, count), "{text}");
        }
        assert!(achievement("爱好广泛").is_none());
    }

    #[test]
    fn categories_and_modes_are_known_in_both_languages() {
        assert_eq!(category("高技能人才"), Some(Category::MasterTechnician));
        assert_eq!(category("Master Technician"), Some(Category::MasterTechnician));
        assert_eq!(mode("柔性引进"), Some(EngagementMode::Flexible));
        assert_eq!(category("其他"), None);
    }
}
