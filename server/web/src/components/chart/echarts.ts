/** The only file that knows ECharts; it is loaded when the first chart is shown. */
import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
} from "echarts/components";
import { init, use, type ComposeOption, type ECharts } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { token } from "@/theme/theme";
import type { Figure, Series } from "./figure";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

type Parts = BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption;
type Option = ComposeOption<Parts>;

/** The widest bar. */
const WIDEST = 36;

/** An empty chart in a box. */
export function chart(box: HTMLElement): ECharts {
  return init(box, null, { renderer: "svg" });
}

/** Draws a figure in the colours of the theme. */
export function draw(chart: ECharts, figure: Figure): void {
  chart.setOption(option(figure), { notMerge: true });
}

function option(figure: Figure): Option {
  const text = { color: token("ink-2"), fontFamily: token("font"), fontSize: 12 };
  const labels = {
    type: "category" as const,
    data: figure.labels,
    inverse: figure.lying ?? false,
    axisLabel: { ...text, interval: 0, hideOverlap: true },
    axisLine: { lineStyle: { color: token("line-strong") } },
    axisTick: { show: false },
  };
  const values = {
    type: "value" as const,
    scale: figure.scaled ?? false,
    axisLabel: { ...text, formatter: figure.format },
    splitLine: { lineStyle: { color: token("line") } },
  };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 4, right: 16, top: 12, bottom: figure.series.length > 1 ? 30 : 4, containLabel: true },
    legend: figure.series.length > 1 ? { bottom: 0, itemWidth: 14, itemHeight: 10, textStyle: text } : { show: false },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: figure.series[0]?.kind === "line" ? "line" : "shadow" },
      valueFormatter: (value) => (typeof value === "number" ? figure.format(value) : "–"),
      backgroundColor: token("surface"),
      borderColor: token("line"),
      textStyle: { ...text, color: token("ink") },
      confine: true,
    },
    xAxis: figure.lying ? values : labels,
    yAxis: figure.lying ? labels : values,
    series: figure.series.map(series),
  };
}

function series({ name, values: data, colour, kind, stack }: Series): BarSeriesOption | LineSeriesOption {
  const shown = { name, data, color: token(colour) };
  if (kind === "line") return { ...shown, type: "line", symbol: "circle", symbolSize: 7, lineStyle: { width: 2 } };
  const bar: BarSeriesOption = { ...shown, type: "bar", barMaxWidth: WIDEST };
  return stack === undefined ? bar : { ...bar, stack };
}
