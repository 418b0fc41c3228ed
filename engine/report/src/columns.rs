//! Columns that several tables share: they are called and described alike in every file.

use crate::table::{Kind, Unit};

/// Columns as constants: name, key, kind; head; note, each in Chinese and English.
macro_rules! columns {
    ($($name:ident $key:literal $kind:expr; $zh:literal, $en:literal; $zh_note:literal, $en_note:literal)+) => {$(
        pub(super) const $name: $crate::table::Column =
            $crate::table::Column::new($key, $kind, ($zh, $en), ($zh_note, $en_note));
    )+};
}
pub(crate) use columns;

columns! {
    CHAIN "chain" Kind::Id; "产业链", "chain"; "产业链代码", "Id of the chain"
    CHAIN_NAME "chain_name" Kind::Name; "产业链", "chain"; "产业链名称", "Name of the chain"
    SEGMENT "segment" Kind::Word; "环节", "segment"; "上游、中游或下游", "Upstream, midstream or downstream"
    NODE "node" Kind::Id; "节点代码", "node id"; "产业链节点代码；链外需求为空", "Id of the node; empty for demand from outside the chains"
    NODE_NAME "node_name" Kind::Name; "节点", "node"; "产业链节点名称", "Name of the node"
    STATUS "status" Kind::Word; "产业强弱", "node status"; "目录所列的节点强弱：强链、弱链、缺链", "How strong the edition calls the node: strong, weak or missing"
    TALENT "talent" Kind::Word; "人才强弱", "talent status"; "按本图数据判定的人才强弱；无需求为空", "How strong its talent is by these figures; empty without demand"
    WORKERS "workers" Kind::Whole(Unit::People); "在岗人才", "workers"; "常住本市、现在或最近在该节点工作的人数", "People who live in the city and work in the node or did so last"
    CATEGORY "category" Kind::Word; "类别", "category"; "人才类别：科学家、工程师、能工巧匠、青年人才", "Category of talent"
    ENTRY "entry" Kind::Id; "岗位代码", "entry id"; "目录条目代码", "Id of the catalog entry"
    TITLE "title" Kind::Name; "岗位", "position"; "岗位名称", "Name of the position"
    STAGE "stage" Kind::Word; "阶段", "stage"; "引、育、留、用四个阶段之一", "Attraction, cultivation, retention or utilization"
    DEMANDED "demanded" Kind::Whole(Unit::Seats); "需求", "demanded"; "需要补充的席位", "Seats to be filled"
    FILLED "filled" Kind::Whole(Unit::Seats); "可补", "filled"; "补充方案中有着落的席位，等于四个阶段之和", "Seats with somebody for them in the fill plan; the sum of the four stages"
    FILLED_ATTRACTION "filled_attraction" Kind::Whole(Unit::Seats); "可补·引", "filled: attraction"; "靠引进补上的席位", "Seats filled by attraction"
    FILLED_CULTIVATION "filled_cultivation" Kind::Whole(Unit::Seats); "可补·育", "filled: cultivation"; "靠培养补上的席位", "Seats filled by cultivation"
    FILLED_RETENTION "filled_retention" Kind::Whole(Unit::Seats); "可补·留", "filled: retention"; "靠留住补上的席位", "Seats filled by retention"
    FILLED_UTILIZATION "filled_utilization" Kind::Whole(Unit::Seats); "可补·用", "filled: utilization"; "靠用好本地人才补上的席位", "Seats filled by utilization"
    OPEN "open" Kind::Whole(Unit::Seats); "缺口", "gap"; "没有着落的席位，等于四个阶段的缺口与无人可及之和", "Seats left over; the sum of the four stages and of unreached"
    GAP_ATTRACTION "gap_attraction" Kind::Whole(Unit::Seats); "缺口·引", "gap: attraction"; "放宽一项引进限制即可补上的席位", "Seats left over that lifting one limit of attraction would fill"
    GAP_CULTIVATION "gap_cultivation" Kind::Whole(Unit::Seats); "缺口·育", "gap: cultivation"; "补上一项培养即可补上的席位", "Seats left over that lifting one limit of cultivation would fill"
    GAP_RETENTION "gap_retention" Kind::Whole(Unit::Seats); "缺口·留", "gap: retention"; "当初留住即可补上的席位", "Seats left over that lifting one limit of retention would fill"
    GAP_UTILIZATION "gap_utilization" Kind::Whole(Unit::Seats); "缺口·用", "gap: utilization"; "放宽一项使用限制即可补上的席位", "Seats left over that lifting one limit of utilization would fill"
    UNREACHED "unreached" Kind::Whole(Unit::Seats); "无人可及", "unreached"; "放宽任何一项限制都补不上的席位", "Seats left over that no single limit keeps empty: nobody is near enough"
    GAP_SHARE "gap_share" Kind::Share; "缺口率", "gap share"; "缺口÷需求，0至1；无需求为空", "Gap ÷ demanded, 0 to 1; empty without demand"
    WEAKEST "weakest" Kind::Word; "最弱阶段", "weakest stage"; "缺口最多的阶段；并列取前者", "The stage with most of the gap; the first of equals"
    STARS "stars" Kind::Whole(Unit::Plain); "紧缺星级", "stars"; "1至5星，由紧缺指数按左闭右开区间得出", "1 to 5, by half-open bins of the shortage index"
    INDEX "shortage_index" Kind::Number(Unit::Plain); "紧缺指数", "shortage index"; "0至1，各分项加权平均", "0 to 1, weighted mean of its parts"
    PEOPLE "people" Kind::Whole(Unit::People); "人数", "people"; "涉及的不同人员数；过少时不公布", "Different people; withheld where they are few"
    SEATS "seats" Kind::Whole(Unit::Seats); "席位", "seats"; "所涉岗位的空缺席位", "Seats left over in the openings concerned"
    OPENINGS "openings" Kind::Whole(Unit::Items); "岗位数", "openings"; "涉及的岗位数", "Openings concerned"
    CAUSE "cause" Kind::Id; "原因代码", "cause code"; "堵点原因的代码", "Code of the cause"
    CAUSE_TEXT "cause_text" Kind::Name; "原因", "cause"; "堵点原因", "The cause in words"
}
