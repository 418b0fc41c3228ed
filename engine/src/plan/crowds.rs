//! People of a supply by how they stand: among whom to search for what.

use super::{Home, Supply};
use crate::index::Rows;

/// Rows by standing. Who is of unknown home and does not wish to work here is in none.
#[derive(Debug, Clone, Default)]
pub(super) struct Crowds {
    /// Here, and free or about to leave.
    pub(super) mobile: Rows,
    /// Here, at work and not looking.
    pub(super) bound: Rows,
    /// Elsewhere, or of unknown home and wishing to work here.
    pub(super) abroad: Rows,
    /// Elsewhere since they left, and not wishing back.
    pub(super) gone: Rows,
    /// Mobile or abroad: who may get to a seat without being taught.
    pub(super) near: Rows,
    /// All of them.
    pub(super) known: Rows,
}

impl Crowds {
    pub(super) fn of(supply: &Supply) -> Self {
        let mut crowds = Self::default();
        for row in 0..supply.matcher().people().rows() as u32 {
            let standing = supply.standing(row);
            if standing.seated {
                continue;
            }
            match standing.home {
                Home::Local if standing.free || standing.leaving => crowds.mobile.insert(row),
                Home::Local => crowds.bound.insert(row),
                Home::Elsewhere | Home::Unknown if standing.left && !standing.willing => {
                    standing.home == Home::Elsewhere && crowds.gone.insert(row)
                }
                Home::Elsewhere => crowds.abroad.insert(row),
                Home::Unknown => standing.willing && crowds.abroad.insert(row),
            };
        }
        crowds.near.add(&crowds.mobile);
        crowds.near.add(&crowds.abroad);
        for crowd in [&crowds.near, &crowds.bound, &crowds.gone] {
            crowds.known.add(crowd);
        }
        crowds
    }
}
