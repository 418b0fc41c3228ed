//! Kinds of records and of other things that refusals name, in Chinese.

/// The Chinese noun for one that the code has.
pub(super) fn chinese(noun: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(english, _)| *english == noun).map(|(_, chinese)| *chinese)
}

/// A noun and its Chinese.
pub(super) const NOUNS: [(&str, &str); 41] = [
    ("addition", "外部词表"),
    ("body", "正文"),
    ("chain", "产业链"),
    ("cohort", "订单班"),
    ("college", "院校"),
    ("consent", "授权"),
    ("corpus", "语料"),
    ("decision", "决定"),
    ("department", "部门"),
    ("edition", "目录版本"),
    ("education", "学历"),
    ("enterprise", "企业"),
    ("entry", "目录岗位"),
    ("experience", "工作年限"),
    ("image", "镜像"),
    ("key", "密钥"),
    ("major", "专业要求"),
    ("map", "人才地图"),
    ("method", "方法文件"),
    ("node", "节点"),
    ("objection", "异议"),
    ("opening", "席位"),
    ("order", "订单"),
    ("organisation", "单位"),
    ("outcome", "去向"),
    ("pdf", "PDF"),
    ("person", "个人"),
    ("position", "岗位"),
    ("profile", "人才档案"),
    ("programme", "专业"),
    ("proposal", "修订建议"),
    ("qrels", "标注"),
    ("queries", "查询"),
    ("record", "记录"),
    ("result", "结果"),
    ("service", "服务"),
    ("skill", "技能"),
    ("task", "任务"),
    ("title", "职称"),
    ("vocabulary", "词表"),
    ("workbook", "工作簿"),
];
