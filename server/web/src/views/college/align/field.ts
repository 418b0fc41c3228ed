import type { Field } from "@/api/college";

/** Vocational catalogues of 2021 number their fields alike: 21 to 39, 41 to 59 and 61 to 79 are the same nineteen. */
export function fieldKey(field: Field): string {
  const digits = Number(field.digits);
  const plain = field.level === "undergraduate" || Number.isNaN(digits);
  return plain ? field.digits : String(((digits - 1) % 20) + 41);
}

/** Fields are told apart by catalogue and digits. */
export function fieldId(field: Field): string {
  return `${field.level}:${field.digits}`;
}
