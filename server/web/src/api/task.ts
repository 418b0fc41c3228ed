import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";

import { address, get, send } from "./http";
import { problem, type Problem } from "./problem";
import type { Task } from "./types";

/** Milliseconds between two looks: short at first, since most tasks are. */
const LOOKS = [150, 250, 400, 700, 1000];

/** A task that is followed to its end. */
export interface Following {
  task: ShallowRef<Task | undefined>;
  problem: ShallowRef<Problem | undefined>;
  /** Whether it is under way. */
  running: ComputedRef<boolean>;
  /** Whether something was asked for that has not come to its end, sending it included. */
  busy: Ref<boolean>;
  /** Queues a task by an address that answers 202, and follows it. */
  start: (path: string, body?: unknown) => Promise<Task | undefined>;
  /** Follows a task that was queued before. */
  follow: (id: string) => Promise<Task | undefined>;
  /** Asks the service to stop it. */
  stop: () => Promise<void>;
}

/** Whether a task has come to its end. */
export function isOver(task: Task): boolean {
  return task.state !== "queued" && task.state !== "running";
}

/** Where a file of a task is downloaded; all of them together where none is named. */
export function resultOf(task: Pick<Task, "id">, file?: string): string {
  return address(`/v1/tasks/${encodeURIComponent(task.id)}/result`, { file });
}

/** Follows one task at a time; looking ends with the screen. */
export function useTask(): Following {
  const task = shallowRef<Task>();
  const failed = shallowRef<Problem>();
  const busy = ref(false);
  let alive = true;
  onScopeDispose(() => (alive = false));

  async function guarded(work: () => Promise<Task>): Promise<Task | undefined> {
    failed.value = undefined;
    busy.value = true;
    try {
      return await work();
    } catch (thrown) {
      failed.value = problem(thrown);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  async function until(first: Task): Promise<Task> {
    task.value = first;
    for (let look = 0; alive && !isOver(task.value); look += 1) {
      await new Promise((done) => setTimeout(done, LOOKS[Math.min(look, LOOKS.length - 1)]));
      if (alive) task.value = await get<Task>(`/v1/tasks/${encodeURIComponent(first.id)}`);
    }
    return task.value;
  }

  return {
    task,
    problem: failed,
    busy,
    running: computed(() => task.value !== undefined && !isOver(task.value)),
    start: (path, body) => guarded(async () => until(await send<Task>("POST", path, body))),
    follow: (id) => guarded(async () => until(await get<Task>(`/v1/tasks/${encodeURIComponent(id)}`))),
    stop: async () => {
      if (task.value) await send("DELETE", `/v1/tasks/${encodeURIComponent(task.value.id)}`).catch(() => undefined);
    },
  };
}
