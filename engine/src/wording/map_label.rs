//! Labels of the closed lists of the talent map.

use super::label::{Label, labels};
use crate::map::{IndicatorKind, IndicatorState, IndicatorUnit, ShortageKind, Source};
use crate::model::LeavingReason;

labels! {
    ShortageKind {
        Ratio: "供需比", "supply-demand ratio";
        Gap: "缺口率", "gap share";
        TimeToFill: "到岗时长", "time to fill";
        PayPremium: "薪酬溢价", "pay premium";
        Rarity: "技能稀缺", "rarity of skills";
    }
    IndicatorKind {
        Retention: "引进人才留存率", "retention of those attracted";
        LocalEmployment: "毕业生本地就业率", "local employment of graduates";
        StartingPay: "毕业生起薪中位数", "median starting pay";
        LocalCommercialization: "成果本地转化率", "local commercialization of projects";
        Satisfaction: "人才满意度", "satisfaction";
        NetInflow: "人才净流入率", "net inflow";
        Shannon: "人才类别多样性（香农指数）", "diversity of categories (Shannon)";
        Simpson: "人才类别多样性（辛普森指数）", "diversity of categories (Simpson)";
        Concentration: "用人单位集中度（赫芬达尔指数）", "concentration of employers (Herfindahl-Hirschman)";
        Coupling: "引育留用耦合协调度", "coupling coordination of the four stages";
    }
    IndicatorState {
        Known: "有值", "known";
        NotAvailable: "暂无数据", "not available";
        Censored: "观察期未满", "window not passed";
        Withheld: "不公布", "withheld";
    }
    IndicatorUnit {
        Share: "比率", "share";
        Pay: "万元/年", "10,000 CNY a year";
        Score: "分（1至5）", "score (1 to 5)";
        Index: "指数", "index";
    }
    Source {
        Profiles: "人才档案", "profiles";
        Outcomes: "录用结果", "outcomes";
        Orders: "企业订单", "orders";
        Programmes: "专业", "programmes";
        Plan: "补充方案", "fill plan";
    }
    LeavingReason {
        Pay: "薪酬", "pay";
        Growth: "发展空间", "no way up";
        Housing: "住房", "housing";
        Family: "家庭", "family";
        SchoolingOfChildren: "子女就学", "the children's school";
        Commute: "通勤", "the way to work";
        Management: "管理方式", "how the enterprise is led";
        SkillMismatch: "技能不合", "the work asked for other skills";
        ContractEnd: "合同到期", "the contract ended";
        FurtherStudy: "继续深造", "went on to study";
        Other: "其他", "other reasons";
    }
}
