import { computed } from "vue";
import { createI18n } from "vue-i18n";

import type { Bilingual } from "@/api/types";

import en from "./en";
import { formats } from "./formats";
import zh from "./zh";

/** The languages of the page. */
export type Language = "zh" | "en";

const KEPT = "bole.language";

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.startsWith("en") ? "en" : "zh";
}

export const i18n = createI18n({
  legacy: false,
  locale: first(),
  fallbackLocale: "zh",
  messages: { zh, en },
  numberFormats: formats.numbers,
  datetimeFormats: formats.dates,
});

/** The language that is shown. */
export const language = computed<Language>(() => (i18n.global.locale.value === "en" ? "en" : "zh"));

/** Shows another language, now and the next time. */
export function speak(chosen: Language): void {
  i18n.global.locale.value = chosen;
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen === "en" ? "en" : "zh-CN";
}

/** A name of the service in the language that is shown. */
export function named(name: Bilingual): string {
  return name[language.value];
}
