//! What the command line says where it refuses: of arguments, settings, files, labelled sets and reports.

use super::Row;

/// In the order of a command: its arguments, its settings, its files, what it makes.
pub(super) const ROWS: &[Row] = &[
    ("error: {…}", "错误：{}"),
    ("{}: {…}", "{}：{}"),
    ("invalid value '{…}' for '{…}': {…}", "{1} 的值 '{0}' 不可用：{2}"),
    ("invalid value '{…}' for '{…}'", "{1} 的值 '{0}' 不可用"),
    ("  [possible values: {…}]", "  [可用：{}]"),
    ("{} is not in {}", "{} 不在 {} 之内"),
    ("unexpected argument '{…}' found", "没有 '{}' 这个参数"),
    ("unexpected argument '{…}' found; {…}", "没有 '{}' 这个参数；{}"),
    ("unrecognized subcommand '{…}'", "没有 '{}' 这个命令"),
    ("a value is required for '{…}' but none was supplied", "'{}' 须有值"),
    ("the argument '{…}' cannot be used with '{…}'", "'{}' 与 '{}' 不能同时使用"),
    ("the argument '{…}' cannot be used with:", "'{}' 不能与以下参数同时使用："),
    ("the argument '{…}' cannot be used multiple times", "'{}' 只能写一次"),
    ("the following required arguments were not provided:", "缺少以下必需的参数："),
    ("  tip: a similar argument exists: {…}", "  提示：有相近的参数 {}"),
    ("  tip: a similar subcommand exists: {…}", "  提示：有相近的命令 {}"),
    ("  tip: a similar value exists: {…}", "  提示：有相近的值 {}"),
    ("  tip: some similar subcommands exist: {…}", "  提示：有相近的命令 {}"),
    ("  tip: to pass '{…}' as a value, use '{…}'", "  提示：要把 '{}' 作为值，请写 '{}'"),
    ("Usage: {…}", "用法：{}"),
    ("For more information, try '{…}'.", "详见 '{}'。"),
    ("{…} is not allowed; allowed: {…}", "{} 不可用；可用：{}"),
    ("{…}; allowed: {…}", "{}；可用：{}"),
    ("{…}: allowed: {…}", "{}：可用：{}"),
    ("{…}: allowed endings: {…}", "{}：可用的后缀：{}"),
    ("allowed: {…}", "可用：{}"),
    ("allowed endings: {…}", "可用的后缀：{}"),
    ("{…}: bole key create {…}", "{}：bole key create {}"),
    ("settings: {…}", "设置：{}"),
    ("{} = {…} is not allowed; allowed: {…}", "{} = {} 不可用；可用：{}"),
    ("an IP address such as 127.0.0.1 or ::", "IP 地址，如 127.0.0.1 或 ::"),
    (
        "a loopback address; any other with tls_certificate and tls_key, or with plain_http = true behind a proxy that \
         ends TLS",
        "本机地址；其他地址须有 tls_certificate 与 tls_key，或在负责 TLS 的代理之后写 plain_http = true",
    ),
    ("at least {} bytes", "至少 {} 字节"),
    ("the private key of tls_certificate", "tls_certificate 的私钥"),
    ("the certificate of tls_key", "tls_key 的证书"),
    ("error, warn, info, debug, trace, or target=level,…", "error、warn、info、debug、trace，或 target=level,…"),
    ("a PEM file that can be read ({…})", "能读取的 PEM 文件（{}）"),
    ("{…}: the demonstration listens on loopback only", "{}：演示只在本机地址上提供"),
    ("{…}; --port names another port", "{}；可用 --port 指定其他端口"),
    ("name --data or --profile", "请写明 --data 或 --profile"),
    ("name a file of orders", "请写明订单文件"),
    (
        "{…}: a file of orders ends in .ndjson, .json, .csv, .xlsx or .yaml",
        "{}：订单文件以 .ndjson、.json、.csv、.xlsx 或 .yaml 结尾",
    ),
    ("{…}: no orders", "{}：没有订单"),
    (
        "{…}: name it Occupation Data.txt or Technology Skills.txt",
        "{}：请命名为 Occupation Data.txt 或 Technology Skills.txt",
    ),
    ("{…}: there is something already", "{}：已有内容"),
    ("--update-manifest needs --catalog DIR", "--update-manifest 须与 --catalog DIR 同用"),
    ("{} or earlier, since audit_retention_years is {}", "{} 或更早，因为 audit_retention_years 为 {}"),
    ("--class: {} is no class of this data", "--class：{} 不是此数据中的班级"),
    ("audit: {…}", "审计：{}"),
    ("entry {} was changed: its hash is not that of what it says", "第 {} 条被改动：散列值与内容不符"),
    (
        "entry {} does not follow the one before it: one was taken out, put in or moved",
        "第 {} 条与前一条不衔接：有条目被移除、插入或移动",
    ),
    ("entry {} is missing: the end of the log was cut off", "缺少第 {} 条：日志末尾被截去"),
    ("a file, such as tables.xlsx", "文件，如 tables.xlsx"),
    ("there is no runtime", "没有运行环境"),
    ("JSON: {…}", "JSON：{}"),
    (
        "cohort:ID:SEATS, programme:ID:SEATS, relax:OPENING:NUMBER of the requirement from 1, pay:OPENING:PERCENT or \
         mode:OPENING:full_time|flexible|enclave",
        "cohort:编号:席位、programme:编号:席位、relax:岗位:要求的序号（从 1 起）、pay:岗位:百分比或 \
         mode:岗位:full_time|flexible|enclave",
    ),
    ("an entry with seats of its own or an order in force with seats left", "有席位的目录岗位，或尚有空席的有效订单"),
    (
        "{…}: no such data folder; `bole import --data {…} FILE…` makes one",
        "{}：没有这个数据文件夹；可用 `bole import --data {} FILE…` 新建",
    ),
    (
        "{…}: this folder holds files and no database; take them into a new one with `bole import --data NEW FILE…`, or \
         a dump with `bole restore --data NEW --from {…}`",
        "{}：文件夹中有文件而没有数据库；请用 `bole import --data NEW FILE…` 导入新的文件夹，转储则用 \
         `bole restore --data NEW --from {}`",
    ),
    (
        "{…}: another program writes to this data folder; wait for it to end or stop it",
        "{}：另有程序正在写入此数据文件夹；请等待或停止它",
    ),
    (
        "{…}: another program writes to this text index; wait for it to end",
        "{}：另有程序正在写入此全文索引；请等待它结束",
    ),
    ("{…}: a file stands where the folder of the text index should be", "{}：全文索引的文件夹处有一个文件"),
    ("text index: {…}", "全文索引：{}"),
    ("catalog {…}: {…}", "目录 {}：{}"),
    (
        "the catalog has {} error(s); `bole check` names all; the first: {…}",
        "目录有 {} 处错误；`bole check` 列出全部；第一处：{}",
    ),
    ("the catalog has no {…}", "目录中没有 {}"),
    (
        "{=}, line {}: {} columns; allowed are {}, with a tab between: {…}",
        "{}，第 {} 行：有 {} 列；应为 {} 列，以制表符分隔：{}",
    ),
    ("{=}, line {}: the column “{…}” is empty; allowed is any text", "{}，第 {} 行：“{}”一列为空；须有文字"),
    (
        "queries, line {}: the id “{…}” stands in line {} already; allowed is one line for each id",
        "查询，第 {} 行：编号“{}”已在第 {} 行；每个编号一行",
    ),
    (
        "qrels, line {}: the grade “{…}” is not a whole number; allowed are 0 (not relevant) and above (relevant)",
        "标注，第 {} 行：等级“{}”不是整数；应为 0（不相关）或更大（相关）",
    ),
    ("{=}: there is no line; allowed is at least one: {…}", "{}：没有内容；至少一行：{}"),
    (
        "qrels: no query of the set has a relevant judgement; allowed is a set with at least one",
        "标注：没有一个查询有相关的标注；至少须有一个",
    ),
    (
        "no font for Chinese in {…}: one of {…} is needed, regular and bold; on Debian: apt-get install fonts-noto-cjk; \
         another folder: --fonts DIR",
        "{} 中没有中文字体：须有 {} 之一，常规与粗体；Debian 上用 apt-get install fonts-noto-cjk；其他文件夹用 --fonts DIR",
    ),
    (
        "the font {…} has no glyph for {…}; a font with all of them is needed: --fonts DIR",
        "字体 {} 没有 {} 的字形；须用齐全的字体：--fonts DIR",
    ),
    ("workbook: {…}", "工作簿：{}"),
    ("white paper: {…}", "白皮书：{}"),
    ("{…}: No such file or directory (os error 2)", "{}：没有这个文件或文件夹"),
    ("{…}: Permission denied (os error 13)", "{}：没有权限"),
    ("No such file or directory (os error 2)", "没有这个文件或文件夹"),
    ("Permission denied (os error 13)", "没有权限"),
    ("{…}: Address already in use (os error 98)", "{}：地址已被占用"),
];
