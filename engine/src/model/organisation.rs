//! Who holds keys, orders, teaches and reports: enterprises, colleges, public bodies.

use super::{Bilingual, College, CollegeId, Edition, Enterprise, Invalid, OrganisationId, RegionCode, uscc_check};

/// A kind of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Orders talent.
    Enterprise,
    /// Teaches.
    College,
    /// A bureau, an audit office, a public service.
    PublicBody,
}

impl OrganisationKind {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::College => "college",
            Self::PublicBody => "public_body",
        }
    }
}

/// An enterprise, college or public body.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawOrganisation")]
pub struct Organisation {
    /// Its id in this system.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: Bilingual,
    /// Its unified social credit code, checked in form; some early codes are legal and fail the check digit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
    /// The college of the edition that it is; only a `college` may be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub college: Option<CollegeId>,
    /// Where it has its seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// Whether it was made up for demonstration.
    #[serde(default)]
    pub synthetic: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrganisation {
    id: OrganisationId,
    kind: OrganisationKind,
    name: Bilingual,
    #[serde(default)]
    uscc: Option<String>,
    #[serde(default)]
    college: Option<CollegeId>,
    #[serde(default)]
    region: Option<RegionCode>,
    #[serde(default)]
    synthetic: bool,
}

impl Organisation {
    /// The college of the edition that it is: the one that it names, else the one of its own id.
    #[must_use]
    pub fn in_edition<'a>(&self, edition: &'a Edition) -> Option<&'a College> {
        let id = self.college.as_ref().map_or(self.id.as_str(), CollegeId::as_str);
        let college = |college: &&College| self.kind == OrganisationKind::College && college.id.as_str() == id;
        edition.colleges.iter().find(college)
    }

    /// The name by which records of people call it as a school: that of the edition's college, where it is one of these.
    #[must_use]
    pub fn school<'a>(&'a self, edition: &'a Edition) -> &'a str {
        self.in_edition(edition).map_or(&self.name.zh, |college| &college.name.zh)
    }

    /// The organisation that an order's enterprise is.
    #[must_use]
    pub fn of_enterprise(enterprise: &Enterprise, synthetic: bool) -> Self {
        let Enterprise { id, name, uscc } = enterprise.clone();
        Self { id, kind: OrganisationKind::Enterprise, name, uscc, college: None, region: None, synthetic }
    }
}

impl TryFrom<RawOrganisation> for Organisation {
    type Error = Invalid;
    fn try_from(raw: RawOrganisation) -> Result<Self, Invalid> {
        let RawOrganisation { id, kind, name, uscc, college, region, synthetic } = raw;
        uscc.as_deref().map(uscc_check).transpose()?;
        match &college {
            Some(named) if kind != OrganisationKind::College => {
                Err(Invalid::new("college", named, "nothing, unless kind is college"))
            }
            _ => Ok(Self { id, kind, name, uscc, college, region, synthetic }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, more: &str) -> Result<Organisation, serde_json::Error> {
        let json = format!(r#"{{"id":"org-1","kind":"{kind}","name":{{"zh":"甲","en":"A"}}{more}}}"#);
        serde_json::from_str(&json)
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for kind in [OrganisationKind::Enterprise, OrganisationKind::College, OrganisationKind::PublicBody] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn the_credit_code_is_checked_in_form_only() {
        assert!(read("enterprise", r#","uscc":"91350100M000100Y44""#).is_ok());
        assert!(read("enterprise", r#","uscc":"9135""#).unwrap_err().to_string().starts_with("uscc"));
        assert!(read("public_body", r#","gender":"f""#).is_err());
    }

    #[test]
    fn only_a_college_is_a_college_of_the_edition() {
        assert!(read("college", r#","college":"QYPT""#).is_ok());
        assert!(read("enterprise", r#","college":"QYPT""#).unwrap_err().to_string().starts_with("college"));
    }

    #[test]
    fn an_orders_enterprise_is_an_organisation() {
        let json = r#"{"id":"org-1","name":{"zh":"甲","en":"A"},"uscc":"91350100M000100Y43"}"#;
        let enterprise: Enterprise = serde_json::from_str(json).unwrap();
        let expected = read("enterprise", r#","uscc":"91350100M000100Y43","synthetic":true"#).unwrap();
        assert_eq!(Organisation::of_enterprise(&enterprise, true), expected);
    }

    #[test]
    fn an_enterprise_with_a_code_of_wrong_form_is_refused() {
        let json = r#"{"id":"org-1","name":{"zh":"甲","en":"A"},"uscc":"9135"}"#;
        assert!(serde_json::from_str::<Enterprise>(json).unwrap_err().to_string().starts_with("uscc"));
    }
}
