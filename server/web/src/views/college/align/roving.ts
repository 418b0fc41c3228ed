/** Arrow keys move among the cells of a table, Home and End along a row: one stop of the tab key for all of them. */
const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell that a key leads to, of those marked `data-at="row:column"`. */
export function rove(event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>("[data-at]");
  const table = from?.closest("table");
  if (!from || !table) return;
  const [row = 0, column = 0] = (from.dataset["at"] ?? "").split(":").map(Number);
  const move = MOVES[event.key];
  const ends = table.querySelectorAll<HTMLElement>(`[data-at^="${row}:"]`);
  let to: HTMLElement | null | undefined;
  if (move) to = table.querySelector<HTMLElement>(`[data-at="${row + move[0]}:${column + move[1]}"]`);
  else if (event.key === "Home") to = ends[0];
  else if (event.key === "End") to = ends[ends.length - 1];
  else return;
  event.preventDefault();
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
