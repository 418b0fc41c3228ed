//! How far beyond one firm a class leads: where else its graduates suit, and who else asks for what is added.

use std::collections::{BTreeMap, BTreeSet};

use super::Transferability;
use super::class::{Draft, sum};
use super::make::Pool;
use crate::model::{Need, OrganisationId, SkillId};

impl Pool<'_> {
    pub(super) fn transfer(&self, draft: &Draft) -> Transferability {
        let (mut positions, mut enterprises) = (BTreeSet::new(), BTreeSet::new());
        for (number, asked) in self.judge.asked.iter().enumerate() {
            let fit = self.judge.fit(&draft.graduates, &draft.lessons, number);
            if fit.is_some_and(|fit| fit >= self.values().least_fit) {
                positions.extend(&asked.opening.entry);
                enterprises.extend(&asked.opening.organisation);
            }
        }
        let mut tied: Vec<SkillId> = Vec::new();
        let mut hours: BTreeMap<&OrganisationId, u32> = BTreeMap::new();
        for lesson in &draft.lessons {
            let Some(skill) = self.judge.skill(lesson.skill) else { continue };
            if let Some(alone) = self.alone(lesson.skill, &skill) {
                *hours.entry(alone).or_default() += u32::from(lesson.hours);
                tied.push(skill);
            }
        }
        tied.sort_unstable();
        let (all, of_one) = (f64::from(sum(&draft.lessons)), f64::from(hours.values().sum::<u32>()));
        let most = hours.into_iter().max_by(|(a, x), (b, y)| x.cmp(y).then_with(|| b.cmp(a)));
        let over = |(_, hours): &(&OrganisationId, u32)| f64::from(*hours) > self.values().tied_share * all;
        Transferability {
            positions: positions.len() as u32,
            enterprises: enterprises.len() as u32,
            share: if all > 0.0 { 1.0 - of_one / all } else { 1.0 },
            tied,
            tied_to: most.filter(over).map(|(firm, _)| firm.clone()),
        }
    }

    /// The one enterprise that asks for a skill, where the catalog does not.
    fn alone(&self, number: u32, skill: &SkillId) -> Option<&OrganisationId> {
        let edition = &self.supply.matcher().reference().edition;
        let asks = |need: &Need| matches!(need, Need::Skill { skill: Some(asked), .. } if asked == skill);
        let mut catalog = edition.entries.iter().flat_map(|entry| &entry.demand.requirements);
        if catalog.any(|asked| asks(&asked.need)) {
            return None;
        }
        let asking = self.judge.asked.iter().filter(|asked| asked.skills.iter().any(|(skill, _)| *skill == number));
        let firms: BTreeSet<&OrganisationId> = asking.filter_map(|asked| asked.opening.organisation.as_ref()).collect();
        firms.first().filter(|_| firms.len() == 1).copied()
    }
}
