//! How an indicator is put together.

use crate::map::{Indicator, IndicatorKind, IndicatorPart, IndicatorScope, IndicatorState, IndicatorUnit, Source};

impl Indicator {
    /// An indicator without a value: not available until one is put in.
    pub(super) fn of(kind: IndicatorKind, of: IndicatorScope, unit: IndicatorUnit, sources: &[Source]) -> Self {
        Self {
            kind,
            of,
            cohort: None,
            window: None,
            numerator: None,
            denominator: None,
            value: None,
            unit,
            state: IndicatorState::NotAvailable,
            parts: Vec::new(),
            sources: sources.to_vec(),
        }
    }

    pub(super) fn of_cohort(mut self, year: Option<i16>) -> Self {
        self.cohort = year;
        self
    }

    pub(super) fn after(mut self, months: u8) -> Self {
        self.window = Some(months);
        self
    }

    /// The quotient, known; of nothing it stays not available.
    pub(super) fn quotient(self, numerator: f64, denominator: f64) -> Self {
        if denominator == 0.0 {
            return self;
        }
        let value = Some(numerator / denominator);
        let (numerator, denominator) = (Some(numerator), Some(denominator));
        Self { numerator, denominator, value, state: IndicatorState::Known, ..self }
    }

    /// A value by a formula over so many; of nobody it stays not available.
    pub(super) fn index(self, value: f64, denominator: f64) -> Self {
        if denominator == 0.0 {
            return self;
        }
        Self { value: Some(value), denominator: Some(denominator), state: IndicatorState::Known, ..self }
    }

    /// The value told too few to be told.
    pub(super) fn withheld(self) -> Self {
        Self {
            numerator: None,
            denominator: None,
            value: None,
            state: IndicatorState::Withheld,
            parts: Vec::new(),
            ..self
        }
    }

    /// Withheld where that is so.
    pub(super) fn withheld_if(self, so: bool) -> Self {
        if so { self.withheld() } else { self }
    }

    /// A value beside the value, where there is one.
    pub(super) fn beside(mut self, name: &str, value: Option<f64>) -> Self {
        self.parts.extend(value.map(|value| IndicatorPart { name: name.to_owned(), value }));
        self
    }
}
