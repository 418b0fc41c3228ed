import { expect, test } from "vitest";

import en from "./en";
import zh from "./zh";

type Words = { [key: string]: string | Words };

/** All messages as `path → the values that it has room for`. */
function rooms(words: Words, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, word] of Object.entries(words)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof word !== "string") rooms(word, at).forEach((room, inner) => found.set(inner, room));
    else found.set(at, [...new Set(word.match(/\{\w+\}/g) ?? [])].sort().join(" "));
  }
  return found;
}

test("both languages have the same keys, each with room for the same values", () => {
  expect(Object.fromEntries(rooms(en))).toEqual(Object.fromEntries(rooms(zh)));
});

/** All words. */
const words = (all: Words): string[] =>
  Object.values(all).flatMap((word) => (typeof word === "string" ? [word] : words(word)));

test("no word is empty, and no English word is Chinese", () => {
  expect(words(zh).concat(words(en)).filter((word) => word.trim() === "")).toEqual([]);
  expect(words(en).filter((word) => /[\u4e00-\u9fff]/.test(word.replace("伯乐", "")))).toEqual([]);
});

test("Chinese is punctuated as Chinese is", () => {
  expect(words(zh).filter((word) => /[\u4e00-\u9fff}][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[「」]/.test(word))).toEqual([]);
});
