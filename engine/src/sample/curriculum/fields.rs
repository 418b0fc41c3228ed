//! Foundations and electives of the fields of majors: names in Chinese and English.

type Names = &'static [(&'static str, &'static str)];

/// What the majors of a field share.
pub(super) struct Field {
    /// First digits of majors, vocational and undergraduate.
    codes: &'static [&'static str],
    /// Courses that come first.
    pub(super) foundations: Names,
    /// Courses to choose from.
    pub(super) electives: Names,
}

/// The field of a major; the last one for those that belong to none.
pub(super) fn field(major: &str) -> &'static Field {
    let of = |field: &&Field| field.codes.iter().any(|code| major.starts_with(code));
    FIELDS.iter().find(of).unwrap_or(&OTHER)
}

const FIELDS: [Field; 7] = [
    Field {
        codes: &["v41", "b09"],
        foundations: &[
            ("植物与植物生理", "Plants and their physiology"),
            ("农业基础化学", "Chemistry for agriculture"),
            ("农业气象", "Agricultural meteorology"),
            ("遗传学基础", "Elements of genetics"),
            ("农业生态", "Agricultural ecology"),
            ("田间试验与统计", "Field trials"),
        ],
        electives: &[
            ("农业政策与法规", "Agricultural law"),
            ("农产品市场", "Markets for farm produce"),
            ("现代农业创业", "Starting a farm business"),
            ("乡村振兴专题", "Rural revival"),
            ("农业信息检索", "Information retrieval in agriculture"),
            ("园林鉴赏", "Garden appreciation"),
            ("农村社会学", "Rural sociology"),
            ("茶史", "History of tea"),
        ],
    },
    Field {
        codes: &["v46", "v50", "v43", "b0802", "b0803", "b0806", "b0808"],
        foundations: &[
            ("工程制图", "Engineering drawing"),
            ("工程力学", "Engineering mechanics"),
            ("电工电子基础", "Elements of electricity and electronics"),
            ("机械基础", "Elements of machines"),
            ("工程材料", "Engineering materials"),
            ("互换性基础", "Interchangeability"),
        ],
        electives: &[
            ("机电专业英语", "English for mechatronics"),
            ("现代企业概论", "The modern enterprise"),
            ("工程伦理", "Engineering ethics"),
            ("科技文献检索", "Technical literature"),
            ("绿色制造导论", "Introduction to green manufacturing"),
            ("产业前沿讲座", "Lectures on the industry"),
            ("岭南工匠", "Craftspeople of the region"),
            ("商务礼仪", "Business manners"),
        ],
    },
    Field {
        codes: &["v51", "b0807", "b0809", "b07"],
        foundations: &[
            ("计算机导论", "Introduction to computing"),
            ("程序设计基础", "Elements of programming"),
            ("离散数学", "Discrete mathematics"),
            ("电路分析基础", "Elements of circuits"),
            ("数据结构", "Data structures"),
            ("操作系统", "Operating systems"),
        ],
        electives: &[
            ("信息素养", "Information literacy"),
            ("知识产权常识", "Intellectual property in brief"),
            ("算法思维", "Algorithmic thinking"),
            ("开源文化", "Open source"),
            ("人机交互赏析", "Looking at interfaces"),
            ("产业前沿讲座", "Lectures on the industry"),
            ("信息伦理", "Ethics of information"),
            ("技术写作", "Technical writing"),
        ],
    },
    Field {
        codes: &["v47", "v49", "v48", "b0813", "b0817", "b0827", "b10", "b0804"],
        foundations: &[
            ("无机化学", "Inorganic chemistry"),
            ("有机化学", "Organic chemistry"),
            ("分析化学基础", "Elements of analytical chemistry"),
            ("生物化学", "Biochemistry"),
            ("物理化学", "Physical chemistry"),
            ("实验安全", "Safety in the laboratory"),
        ],
        electives: &[
            ("化学史", "History of chemistry"),
            ("营养与健康", "Nutrition and health"),
            ("行业法规", "Law of the industry"),
            ("专业外语", "Foreign language of the field"),
            ("香文化", "The culture of scent"),
            ("产业前沿讲座", "Lectures on the industry"),
            ("科技文献检索", "Technical literature"),
            ("绿色化学导论", "Introduction to green chemistry"),
        ],
    },
    Field {
        codes: &["v53", "b12", "b02", "v54", "b05"],
        foundations: &[
            ("经济学基础", "Elements of economics"),
            ("管理学基础", "Elements of management"),
            ("统计学基础", "Elements of statistics"),
            ("经济法", "Commercial law"),
            ("会计学基础", "Elements of accounting"),
            ("市场调查", "Market research"),
        ],
        electives: &[
            ("消费心理", "Psychology of consumers"),
            ("商务礼仪", "Business manners"),
            ("商务谈判", "Negotiation"),
            ("公共关系", "Public relations"),
            ("国际贸易概论", "International trade"),
            ("大湾区经济", "Economy of the Greater Bay Area"),
            ("商业伦理", "Business ethics"),
            ("应用文写作", "Practical writing"),
        ],
    },
    Field {
        codes: &["v44", "b0810", "b0828"],
        foundations: &[
            ("建筑制图", "Architectural drawing"),
            ("建筑力学", "Structural mechanics"),
            ("建筑材料", "Building materials"),
            ("房屋构造", "How houses are built"),
            ("建筑设备", "Building services"),
            ("工程经济", "Engineering economics"),
        ],
        electives: &[
            ("建筑史", "History of architecture"),
            ("建设法规", "Building law"),
            ("绿色建筑导论", "Introduction to green building"),
            ("岭南建筑", "Architecture of the region"),
            ("房地产概论", "Real estate"),
            ("城乡规划常识", "Town planning in brief"),
            ("装饰美学", "Aesthetics of decoration"),
            ("产业前沿讲座", "Lectures on the industry"),
        ],
    },
    Field {
        codes: &["v42", "b0825", "b0829"],
        foundations: &[
            ("环境化学", "Environmental chemistry"),
            ("环境生态", "Ecology"),
            ("流体力学基础", "Elements of fluid mechanics"),
            ("工程制图", "Engineering drawing"),
            ("安全学导论", "Introduction to safety"),
            ("环境法", "Environmental law"),
        ],
        electives: &[
            ("气候变化", "Climate change"),
            ("循环经济", "The circular economy"),
            ("环境伦理", "Environmental ethics"),
            ("公众参与", "Public participation"),
            ("科技文献检索", "Technical literature"),
            ("生态文明", "Ecological civilisation"),
            ("行业法规", "Law of the industry"),
            ("产业前沿讲座", "Lectures on the industry"),
        ],
    },
];

const OTHER: Field = Field {
    codes: &[],
    foundations: &[
        ("专业导论", "Introduction to the field"),
        ("心理学基础", "Elements of psychology"),
        ("社会学基础", "Elements of sociology"),
        ("普通话与口语", "Spoken Mandarin"),
        ("服务礼仪", "Manners in service"),
        ("行业法规", "Law of the trade"),
    ],
    electives: &[
        ("音乐欣赏", "Listening to music"),
        ("手工制作", "Handicraft"),
        ("应用文写作", "Practical writing"),
        ("地方文化", "Local culture"),
        ("摄影欣赏", "Looking at photographs"),
        ("公共关系", "Public relations"),
        ("急救常识", "First aid"),
        ("产业前沿讲座", "Lectures on the industry"),
    ],
};
