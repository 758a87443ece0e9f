// Asking again and again, for as long as a view is shown.

import { ApiError } from "./api.js";

const SILENT = new Set([401]);

/**
 * Calls ask at once and then every so many milliseconds, never twice at a time, and not while nobody
 * sees the page. Returns what asks at once.
 */
export function poll(signal, millis, ask, onError = () => {}) {
  let timer;
  let running;
  let complained = "";

  async function turn() {
    clearTimeout(timer);
    if (signal.aborted) {
      return;
    }
    if (!document.hidden) {
      try {
        running = ask();
        await running;
        complained = "";
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        // What stays wrong is told once.
        if (!signal.aborted && !SILENT.has(error.status) && error.message !== complained) {
          complained = error.message;
          onError(error);
        }
      }
    }
    if (!signal.aborted) {
      timer = setTimeout(turn, millis);
    }
  }

  signal.addEventListener("abort", () => clearTimeout(timer));
  turn();
  return async () => {
    await running?.catch(() => {});
    await turn();
  };
}
