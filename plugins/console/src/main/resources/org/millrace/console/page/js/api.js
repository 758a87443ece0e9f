// The REST API of the plugin admin.

const BASE = "/api/v1/";

/** What the server, or the way to it, has against a request. Status 0: there was no answer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A path of segments of any text; a name's slashes stay slashes. */
export function path(...segments) {
  return segments
    .flatMap((segment) => segment.split("/"))
    .map(encodeURIComponent)
    .join("/");
}

export async function call(method, where, body) {
  let answer;
  try {
    answer = await fetch(BASE + where, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, "The server does not answer.");
  }
  if (!answer.ok) {
    const error = await problem(answer);
    if (error.status === 401) {
      document.dispatchEvent(new Event("signed-out"));
    }
    throw error;
  }
  return answer.status === 204 ? null : answer.json();
}

/** RFC 9457, or what else was answered. */
async function problem(answer) {
  try {
    const told = await answer.json();
    return new ApiError(answer.status, told.detail || told.title);
  } catch {
    return new ApiError(answer.status, `${answer.status} ${answer.statusText}`);
  }
}

export const get = (where) => call("GET", where);

/** The items of a list. */
export const list = async (where) => (await get(where)).items;


/** Where a browser can download from. */
export const address = (where) => BASE + where;
