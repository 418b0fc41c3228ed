//! Courses that everybody takes.

/// Chinese and English name, term, hours; commonest first.
pub(super) const BASICS: [(&str, &str, u8, u16); 17] = [
    ("思想道德与法治", "Morality and the rule of law", 1, 48),
    ("毛泽东思想和中国特色社会主义理论体系概论", "Chinese socialist theory", 2, 32),
    ("习近平新时代中国特色社会主义思想概论", "Chinese political thought today", 3, 48),
    ("形势与政策", "Current affairs", 1, 32),
    ("军事理论", "Military theory", 1, 36),
    ("军事技能", "Military training", 1, 112),
    ("体育与健康", "Physical education", 1, 108),
    ("大学英语Ⅰ", "College English I", 1, 64),
    ("大学英语Ⅱ", "College English II", 2, 64),
    ("高等数学", "Mathematics", 1, 64),
    ("大学生心理健康教育", "Mental health of students", 2, 32),
    ("职业生涯规划与就业指导", "Career guidance", 4, 38),
    ("劳动教育", "Labour education", 2, 16),
    ("创新创业教育", "Innovation and entrepreneurship", 3, 32),
    ("国家安全教育", "National security education", 1, 16),
    ("美育", "Aesthetic education", 2, 32),
    ("中华优秀传统文化", "Chinese cultural heritage", 3, 32),
];

/// What the last term is for: Chinese and English name, hours.
pub(super) const LEAVING: [(&str, &str, u16); 4] = [
    ("认识实习", "First visit to the trade", 30),
    ("岗位实习", "Work placement", 720),
    ("毕业设计", "Graduation project", 120),
    ("毕业教育", "Leaving school", 16),
];
