//! A title of a post on the way to an occupation: without rank, and without the tools that it names.

use super::lexicon::{ConceptKind, Linking};

/// Words of rank and terms that no occupation's name holds.
const RANK: &str = "senior junior middle lead leading principal staff chief head sr jr freelance intern trainee independent \
    experienced assistant remote level entry i ii iii";
/// Words of a software post that say which layer, not which occupation.
const LAYERS: &str = "backend back end fullstack full stack software application app microservices";
const WEB_LAYERS: &str = "frontend front web ui";
const SOFTWARE_POSTS: &str = "developer programmer swe";

/// The occupation that a title safely means: as written, without rank, without its tools; tells when none does.
pub(super) fn occupation(title: &str, linking: &mut Linking<'_>) -> Option<String> {
    let plain = without(title, RANK);
    let bare = without_skills(&plain, linking);
    let forms = [Some(plain.clone()), Some(bare.clone()), software(&plain, &bare).map(str::to_owned)];
    let found = linking.look_up(ConceptKind::Occupation, title);
    let mut found = found.or_else(|| {
        let usable = forms.into_iter().flatten().filter(|form| form.contains(' ') || !form.is_ascii());
        usable.filter(|form| form != title).find_map(|form| linking.look_up(ConceptKind::Occupation, &form))
    });
    if found.is_none() {
        found = linking.link(ConceptKind::Occupation, 0, "posts.title", title);
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "/-,&|".contains(c)).filter(|word| !word.is_empty())
}

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known.eq_ignore_ascii_case(word.trim_matches('.')))
}

fn without(text: &str, list: &str) -> String {
    let text = text.split(['(', '（']).next().unwrap_or_default();
    text.split_whitespace().filter(|word| !listed(list, word)).collect::<Vec<_>>().join(" ")
}

fn without_skills(text: &str, linking: &Linking<'_>) -> String {
    let mut kept = String::new();
    let mut from = 0;
    for mention in linking.lexicon.mentions(text).into_iter().filter(|m| !looks_like_post(&text[m.start..m.end])) {
        if mention.start >= from {
            kept.push_str(&text[from..mention.start]);
            from = mention.end;
        }
    }
    kept.push_str(&text[from..]);
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn looks_like_post(text: &str) -> bool {
    words(text).any(|word| listed(SOFTWARE_POSTS, word))
}

/// What is left of a developer's title when its tools are gone says the layer at most.
fn software<'t>(plain: &str, bare: &str) -> Option<&'t str> {
    let developer = words(bare).any(|word| listed(SOFTWARE_POSTS, word));
    let rest =
        |list: &str| words(bare).all(|word| listed(list, word) || listed(SOFTWARE_POSTS, word) || listed(LAYERS, word));
    let web = words(plain).any(|word| listed(WEB_LAYERS, word));
    match (developer, web) {
        (true, true) if rest(WEB_LAYERS) => Some("web developer"),
        (true, false) if rest("") => Some("software developer"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    #[test]
    fn rank_and_tools_are_left_out() {
        let mut linking = Linking::new(&TestLexicon);
        for (title, code) in [
            ("Senior die maker", Some("6-18-04-01")),
            ("Lead Mechanical Engineer", Some("2-02-07-01")),
            ("Java Developer", Some("15-1252.00")),
            ("Senior Full Stack Java developer", Some("15-1252.00")),
            ("Front-end developer", Some("15-1254.00")),
            ("Remote Software Developer (1-4 years)", Some("15-1252.00")),
            ("Business developer", None),
            ("Senior", None),
        ] {
            assert_eq!(occupation(title, &mut linking).as_deref(), code, "{title}");
        }
    }
}
