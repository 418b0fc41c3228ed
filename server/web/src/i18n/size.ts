import { i18n } from ".";

/** Bytes from which a length is told in megabytes. */
const MEGA = 1_000_000;

/** The length of a file, as people say it. */
export function size(bytes: number): string {
  const { n } = i18n.global;
  return bytes < MEGA ? n(Math.max(bytes / 1000, 1), "bytes") : n(bytes / MEGA, "megabytes");
}
