/** Values of one thing along the labels of a figure; `null` where there is none. */
export interface Series {
  name: string;
  values: (number | null)[];
  /** A token of the theme, without its dashes. */
  colour: string;
  kind: "bar" | "line";
  /** Series of one stack stand on each other. */
  stack?: string;
}

/** What a chart shows. The same figures stand in a table beside it. */
export interface Figure {
  labels: string[];
  series: Series[];
  /** How a value is written. */
  format: (value: number) => string;
  /** Whether bars lie, with the labels down the side. */
  lying?: boolean;
  /** Whether the axis of values may begin elsewhere than at 0; for lines only. */
  scaled?: boolean;
}
