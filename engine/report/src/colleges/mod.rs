//! What colleges work with, as tables: each function gives the sheets of one workbook. What may be told to whom is decided
//! before: these write what they are given.

mod alignment;
mod cohorts;
mod names;
mod pooled;
mod pooling;
mod reach;
mod seats;
#[cfg(test)]
mod tests;

pub use alignment::{alignment, college_alignment, programme_alignment};
pub use cohorts::{class_figures, cohort, cohorts};
pub use names::Names;
pub use pooled::seen_pooling;
pub use pooling::pooling;
pub use reach::reach;
pub use seats::seat_plan;

use crate::columns::columns;
use crate::table::{Cell, Kind, Unit};

columns! {
    PROGRAMME "programme" Kind::Id; "专业代码", "programme id"; "专业的代码", "Id of the programme"
    PROGRAMME_NAME "programme_name" Kind::Name; "专业", "programme"; "专业名称", "Name of the programme"
    COLLEGE "college" Kind::Id; "院校代码", "college id"; "院校的代码", "Id of the college"
    COLLEGE_NAME "college_name" Kind::Name; "院校", "college"; "院校名称", "Name of the college"
    COHORT "cohort" Kind::Id; "班级代码", "class id"; "班级的代码", "Id of the class"
    COHORT_NAME "cohort_name" Kind::Name; "班级", "class"; "班级名称", "Name of the class"
    ENTERPRISE "enterprise" Kind::Id; "企业代码", "enterprise id"; "企业的代码；自由名额为空", "Id of the enterprise; empty for free seats"
    ENTERPRISE_NAME "enterprise_name" Kind::Name; "企业", "enterprise"; "企业名称", "Name of the enterprise"
    ORDER "order" Kind::Id; "订单", "order"; "订单的代码", "Id of the order"
    STATUS "status" Kind::Word; "班级状态", "class status"; "班级的状态；没有这个班为空", "Where the class stands; empty where there is none"
    FORM "form" Kind::Word; "形式", "form"; "班级的形式", "The form of the class"
    LEAST "seats_min" Kind::Whole(Unit::Seats); "最少席位", "fewest seats"; "开班所需的最少人数", "Fewest people for which the class is held"
    MOST "seats_max" Kind::Whole(Unit::Seats); "最多席位", "most seats"; "班级最多的席位", "Most seats of the class"
    START "start" Kind::Day; "开班日", "start"; "开始教学的日期；专业的下一届为空", "First day of teaching; empty for a programme's next intake"
    WHY "why" Kind::Name; "原因", "why"; "原因说明", "Why"
    POSITION "position" Kind::Id; "岗位代码", "position id"; "目录条目或订单的代码", "Id of the catalog entry or order"
    POSITION_NAME "position_name" Kind::Name; "岗位", "position"; "岗位名称", "Name of the position"
    SKILL "skill" Kind::Id; "技能代码", "skill id"; "词库中的技能代码；不在词库中为空", "Id of the skill; empty where it is in no vocabulary"
    SKILL_NAME "skill_name" Kind::Name; "技能", "skill"; "技能名称", "Name of the skill"
    FIT "fit" Kind::Number(Unit::Plain); "匹配度", "fit"; "毕业生的匹配度，0至100", "Fit of a graduate, 0 to 100"
    DUE "due" Kind::Day; "到岗期限", "due"; "席位须补上的日期", "The day by which the seats are to be filled"
    READY "ready" Kind::Day; "可到岗日", "ready"; "可以上岗的日期", "The day from which they can work"
    HOURS "hours" Kind::Whole(Unit::Hours); "学时", "hours"; "教学学时", "Hours of teaching"
    FROM "from_level" Kind::Whole(Unit::Plain); "现有水平", "level now"; "现有的技能等级；0为没有", "The level now, 1 to 5; 0 for none"
    TO "to_level" Kind::Whole(Unit::Plain); "目标水平", "level to reach"; "应达到的技能等级", "The level to be reached, 1 to 5"
}

/// A count; one that is not told is withheld.
fn counted(count: Option<u32>) -> Cell {
    count.map_or(Cell::Withheld, Cell::whole)
}
