// What the server and its streams have done since the page was opened, up to 15 minutes of it.

import { get, list } from "./api.js";
import { poll } from "./poll.js";

const SAMPLE_MILLIS = 2000;
const SAMPLES = 450;

/** Times, bits in a second in, bits in a second out: as uPlot takes them. */
class Series {
  data = [[], [], []];

  add(time, rateIn, rateOut) {
    [time, rateIn, rateOut].forEach((value, index) => {
      const values = this.data[index];
      values.push(value);
      if (values.length > SAMPLES) {
        values.shift();
      }
    });
  }
}

export const keyOf = (stream) => JSON.stringify([stream.application, stream.name]);

/** Asks for server and streams every two seconds, and tells who watches. */
export class History {
  server = null;
  streams = [];
  total = new Series();
  #ofStream = new Map();
  #watchers = new Set();

  constructor(signal, onError) {
    this.refresh = poll(signal, SAMPLE_MILLIS, () => this.#sample(), onError);
  }

  /** Calls back now, if there is something to see, and after each sample. */
  watch(signal, callback) {
    this.#watchers.add(callback);
    signal.addEventListener("abort", () => this.#watchers.delete(callback));
    if (this.server) {
      callback(this);
    }
  }

  of(stream) {
    const key = keyOf(stream);
    if (!this.#ofStream.has(key)) {
      this.#ofStream.set(key, new Series());
    }
    return this.#ofStream.get(key);
  }

  async #sample() {
    const [server, streams] = await Promise.all([get("server"), list("streams")]);
    const now = Date.now() / 1000;
    this.server = server;
    this.streams = streams;
    this.total.add(now, server.bitsPerSecondIn, server.bitsPerSecondOut);
    streams.forEach((one) => this.of(one).add(now, one.bitsPerSecondIn, one.bitsPerSecondOut));
    this.#forget(new Set(streams.map(keyOf)));
    this.#watchers.forEach((callback) => callback(this));
  }

  #forget(living) {
    for (const key of this.#ofStream.keys()) {
      if (!living.has(key)) {
        this.#ofStream.delete(key);
      }
    }
  }
}
