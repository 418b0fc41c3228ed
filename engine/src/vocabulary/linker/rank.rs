//! Ranking: every concept that shares anything with the text, best first.

use super::channel::Weighted;
use super::features::{Features, features};
use super::{Link, Linker};

/// G: the share of letters against words. Words carry more of the meaning, letters forgive.
const LETTERS: f32 = 0.31;
/// The number of nearest forms that lend their words. Few: later ones are often wrong.
const FEEDBACK: usize = 5;
/// The words lent, heaviest first.
const LENT: usize = 30;
/// B: how much the lent words weigh.
const BORROWED: f32 = 0.4;
/// P: high on purpose, so that what is near is ordered by its own words.
const RESERVE: i32 = 6;
/// C: how much the concept as a whole weighs against its best form.
const WHOLE: f32 = 2.0;
/// What is not equal scores below 1.
const HIGHEST: f32 = 0.999;

/// A concept found: its link and the score before equality makes it 1.
#[derive(Clone, Copy, Debug)]
struct Found {
    link: Link,
    score: f32,
}

impl Linker {
    /// The concepts nearest to a text, best first, at most `limit`; ties by concept.
    ///
    /// Concepts with an equal form come first with score 1; among several such, the one whose other forms
    /// speak most like the text leads. Concepts that share nothing with the text are not listed.
    #[must_use]
    pub fn rank(&self, text: &str, limit: usize) -> Vec<Link> {
        let parts = features(text);
        let mut scores = self.near(&parts);
        self.lend(&mut scores);
        let mut found = self.judge(&scores, &parts);
        for &form in self.exact(text) {
            let concept = self.concept(form);
            if let Some(equal) = found.iter_mut().find(|f| f.link.concept == concept && f.link.score < 1.0) {
                (equal.link.score, equal.link.form) = (1.0, form);
            }
        }
        best(found, limit)
    }

    /// As [`Linker::rank`], as if the forms that equal the text were not there. (The rarity of words, and
    /// what a concept says as a whole, are still counted with them.)
    pub(crate) fn rank_unequal(&self, text: &str, limit: usize) -> Vec<Link> {
        let parts = features(text);
        let mut scores = self.near(&parts);
        for &form in self.exact(text) {
            scores[form as usize] = 0.0;
        }
        self.lend(&mut scores);
        for &form in self.exact(text) {
            scores[form as usize] = 0.0;
        }
        best(self.judge(&scores, &parts), limit)
    }

    /// The likeness of every form by its own letters and words, in [0, 1].
    fn near(&self, parts: &Features) -> Vec<f32> {
        let mut scores = vec![0.0; self.len()];
        self.grams.add(&self.grams.query(&parts.grams), LETTERS, &mut scores);
        self.words.add(&self.words.query(&parts.words), 1.0 - LETTERS, &mut scores);
        scores
    }

    /// Raises the forms that speak the words of the nearest ones.
    fn lend(&self, scores: &mut [f32]) {
        let query = self.lent_words(&nearest(scores));
        let mut lent = vec![0.0; scores.len()];
        self.words.add(&query, BORROWED, &mut lent);
        for (score, lent) in scores.iter_mut().zip(lent) {
            *score += (1.0 - score.min(1.0)).powi(RESERVE) * lent;
        }
    }

    /// The heaviest words of the nearest forms, as a query whose weights sum to 1.
    fn lent_words(&self, nearest: &[(u32, f32)]) -> Vec<Weighted> {
        let heavy = |score: f32| move |&(n, weight): &Weighted| (n, weight * score * self.words.rarity(n));
        let spoken = |form: u32| self.spoken[form as usize].iter();
        let mut words: Vec<Weighted> =
            nearest.iter().flat_map(|&(form, score)| spoken(form).map(heavy(score))).collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(LENT);
        let whole: f32 = words.iter().map(|word| word.1).sum();
        words.iter_mut().for_each(|word| word.1 /= whole.max(f32::MIN_POSITIVE));
        words
    }

    /// The best form of every concept that shares something with the text.
    fn judge(&self, scores: &[f32], parts: &Features) -> Vec<Found> {
        let mut best: Vec<(f32, u32)> = vec![(0.0, 0); self.concepts.len()];
        for (form, (&score, &place)) in (0..).zip(scores.iter().zip(&self.places)) {
            let best = &mut best[place as usize];
            if score > best.0 {
                *best = (score, form);
            }
        }
        if let Some(whole) = &self.whole {
            let mut near = vec![0.0; best.len()];
            whole.grams.add(&whole.grams.query(&parts.grams), LETTERS, &mut near);
            whole.words.add(&whole.words.query(&parts.words), 1.0 - LETTERS, &mut near);
            for (best, near) in best.iter_mut().zip(near).filter(|(best, _)| best.0 > 0.0) {
                best.0 = (best.0 + WHOLE * near) / (1.0 + WHOLE);
            }
        }
        let reached = self.concepts.iter().zip(best).filter(|(_, best)| best.0 > 0.0);
        let found = |(&concept, (score, form)): (&u32, (f32, u32))| Found {
            link: Link { concept, score: f64::from(score.min(HIGHEST)), form },
            score,
        };
        reached.map(found).collect()
    }
}

/// The best of what was found, as links in order.
fn best(mut found: Vec<Found>, limit: usize) -> Vec<Link> {
    let order = |a: &Found, b: &Found| {
        let score = b.link.score.total_cmp(&a.link.score).then(b.score.total_cmp(&a.score));
        score.then(a.link.concept.cmp(&b.link.concept))
    };
    if limit < found.len() {
        found.select_nth_unstable_by(limit, order);
        found.truncate(limit);
    }
    found.sort_unstable_by(order);
    found.into_iter().map(|found| found.link).collect()
}

/// The nearest forms with their scores, best first.
fn nearest(scores: &[f32]) -> Vec<(u32, f32)> {
    let mut best: Vec<(u32, f32)> = Vec::with_capacity(FEEDBACK + 1);
    for (form, &score) in (0..).zip(scores) {
        let worst = best.get(FEEDBACK - 1).map_or(0.0, |last| last.1);
        if score > worst {
            let place = best.partition_point(|other| other.1 >= score);
            best.insert(place, (form, score));
            best.truncate(FEEDBACK);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::tests::linker;

    #[test]
    fn an_equal_form_scores_one_and_leads() {
        let linker = linker(&[(3, "CNC operator"), (1, "cnc operators"), (2, "數控機床")]);
        let links = linker.rank("ＣＮＣ Operator", 9);
        assert_eq!((links[0].concept, links[0].score, links[0].form), (3, 1.0, 0));
        assert!(links[1..].iter().all(|link| link.score < 1.0));
        assert_eq!(linker.rank("数控机床", 1)[0].concept, 2);
    }

    #[test]
    fn ties_go_by_concept_and_the_limit_holds() {
        let linker = linker(&[(9, "welder"), (4, "welder"), (7, "welder"), (1, "nurse")]);
        let found: Vec<u32> = linker.rank("welder", 2).iter().map(|link| link.concept).collect();
        assert_eq!(found, [4, 7]);
        assert_eq!(linker.rank("welder", 99).len(), 3);
    }

    #[test]
    fn other_forms_of_a_concept_speak_for_it() {
        let linker =
            linker(&[(0, "shop assistant"), (1, "nurse"), (1, "hospital nurse"), (1, "hospital care"), (0, "sales")]);
        assert_eq!(linker.rank("hospital assistant", 1)[0].concept, 1);
    }

    #[test]
    fn neighbours_lend_their_words() {
        let linker = linker(&[(0, "realtor estate agent"), (1, "estate sales"), (2, "travel office")]);
        let found: Vec<u32> = linker.rank("realtor", 9).iter().map(|link| link.concept).collect();
        assert_eq!(found, [0, 1]);
    }

    #[test]
    fn a_typo_and_another_form_are_near() {
        let linker = linker(&[(0, "maintain pumps"), (1, "welding robot"), (2, "robot vacuum")]);
        assert_eq!(linker.rank("weldng robots", 1)[0].concept, 1);
        assert_eq!(linker.rank("pump maintenance", 1)[0].concept, 0);
    }

    #[test]
    fn scores_stay_below_one_and_do_not_depend_on_the_run() {
        let forms: Vec<(u32, String)> =
            (0..200).map(|i| (i % 70, format!("operator {} machine {}", i % 13, i % 7))).collect();
        let forms: Vec<(u32, &str)> = forms.iter().map(|(c, t)| (*c, t.as_str())).collect();
        let (one, two) = (linker(&forms), linker(&forms));
        for text in ["machine operators 3", "operator machine", "机 operator"] {
            let links = one.rank(text, 500);
            assert_eq!(links, two.rank(text, 500));
            assert!(links.iter().all(|link| link.score > 0.0 && link.score < 1.0));
            assert!(links.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }
    }
}
