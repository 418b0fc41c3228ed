//! Names as outsiders see them: the surname and a star.

/// Surnames of two characters that are common enough to be kept whole.
const COMPOUND: [&str; 12] =
    ["欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯"];

/// `张三丰` → `张*`, `欧阳修` → `欧阳*`, `Ann Lee` → `A*`. How long the rest is stays hidden too.
#[must_use]
pub fn mask(name: &str) -> String {
    let name = name.trim();
    let compound = COMPOUND.iter().find(|surname| name.starts_with(**surname) && name.len() > surname.len());
    match compound {
        Some(surname) => format!("{surname}*"),
        None => name.chars().take(1).chain(['*']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_surname_stays() {
        for (name, masked) in [("张三", "张*"), ("欧阳修远", "欧阳*"), ("欧阳", "欧*"), ("Ann Lee", "A*"), ("", "*")]
        {
            assert_eq!(mask(name), masked);
        }
    }
}
