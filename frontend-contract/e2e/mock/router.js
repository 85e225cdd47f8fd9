// Finds the operation of a request. Each file of handlers exports its routes: [method, path, handler].
import { Refused } from "./refused.js";

/** A part of a path that begins with a colon stands for one segment: a number for `:seq`, else anything. */
const pattern = (path) =>
  new RegExp(
    `^${path
      .replaceAll(".", "[.]")
      .replace(/:seq/g, "(?<seq>\\d+)")
      .replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`,
  );

/**
 * @param routes a handler is given the call: `user`, `params`, `query`, `body` (parsed), `headers`, `limit`, `header(name,
 *     value)`, and `next(parameters)`, which announces the next page. What it returns is the body, with 200; `created(body)` is 201,
 *     nothing 204.
 */
export function router(routes) {
  const known = routes.map(([method, path, handler]) => ({ method, path: pattern(path), handler }));
  return (method, pathname) => {
    const here = known.filter(({ path }) => path.test(pathname));
    const route = here.find((candidate) => candidate.method === method);
    if (!route) {
      throw new Refused(here.length > 0 ? "method_not_allowed" : "not_found", `${method} ${pathname}`);
    }
    const params = Object.entries(route.path.exec(pathname).groups ?? {});
    return {
      handler: route.handler,
      params: Object.fromEntries(params.map(([name, value]) => [name, decodeURIComponent(value)])),
    };
  };
}

class Created {
  constructor(body) {
    this.body = body;
  }
}

export const created = (body) => new Created(body);

/** The status and the body of what a handler returned. */
export const answerOf = (result) =>
  result === undefined ? [204, undefined] : result instanceof Created ? [201, result.body] : [200, result];

const made = new Map();

/** Under an idempotency key something is made once, and every repeat is answered with it. */
export function once({ user, headers, body }, make) {
  const key = headers["idempotency-key"] && `${user.handle} ${headers["idempotency-key"]}`;
  const before = made.get(key);
  if (before && before.request !== JSON.stringify(body)) {
    throw new Refused("idempotency_key_reused", "Another request had this key: take a new one.");
  }
  const result = before?.result ?? make();
  if (key) {
    made.set(key, { request: JSON.stringify(body), result });
  }
  return result;
}
