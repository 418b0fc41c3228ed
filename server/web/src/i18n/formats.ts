import type { IntlDateTimeFormats, IntlNumberFormats } from "vue-i18n";

const numbers = {
  whole: { maximumFractionDigits: 0 },
  one: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  two: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  three: { minimumFractionDigits: 3, maximumFractionDigits: 3 },
  share: { style: "percent", maximumFractionDigits: 0 },
  share1: { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 },
  bytes: { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 },
  megabytes: { style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 },
} as const;

const dates = {
  // A day of a record is the same day everywhere.
  day: { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" },
  moment: { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit" },
} as const;

const both = <T>(one: T): { zh: T; en: T } => ({ zh: one, en: one });

/** How numbers and dates are written; rounding for the eye happens here and nowhere else. */
export const formats: { numbers: IntlNumberFormats; dates: IntlDateTimeFormats } = {
  numbers: both(numbers),
  dates: both(dates),
};
