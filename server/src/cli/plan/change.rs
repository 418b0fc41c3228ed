//! A change as it is written on the command line: `cohort:ID:10`, `programme:ID:30`, `relax:OPENING:2`,
//! `pay:OPENING:15`, `mode:OPENING:flexible`; requirements are counted from 1 there, as people do.

use bole_engine::matching::PositionId;
use bole_engine::model::{CohortId, EngagementMode, Invalid, ProgrammeId};
use bole_engine::plan::{Opening, WhatIf};

/// What may be written.
const ALLOWED: &str = "cohort:ID:SEATS, programme:ID:SEATS, relax:OPENING:NUMBER of the requirement from 1, \
                       pay:OPENING:PERCENT or mode:OPENING:full_time|flexible|enclave";

/// Reads a change; an opening is an order's or an entry's id.
pub(super) fn read(text: &str, openings: &[Opening]) -> Result<WhatIf, Invalid> {
    let refused = || Invalid::new("what_if", text, ALLOWED);
    // Ids may have colons of their own: the first and the last part.
    let (kind, rest) = text.split_once(':').ok_or_else(refused)?;
    let (id, value) = rest.rsplit_once(':').ok_or_else(refused)?;
    let number = || value.trim_start_matches('+').parse::<u16>().map_err(|_| refused());
    Ok(match kind {
        "cohort" => WhatIf::CohortSeats { cohort: CohortId::new(id)?, more: number()? },
        "programme" => WhatIf::ProgrammeSeats { programme: ProgrammeId::new(id)?, more: number()? },
        "relax" => {
            let requirement = usize::from(number()?).checked_sub(1).ok_or_else(refused)?;
            WhatIf::Relax { opening: opening(id, openings)?, requirement }
        }
        "pay" => WhatIf::Pay { opening: opening(id, openings)?, percent: number()? },
        "mode" => {
            let named = |mode: &EngagementMode| serde_json::to_value(mode).is_ok_and(|name| name == value);
            let mode = EngagementMode::ALL.into_iter().find(named).ok_or_else(refused)?;
            WhatIf::Mode { opening: opening(id, openings)?, mode }
        }
        _ => return Err(refused()),
    })
}

/// The opening of an id.
pub(super) fn opening(id: &str, openings: &[Opening]) -> Result<PositionId, Invalid> {
    let found = openings.iter().find(|opening| opening.id.as_str() == id);
    found.map(|opening| opening.id.clone()).ok_or_else(|| {
        Invalid::new("opening", id, "an entry with seats of its own or an order in force with seats left")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_cannot_be_is_refused_with_what_can() {
        let read = |text: &str| super::read(text, &[]);
        assert!(
            matches!(read("cohort:K:1:+10").unwrap(), WhatIf::CohortSeats { cohort, more: 10 } if cohort.as_str() == "K:1")
        );
        assert!(matches!(read("programme:P-1:30").unwrap(), WhatIf::ProgrammeSeats { more: 30, .. }));
        for text in ["", "pay", "pay:O-1", "cohort:K:many", "bonus:O-1:3"] {
            assert_eq!(read(text).unwrap_err().allowed, ALLOWED, "{text}");
        }
        assert_eq!(read("pay:O-1:10").unwrap_err().field, "opening");
    }
}
