// Bit rates over time, by uPlot.

import { el, loadScript } from "./dom.js";
import { bitrate } from "./format.js";

const HEIGHT = 190;
const LEAST_SECONDS = 60;

const TWO_DIGITS = { hour12: false, hour: "2-digit", minute: "2-digit", second: "2-digit" };
const clock = (time) => new Date(time * 1000).toLocaleTimeString("en", TWO_DIGITS);

/** A colour of the style sheets as it is now, in light or in dark. */
function colour(name) {
  const probe = el("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A chart of what comes in and what goes out. The data are three arrays: times, in, out. */
export async function rateChart(title, signal) {
  await loadScript("/console/lib/uplot/uPlot.iife.min.js");
  const frame = el("div", { class: "chart", role: "img", "aria-label": title });
  const axis = {
    stroke: () => colour("text-soft"),
    grid: { stroke: () => colour("line"), width: 1 },
    ticks: { stroke: () => colour("line"), width: 1 },
    font: "12px system-ui, sans-serif",
  };
  const line = (label, name) => ({
    label,
    stroke: () => colour(name),
    width: 2,
    points: { show: false },
    value: (chart, value) => (value === null || value === undefined ? "–" : bitrate(value)),
  });
  const plot = new window.uPlot(
    {
      width: 400,
      height: HEIGHT,
      series: [
        { label: "Time", value: (chart, time) => (time ? clock(time) : "–") },
        line("In", "series-in"),
        line("Out", "series-out"),
      ],
      axes: [
        { ...axis, space: 90, values: (chart, ticks) => ticks.map(clock) },
        { ...axis, size: 84, values: (chart, ticks) => ticks.map(bitrate) },
      ],
      scales: {
        x: { range: (chart, first, last) => [Math.min(first, last - LEAST_SECONDS), last] },
        y: { range: (chart, low, high) => [0, Math.max(high * 1.1, 1000)] },
      },
      cursor: { drag: { x: false, y: false } },
    },
    [[], [], []],
    frame,
  );
  const sized = new ResizeObserver(([entry]) => {
    plot.setSize({ width: Math.max(entry.contentRect.width, 160), height: HEIGHT });
  });
  sized.observe(frame);
  const redraw = () => plot.redraw();
  document.addEventListener("theme", redraw, { signal });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal });
  signal.addEventListener("abort", () => {
    sized.disconnect();
    plot.destroy();
  });
  return { element: frame, update: (data) => plot.setData(data) };
}
