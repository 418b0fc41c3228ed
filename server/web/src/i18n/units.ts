import { i18n, language } from ".";

const { n } = i18n.global;

/** Yuan in a unit of ten thousand. */
const WAN = 10_000;

/** Pay as each language counts it: in ten thousands of yuan (万元) in Chinese, in yuan in English. */
export function yuan(tenThousands: number): string {
  return language.value === "zh" ? n(tenThousands) : n(tenThousands * WAN, "whole");
}

/** A difference of two shares, in percentage points. */
export function points(share: number): string {
  return n(share * 100, "one");
}
