//! A row of a table of orders → an order.

use super::flat_profile::{Cells, content_id, said, says_none, split_more};
use super::heads::OrderColumn as Column;
use super::lexicon::{ConceptKind, Linking};
use super::{Cell, RejectCode, Rejected, WarningCode, period, words};
use crate::model::{
    Bilingual, Category, Demand, EducationCode, Enterprise, EntryId, Hardness, Invalid, LicenceId, MajorId, Need,
    NodeId, OccupationCode, Order, OrderId, OrderStatus, OrganisationId, Pay, RegionCode, Requirement, SkillGrade,
    SkillId, SkillLevel, TitleLevel, uscc_check,
};

/// The level asked for when a row names none: the middle of the scale.
const USUAL_LEVEL: u8 = 3;

/// Builds one order. Skills and licences gate as the column says; degree, major, title, grade and years are wishes.
///
/// # Errors
/// `Rejected` when the position, the enterprise, the category or the seats are missing or not allowed, when the credit
/// code has a wrong form, or when pay or a date cannot be read: an order is acted on, so it is not taken by halves.
pub(super) fn order(line: u64, cells: &Cells<Column>, linking: &mut Linking<'_>) -> Result<Order, Rejected> {
    let mut reader = Reader { line, cells, linking };
    let enterprise = reader.enterprise()?;
    let seats = reader.seats()?;
    let demand = reader.demand()?;
    let id = reader.text(Column::Id).unwrap_or_else(|| content_id("order", &format!("{cells:?}")));
    let id = OrderId::new(id).map_err(|e| reader.refuse(e))?;
    let entry = reader.link(ConceptKind::Entry, Column::Entry, "entry");
    let entry = entry.and_then(|id| EntryId::new(id).ok());
    let valid_until = reader.date(Column::ValidUntil, "valid_until")?;
    Ok(Order {
        id,
        enterprise,
        entry,
        seats,
        demand,
        posted: None,
        valid_until,
        status: OrderStatus::default(),
        filled: 0,
        synthetic: false,
    })
}

struct Reader<'r, 'l> {
    line: u64,
    cells: &'r Cells<Column>,
    linking: &'r mut Linking<'l>,
}

impl Reader<'_, '_> {
    fn text(&self, column: Column) -> Option<String> {
        said(self.cells, column)
    }

    fn items(&self, column: Column) -> Vec<String> {
        let items = self.cells.get(&column).map(Cell::items).unwrap_or_default();
        items.into_iter().map(std::borrow::Cow::into_owned).filter(|item| !says_none(item)).collect()
    }

    fn refuse(&self, invalid: Invalid) -> Rejected {
        Rejected::invalid(self.line, RejectCode::NotAllowed, invalid)
    }

    fn missing(&self, field: &str, allowed: &str) -> Rejected {
        Rejected::new(self.line, field, "", RejectCode::Missing, allowed)
    }

    fn not_allowed(&self, field: &str, value: &str, allowed: &str) -> Rejected {
        Rejected::new(self.line, field, value, RejectCode::NotAllowed, allowed)
    }

    fn link(&mut self, kind: ConceptKind, column: Column, field: &str) -> Option<String> {
        let words = self.text(column)?;
        self.linking.link(kind, self.line, field, &words)
    }

    fn link_all(&mut self, kind: ConceptKind, column: Column, field: &str) -> Vec<String> {
        let items = split_more(&self.items(column));
        items.iter().filter_map(|words| self.linking.link(kind, self.line, field, words)).collect()
    }

    fn enterprise(&mut self) -> Result<Enterprise, Rejected> {
        let zh = self.text(Column::Enterprise).ok_or_else(|| self.missing("enterprise", "the enterprise's name"))?;
        let en = self.text(Column::EnterpriseEn).unwrap_or_else(|| zh.clone());
        let uscc = self.text(Column::Uscc).map(|code| code.to_ascii_uppercase());
        if let Some(code) = &uscc
            && !uscc_check(code).map_err(|e| self.refuse(e))?
        {
            self.linking.warn(self.line, "uscc", WarningCode::CheckDigit, code);
        }
        let id = self.text(Column::EnterpriseId).or_else(|| uscc.clone()).unwrap_or_else(|| content_id("org", &zh));
        let id = OrganisationId::new(id).map_err(|e| self.refuse(e))?;
        let name = Bilingual::new(zh, en).map_err(|e| self.refuse(e.within("enterprise")))?;
        Ok(Enterprise { id, name, uscc })
    }

    fn seats(&self) -> Result<u16, Rejected> {
        let allowed = format!("1 to {}", Order::MAX_SEATS);
        let Some(cell) = self.cells.get(&Column::Seats) else { return Err(self.missing("seats", &allowed)) };
        let written = cell.text().unwrap_or_default();
        let number = cell.integer().or_else(|| Cell::of_text(written.trim_end_matches(['人', '名'])).integer());
        let seats = number.and_then(|n| u16::try_from(n).ok()).filter(|n| (1..=Order::MAX_SEATS).contains(n));
        seats.ok_or_else(|| self.not_allowed("seats", &written, &allowed))
    }

    fn category(&self) -> Result<Category, Rejected> {
        let allowed = Category::ALL.map(Category::as_str).join(", ");
        let Some(words) = self.text(Column::Category) else { return Err(self.missing("category", &allowed)) };
        words::category(&words).ok_or_else(|| self.not_allowed("category", &words, &allowed))
    }

    fn date(&self, column: Column, field: &str) -> Result<Option<crate::model::Date>, Rejected> {
        let Some(words) = self.text(column) else { return Ok(None) };
        let date = self.cells.get(&column).and_then(Cell::date);
        let date = date.ok_or_else(|| self.not_allowed(field, &words, "a day of the calendar, YYYY-MM-DD"))?;
        Ok(Some(date))
    }

    fn pay(&self) -> Result<Option<Pay>, Rejected> {
        let (whole, min, max) = (self.text(Column::Pay), self.text(Column::PayMin), self.text(Column::PayMax));
        if let Some(words) = whole.filter(|words| words != "面议") {
            let pay = words::pay(&words);
            return pay.map(Some).ok_or_else(|| self.not_allowed("pay", &words, "a range, e.g. 13-22万"));
        }
        if min.is_none() && max.is_none() {
            return Ok(None);
        }
        let pay = words::pay_ends(min.as_deref(), max.as_deref());
        let written = format!("{}–{}", min.unwrap_or_default(), max.unwrap_or_default());
        pay.map(Some).ok_or_else(|| self.not_allowed("pay", &written, "0 ≤ min ≤ max, in 万元 a year"))
    }

    fn demand(&mut self) -> Result<Demand, Rejected> {
        let zh = self.text(Column::Title).ok_or_else(|| self.missing("title", "the position's name"))?;
        let en = self.text(Column::TitleEn).unwrap_or_else(|| zh.clone());
        let mut modes = Vec::new();
        for words in split_more(&self.items(Column::Modes)) {
            let mode = words::mode(&words);
            modes.push(
                mode.ok_or_else(|| self.not_allowed("modes", &words, "全职 full_time, 柔性 flexible, 飞地 enclave"))?,
            );
        }
        let occupation = self.occupation(&zh);
        let nodes = self.link_all(ConceptKind::Node, Column::Nodes, "nodes");
        let regions = self.link_all(ConceptKind::Region, Column::Regions, "regions");
        let demand = Demand {
            title: Bilingual::new(zh, en).map_err(|e| self.refuse(e.within("title")))?,
            category: self.category()?,
            nodes: nodes.into_iter().filter_map(|id| NodeId::new(id).ok()).collect(),
            occupation,
            requirements: self.requirements()?,
            pay: self.pay()?,
            modes,
            regions: regions.into_iter().filter_map(|code| RegionCode::new(code).ok()).collect(),
            due: self.date(Column::Due, "due")?,
        };
        demand.checked().map_err(|e| self.refuse(e))
    }

    /// By its column, else by the position's name.
    fn occupation(&mut self, title: &str) -> Option<OccupationCode> {
        let given = self.link(ConceptKind::Occupation, Column::Occupation, "occupation");
        let code = given.or_else(|| self.linking.look_up(ConceptKind::Occupation, title));
        code.and_then(|code| OccupationCode::new(code).ok())
    }

    fn requirements(&mut self) -> Result<Vec<Requirement>, Rejected> {
        let mut needs = Vec::new();
        for (column, hardness) in [(Column::MustSkills, Hardness::Must), (Column::PreferredSkills, Hardness::Preferred)]
        {
            for item in split_more(&self.items(column)) {
                needs.push((self.skill(&item)?, hardness, None));
            }
        }
        let wishes = [self.education(), self.majors(), self.title_level(), self.grade(), self.years()?];
        needs.extend(wishes.into_iter().flatten().map(|need| (need, Hardness::Preferred, None)));
        needs.extend(self.licences());
        let built = needs.into_iter().map(|(need, hardness, basis)| Requirement::new(need, hardness, basis));
        built.collect::<Result<_, _>>().map_err(|e| self.refuse(e.within("requirements")))
    }

    /// A skill with its level; one that no vocabulary has keeps its words.
    fn skill(&mut self, item: &str) -> Result<Need, Rejected> {
        let (words, level) = words::skill_and_level(item).map_err(|e| self.refuse(e))?;
        let id = self.linking.link(ConceptKind::Skill, self.line, "skills", words);
        let level = match level {
            Some(level) => level,
            None => SkillLevel::try_from(USUAL_LEVEL).map_err(|e| self.refuse(e))?,
        };
        Ok(Need::Skill { skill: id.and_then(|id| SkillId::new(id).ok()), text: Some(words.to_owned()), level })
    }

    fn education(&mut self) -> Option<Need> {
        let words = self.text(Column::Education)?;
        let words = words.trim_end_matches("及以上").trim_end_matches("以上").trim_end_matches("学历");
        let code = self.linking.link(ConceptKind::Education, self.line, "education", words)?;
        Some(Need::Education { at_least: EducationCode::new(code).ok()? })
    }

    fn majors(&mut self) -> Option<Need> {
        let ids = self.link_all(ConceptKind::Major, Column::Majors, "majors");
        let any_of: Vec<_> = ids.into_iter().filter_map(|id| MajorId::new(id).ok()).collect();
        (!any_of.is_empty()).then_some(Need::Major { any_of })
    }

    fn title_level(&mut self) -> Option<Need> {
        let words = self.text(Column::TitleLevel)?;
        let words = words.trim_end_matches("及以上").trim_end_matches("以上");
        let code = self.linking.link(ConceptKind::Title, self.line, "title_level", words)?;
        Some(Need::Title { at_least: TitleLevel::from_code(&code).ok()? })
    }

    fn grade(&mut self) -> Option<Need> {
        let words = self.text(Column::Grade)?;
        let words = words.trim_end_matches("及以上").trim_end_matches("以上");
        let ordinal: u8 = self.linking.link(ConceptKind::Grade, self.line, "grade", words)?.parse().ok()?;
        Some(Need::Grade { at_least: SkillGrade::try_from(ordinal).ok()? })
    }

    fn years(&self) -> Result<Option<Need>, Rejected> {
        let Some(words) = self.text(Column::Years) else { return Ok(None) };
        let number = self.cells.get(&Column::Years).and_then(Cell::integer).and_then(|n| u8::try_from(n).ok());
        let years = number.or_else(|| period::years_named(&words, Need::MAX_YEARS));
        let allowed = format!("0 to {}", Need::MAX_YEARS);
        let years = years.ok_or_else(|| self.not_allowed("years", &words, &allowed))?;
        Ok(Some(Need::Experience { years }))
    }

    /// A licence gates by law: by the row's own words, else by the law that the vocabulary names.
    fn licences(&mut self) -> Vec<(Need, Hardness, Option<String>)> {
        let ids = self.link_all(ConceptKind::Licence, Column::Licences, "licences");
        let known = ids.into_iter().filter_map(|id| {
            let basis = self.text(Column::Basis).or_else(|| self.linking.lexicon.basis(&id));
            let hardness = if basis.is_some() { Hardness::Legal } else { Hardness::Must };
            Some((Need::Licence { licence: LicenceId::new(id).ok()? }, hardness, basis))
        });
        known.collect()
    }
}
