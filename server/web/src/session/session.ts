import { computed, shallowRef } from "vue";

import { get, send } from "@/api/http";
import type { Bilingual, Role } from "@/api/types";

/** Who is signed in. */
export interface Holder {
  role: Role;
  organisation: string;
  /** The organisation's name, where it is known. */
  name?: Bilingual | null;
  /** When the session ends if nothing is asked meanwhile. */
  expires?: string | null;
  /** When it ends in any case. */
  ends?: string | null;
}

/** What the service says of the session. */
export interface Session {
  /** Whether the doors stand open: the demonstration, in which one chooses whose face to look at. */
  open: boolean;
  /** Who is signed in; nobody where absent. */
  holder?: Holder | null;
  /** Minutes without a request after which a session ends. */
  idle_minutes: number;
  /** Hours after which it ends in any case. */
  whole_hours: number;
}

export const session = shallowRef<Session>();
/** Who is signed in. */
export const holder = computed(() => session.value?.holder ?? undefined);

const ADDRESS = "/v1/session";

/** Asks who is signed in. */
export async function recall(): Promise<void> {
  session.value = await get<Session>(ADDRESS);
}

/** Signs in with a key. */
export async function signIn(key: string): Promise<void> {
  session.value = await send<Session>("POST", ADDRESS, { key });
}

/** In the demonstration: looks at it as somebody else. */
export async function show(role: Role, organisation?: string): Promise<void> {
  session.value = await send<Session>("POST", ADDRESS, { role, organisation });
}

/** Signs out. */
export async function signOut(): Promise<void> {
  await send("DELETE", ADDRESS);
  await recall();
}

/** The service says that the session is over. */
export function forget(): void {
  if (session.value) session.value = { ...session.value, holder: null };
}
