//! Where a person lives and works.

use crate::model::{NodeId, Post, Profile};
use crate::reference::Reference;
use crate::vocabulary::RegionMatch;

/// A person as the census reads one.
pub(super) struct Person<'p> {
    pub(super) profile: &'p Profile,
    /// The post held, else the last one.
    post: Option<&'p Post>,
    /// Whether the residence lies in the city; none where it is not known.
    lives_here: Option<bool>,
    /// The same of the post that is held.
    works_here: Option<bool>,
}

impl<'p> Person<'p> {
    pub(super) fn of(profile: &'p Profile, reference: &Reference) -> Self {
        let around = reference.vocabulary.around(reference.edition.region.as_str());
        let inside = |code: &str| around.nearness(code) >= RegionMatch::SameCity;
        // Whoever still holds a post holds it last; of several the one that began last.
        let rank = |post: &Post| (is_held(post), post.end, post.start);
        let post = profile.posts.iter().enumerate().max_by_key(|(at, post)| (rank(post), *at)).map(|(_, post)| post);
        let held = post.filter(|post| is_held(post));
        Self {
            profile,
            post,
            lives_here: profile.residence.as_ref().map(|region| inside(region.as_str())),
            works_here: held.and_then(|post| post.region.as_ref()).map(|region| inside(region.as_str())),
        }
    }

    /// Whether the person counts as one of the city.
    pub(super) fn is_here(&self) -> bool {
        self.lives_here.or(self.works_here) == Some(true)
    }

    /// Whether the person is known to live elsewhere.
    pub(super) fn lives_elsewhere(&self) -> bool {
        self.lives_here == Some(false)
    }

    /// The post that is held.
    pub(super) fn held(&self) -> Option<&'p Post> {
        self.post.filter(|post| is_held(post))
    }

    /// Whether the work is here: by the post's place, else by where the person lives; none where neither is known.
    pub(super) fn works_here(&self) -> Option<bool> {
        self.works_here.or(self.lives_here)
    }

    /// The node worked in now or last.
    pub(super) fn node(&self) -> Option<&'p NodeId> {
        self.post.and_then(|post| post.node.as_ref())
    }

    /// Who employs the person now.
    pub(super) fn employer(&self) -> Option<&'p str> {
        self.held().and_then(|post| post.employer.as_deref()).filter(|name| !name.trim().is_empty())
    }
}

/// A post with a start and no end is held.
fn is_held(post: &Post) -> bool {
    post.start.is_some() && post.end.is_none()
}
