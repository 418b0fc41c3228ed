//! How people really write: colloquial titles, shifts in brackets, English, Traditional characters, short firm names,
//! codes of older editions.

use crate::model::OccupationCode;

use super::dice::Dice;
use super::firm::Firm;

/// Codes of the dictionary of 1999, and one of an announcement of 2020 that means other work since 2022. People copy them
/// from old papers.
pub(super) const OLD_CODES: [&str; 6] =
    ["6-04-01-01", "6-04-01-02", "6-05-02-01", "6-07-06-05", "6-04-02-05", "2-02-07-13"];

/// What people in a work call themselves: a word of the title, and what they write instead.
const COLLOQUIAL: [(&str, [&str; 4]); 26] = [
    ("数控", ["数控师傅", "CNC操机", "CNC技术员", "电脑锣师傅"]),
    ("注塑", ["注塑调机员", "啤机师傅", "注塑领班", "调机员"]),
    ("塑料", ["注塑调机员", "造粒开机", "双螺杆机长", "改性料技术员"]),
    ("模具", ["模具师傅", "飞模师傅", "修模师傅", "钳工师傅"]),
    ("挤压", ["挤压机手", "开机师傅", "挤压班长", "铝材挤压工"]),
    ("拉拔", ["拉丝工", "拉丝师傅", "大拉机长", "退火工"]),
    ("电解", ["电解工", "出装槽工", "电解班长", "槽面工"]),
    ("焊", ["烧焊师傅", "氩弧焊工", "二保焊", "电焊工"]),
    ("机电", ["厂电工", "维修电工", "机修", "设备维修"]),
    ("电工", ["厂电工", "高压电工", "维修电工", "水电工"]),
    ("电梯", ["电梯维保", "电梯师傅", "梯工", "电梯急修"]),
    ("机器人", ["机器人调试员", "机械手调试", "自动化技术员", "robot工程师"]),
    ("自动化", ["电气工程师", "PLC工程师", "自控工程师", "电控"]),
    ("化工", ["中控操作员", "DCS操作工", "外操", "化工班长"]),
    ("陶瓷", ["窑炉师傅", "烧窑工", "看火工", "陶瓷厂技术员"]),
    ("釉", ["釉料技术员", "喷墨机长", "调釉", "打样员"]),
    ("印制电路", ["PCB钻孔", "电镀线", "曝光机操作", "PCB工艺"]),
    ("数据中心", ["IDC运维", "机房值班", "机房运维", "IDC工程师"]),
    ("药物制剂", ["压片岗", "包衣工", "制剂班长", "固体制剂操作工"]),
    ("化妆品", ["乳化工", "灌装机长", "打料师傅", "化妆品研发助理"]),
    ("饮料", ["灌装机手", "吹瓶机长", "生产线机修", "调配工"]),
    ("笋", ["笋厂师傅", "腌制工", "杀菌工", "笋制品加工"]),
    ("茶", ["做茶师傅", "制茶工", "茶厂师傅", "茶艺师"]),
    ("养殖", ["鸡场技术员", "养鸡", "场长", "饲养员"]),
    ("电商", ["主播", "直播运营", "带货主播", "网店运营"]),
    ("检", ["QC", "化验员", "品检", "质检员"]),
];

/// Simplified and Traditional characters that titles use.
const TRADITIONAL: [(char, char); 48] = [
    ('数', '數'),
    ('机', '機'),
    ('师', '師'),
    ('员', '員'),
    ('电', '電'),
    ('车', '車'),
    ('铝', '鋁'),
    ('铜', '銅'),
    ('设', '設'),
    ('备', '備'),
    ('维', '維'),
    ('护', '護'),
    ('质', '質'),
    ('检', '檢'),
    ('测', '測'),
    ('压', '壓'),
    ('铸', '鑄'),
    ('术', '術'),
    ('经', '經'),
    ('营', '營'),
    ('产', '產'),
    ('药', '藥'),
    ('剂', '劑'),
    ('妆', '妝'),
    ('窑', '窯'),
    ('烧', '燒'),
    ('据', '據'),
    ('网', '網'),
    ('络', '絡'),
    ('储', '儲'),
    ('发', '發'),
    ('运', '運'),
    ('动', '動'),
    ('级', '級'),
    ('习', '習'),
    ('属', '屬'),
    ('总', '總'),
    ('学', '學'),
    ('农', '農'),
    ('鸡', '雞'),
    ('饮', '飲'),
    ('养', '養'),
    ('场', '場'),
    ('热', '熱'),
    ('处', '處'),
    ('轧', '軋'),
    ('统', '統'),
    ('软', '軟'),
];

/// A title as somebody might have written it: two of three as it is.
pub(super) fn title(name: &str, english: Option<&str>, dice: &mut Dice) -> String {
    match dice.weighted(&[660, 150, 70, 40, 40, 40]) {
        1 => colloquial(name, dice),
        2 => format!("{name}({})", dice.one(&["夜班", "白班", "兼班长", "资深", "外派", "储备"])),
        3 => english.unwrap_or(name).to_owned(),
        4 => name.chars().map(traditional).collect(),
        5 => format!("{}{name}", dice.one(&["资深", "车间", " ", "现场"])),
        _ => name.to_owned(),
    }
}

fn colloquial(name: &str, dice: &mut Dice) -> String {
    // Engineers are not called by the names of the shop floor.
    if let Some(work) = name.strip_suffix("工程师") {
        let rank = ["高级", "助理", "总"].into_iter().find_map(|rank| work.strip_suffix(rank));
        let work = rank.unwrap_or(work);
        return format!("{work}{}", dice.one(&["技术主管", "工艺主管", "研发", "高工", "技术员"]));
    }
    let Some((_, forms)) = COLLOQUIAL.iter().find(|(word, _)| name.contains(word)) else {
        return match name.strip_suffix('工') {
            Some(work) if work.chars().count() > 1 => format!("{work}师傅"),
            _ => name.to_owned(),
        };
    };
    let form = dice.one(forms);
    if dice.chance(150) { format!("{form}({})", dice.one(&["夜班", "白班", "两班倒"])) } else { form.to_owned() }
}

fn traditional(c: char) -> char {
    TRADITIONAL.iter().find(|(simplified, _)| *simplified == c).map_or(c, |&(_, traditional)| traditional)
}

/// A firm as people name it.
pub(super) fn employer(firm: &Firm, dice: &mut Dice) -> String {
    let name = &firm.enterprise.name;
    match dice.weighted(&[780, 160, 60]) {
        1 => name.zh.trim_end_matches("有限公司").to_owned(),
        2 => name.en.clone(),
        _ => name.zh.clone(),
    }
}

/// Whether people name a firm so.
pub(super) fn is_named(firm: &Firm, written: &str) -> bool {
    let name = &firm.enterprise.name;
    written == name.zh || written == name.en || written == name.zh.trim_end_matches("有限公司")
}

/// A code that the dictionary of 2022 does not have.
pub(super) fn old_code(dice: &mut Dice) -> Option<OccupationCode> {
    OccupationCode::new(dice.one(&OLD_CODES)).ok()
}

#[cfg(test)]
mod tests {
    use super::super::dice::Stream;
    use super::*;

    #[test]
    fn engineers_and_workers_have_their_own_colloquial_names() {
        let mut dice = Dice::new(2, Stream::Pool);
        for _ in 0..50 {
            let name = colloquial("化妆品高级工程师", &mut dice);
            assert!(name.starts_with("化妆品") && name.chars().count() > 4, "{name}");
            assert!(colloquial("碳管理工程师", &mut dice).starts_with("碳管理"));
            let name = colloquial("化妆品制造工", &mut dice);
            assert!(!name.contains("主管"), "{name}");
        }
        assert_eq!(colloquial("金属轧制工", &mut dice), "金属轧制师傅");
    }

    #[test]
    fn most_titles_stay_and_some_turn_colloquial_english_or_traditional() {
        let mut dice = Dice::new(1, Stream::Pool);
        let written: Vec<String> = (0..1000).map(|_| title("数控车工师", Some("CNC turner"), &mut dice)).collect();
        let count = |wanted: &dyn Fn(&str) -> bool| written.iter().filter(|t| wanted(t)).count();
        assert!((550..750).contains(&count(&|t| t == "数控车工师")));
        for wanted in ["数控师傅", "CNC turner", "數控車工師", "夜班"] {
            assert!(count(&|t| t.contains(wanted)) > 0, "{wanted}");
        }
    }
}
