//! Names of people and of firms. All are put together from tables; whom they recall is chance.

use super::dice::Dice;

const SURNAMES: [&str; 84] = [
    "陈", "李", "黄", "张", "林", "王", "吴", "刘", "梁", "杨", "何", "罗", "邓", "周", "叶", "赵", "朱", "谢", "郑",
    "曾", "徐", "胡", "许", "冯", "蔡", "钟", "郭", "孙", "彭", "马", "邱", "江", "莫", "高", "苏", "廖", "肖", "卢",
    "余", "潘", "唐", "谭", "赖", "欧", "姜", "温", "范", "古", "韦", "陆", "邹", "丘", "伍", "汤", "袁", "曹", "姚",
    "方", "戴", "傅", "蒋", "于", "董", "程", "魏", "薛", "丁", "杜", "韩", "石", "龙", "文", "植", "甘", "禤", "房",
    "盘", "成", "关", "麦", "欧阳", "司徒", "区", "冼",
];

const GIVEN: [&str; 120] = [
    "安", "宝", "彬", "冰", "博", "才", "昌", "超", "晨", "诚", "川", "春", "达", "丹", "德", "东", "栋", "帆", "方",
    "飞", "峰", "枫", "福", "富", "刚", "光", "广", "桂", "国", "海", "涵", "翰", "航", "浩", "和", "恒", "弘", "洪",
    "华", "辉", "慧", "吉", "佳", "嘉", "坚", "健", "江", "杰", "金", "锦", "晋", "景", "静", "炯", "君", "俊", "凯",
    "康", "可", "昆", "乐", "黎", "立", "丽", "联", "亮", "霖", "玲", "柳", "龙", "茂", "民", "敏", "明", "铭", "宁",
    "培", "鹏", "平", "奇", "琪", "启", "谦", "乔", "勤", "清", "庆", "泉", "仁", "荣", "瑞", "润", "山", "少", "胜",
    "世", "书", "思", "松", "涛", "天", "婷", "伟", "文", "武", "贤", "翔", "晓", "欣", "新", "信", "旭", "轩", "雅",
    "阳", "耀", "毅", "永", "宇", "智",
];

const BRANDS: [&str; 40] = [
    "恒晟", "瑞诺", "宏远", "科泰", "华岭", "粤兴", "北江", "鼎和", "合创", "锐丰", "盈达", "卓凡", "聚成", "信诚",
    "永泰", "立新", "博远", "创越", "嘉禾", "金岭", "中源", "天睿", "安拓", "丰茂", "启航", "同辉", "佳盛", "凯越",
    "飞来", "南岭", "岭越", "百泰", "利源", "星湖", "新塬", "精筑", "德正", "万邦", "澄源", "海纳",
];

/// A made-up name of two to four characters.
pub(super) fn person(dice: &mut Dice) -> String {
    // The first surnames are the commonest in the province, so they are drawn more often.
    let surname = SURNAMES[if dice.chance(600) { dice.zipf(64) } else { dice.below(SURNAMES.len()) }];
    let first = dice.one(&GIVEN);
    let second = if dice.chance(780) { dice.one(&GIVEN) } else { "" };
    let mut name = String::with_capacity(12);
    for part in [surname, first, second] {
        name.push_str(part);
    }
    name
}

/// A firm's brand; 示例 ("example") stands beside it in the full name, so that nobody takes the firm for a real one.
pub(super) fn brand(dice: &mut Dice) -> &'static str {
    dice.one(&BRANDS)
}

/// What firms of a chain call their trade, in Chinese and English.
pub(super) fn trade(chain: &str, dice: &mut Dice) -> (&'static str, &'static str) {
    match chain {
        "NFM" => dice.one(&[("铝业", "Aluminium"), ("铜业", "Copper"), ("新材料", "Materials"), ("金属", "Metals")]),
        "POL" => dice.one(&[("高分子", "Polymers"), ("塑胶", "Plastics"), ("涂料", "Coatings"), ("化工", "Chemicals")]),
        "CER" => dice.one(&[("陶瓷", "Ceramics"), ("建材", "Building Materials"), ("新型建材", "Building Products")]),
        "EQP" => dice.one(&[("精工", "Precision"), ("装备", "Equipment"), ("汽配", "Auto Parts"), ("模具", "Moulds")]),
        "EIN" => {
            dice.one(&[("电子", "Electronics"), ("数据", "Data"), ("电路", "Circuits"), ("智能科技", "Smart Tech")])
        }
        "BIO" => {
            dice.one(&[("制药", "Pharma"), ("生物", "Biotech"), ("化妆品", "Cosmetics"), ("美健", "Beauty Health")])
        }
        "FOD" => dice.one(&[("食品", "Foods"), ("饮料", "Beverages"), ("预制食品", "Prepared Foods")]),
        "AGR" => dice.one(&[("农业", "Agriculture"), ("茶业", "Tea"), ("禽业", "Poultry"), ("农牧", "Farming")]),
        "GRN" => dice.one(&[("新能源", "New Energy"), ("环保", "Environment"), ("能源服务", "Energy Services")]),
        _ => dice.one(&[("实业", "Industries"), ("科技", "Technology"), ("制造", "Manufacturing")]),
    }
}

/// A short name of a region of the cities around, for the beginning of a firm's name.
pub(super) fn short_region(code: &str) -> (&'static str, &'static str) {
    match code {
        "441802" => ("清城", "Qingcheng"),
        "441803" => ("清新", "Qingxin"),
        "441821" => ("佛冈", "Fogang"),
        "441823" => ("阳山", "Yangshan"),
        "441825" => ("连山", "Lianshan"),
        "441826" => ("连南", "Liannan"),
        "441881" => ("英德", "Yingde"),
        "441882" => ("连州", "Lianzhou"),
        "441800" => ("清远", "Qingyuan"),
        _ if code.starts_with("4401") => ("广州", "Guangzhou"),
        _ if code.starts_with("4403") => ("深圳", "Shenzhen"),
        _ if code.starts_with("4406") => ("佛山", "Foshan"),
        _ if code.starts_with("4419") => ("东莞", "Dongguan"),
        _ if code.starts_with("4412") => ("肇庆", "Zhaoqing"),
        _ if code.starts_with("4402") => ("韶关", "Shaoguan"),
        _ => ("南粤", "South"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::dice::Stream;
    use super::*;

    #[test]
    fn a_name_has_two_to_four_characters() {
        let mut dice = Dice::new(1, Stream::Pool);
        for _ in 0..500 {
            let name = person(&mut dice);
            assert!((2..=4).contains(&name.chars().count()), "{name}");
        }
    }
}
