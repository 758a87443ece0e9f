// Numbers and times for people.

/** 1234567 -> "1.23 M". */
function scaled(value, units, step) {
  let index = 0;
  while (value >= step && index < units.length - 1) {
    value /= step;
    index++;
  }
  const digits = index === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[index]}`;
}

export const bytes = (count) => scaled(count ?? 0, ["B", "KiB", "MiB", "GiB", "TiB"], 1024);

export const bitrate = (bits) => scaled(bits ?? 0, ["bit/s", "kbit/s", "Mbit/s", "Gbit/s"], 1000);

export const count = (number) => (number ?? 0).toLocaleString("en");

export const seconds = (value) => `${value.toFixed(value < 10 ? 2 : 1)} s`;

/** From a time until now: "3 d 4 h", "5 min 7 s". */
export function since(time) {
  const total = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  const parts = [
    [Math.floor(total / 86400), "d"],
    [Math.floor(total / 3600) % 24, "h"],
    [Math.floor(total / 60) % 60, "min"],
    [total % 60, "s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown.map(([value, unit]) => `${value} ${unit}`).join(" ");
}

/** The time of the day, in the reader's zone. */
export function clock(time) {
  return new Date(time).toLocaleTimeString("en", { hour12: false });
}

/** Day and time, in the reader's zone. */
export function date(time) {
  return new Date(time).toLocaleString("en", {
    dateStyle: "medium",
    timeStyle: "medium",
    hour12: false,
  });
}

/** "h264 1280×720, aac 48 kHz stereo". */
export function tracks(all) {
  return all.filter((one) => one.kind !== "data").map(track).join(", ") || "–";
}

function track(one) {
  const parts = [one.codec];
  if (one.width) {
    parts.push(`${one.width}×${one.height}`);
  }
  if (one.sampleRate) {
    parts.push(`${one.sampleRate / 1000} kHz`);
  }
  if (one.channels) {
    parts.push({ 1: "mono", 2: "stereo" }[one.channels] ?? `${one.channels} channels`);
  }
  return parts.join(" ");
}
