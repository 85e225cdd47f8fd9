// The operations of the contract over the store, and the built pages with the headers that the API gives them.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { routes as conversationRoutes } from "./conversations.js";
import { openStream } from "./events.js";
import { routes as messageRoutes } from "./messages.js";
import { routes as peopleRoutes } from "./people.js";
import { Refused, TITLES } from "./refused.js";
import { answerOf, router } from "./router.js";
import { userOf } from "./sign-in.js";

const DIST = fileURLToPath(new URL("../../web/dist", import.meta.url));
const { pages } = JSON.parse(readFileSync(new URL("../../web/src/addresses.json", import.meta.url), "utf8"));
/** As the API has it: of a conversation's address the last part is a uuid. */
const PAGES = Object.values(pages).map(
  (address) => new RegExp(`^${address.replace(":message_group_uuid", "[0-9a-f-]{36}").replace(/:\w+/, "[^/]+")}$`),
);
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
/** They are answered without a sign-in. */
const PUBLIC = /^\/api\/(activities\/home|users\/@[^/]+\/short)$/;

export function api(origin, issuer, activities) {
  const find = router([
    ...messageRoutes,
    ...conversationRoutes,
    ...peopleRoutes,
    ["GET", "/api/activities/home", () => activities],
  ]);

  function signedIn(request) {
    const user = userOf(request.headers.authorization);
    if (!user) {
      throw new Refused("unauthenticated", "The access token has expired.");
    }
    return user;
  }

  async function answer(request, response, url) {
    const user = userOf(request.headers.authorization);
    if (!user && (request.headers.authorization || !PUBLIC.test(url.pathname))) {
      throw new Refused("unauthenticated", "The access token has expired.");
    }
    const { handler, params } = find(request.method, url.pathname);
    let text = "";
    for await (const chunk of request) {
      text += chunk;
    }
    const limit = Number(url.searchParams.get("limit") ?? 20);
    const next = (rows, parameters) => {
      if (parameters) {
        const query = new URLSearchParams({ limit, ...parameters });
        response.setHeader("Link", `<${url.pathname}?${query}>; rel="next"`);
      }
      return rows;
    };
    const header = (name, value) => response.setHeader(name, value);
    const body = text ? JSON.parse(text) : {};
    return handler({ user, params, query: url.searchParams, headers: request.headers, body, limit, next, header });
  }

  /** An unknown address is the pages' document too, with 404: they say so. A program gets a problem document. */
  async function file(request, response, path) {
    const isPage = PAGES.some((address) => address.test(path));
    const known = extname(path) ? normalize(path) : "/index.html";
    if (!isPage && !extname(path) && !request.headers.accept?.includes("text/html")) {
      response.writeHead(404, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Not found", status: 404, errors: ["not_found"] }));
      return;
    }
    try {
      const content = await readFile(join(DIST, known));
      response.writeHead(isPage || extname(path) ? 200 : 404, {
        "Content-Type": TYPES[extname(known)] ?? "application/octet-stream",
      });
      response.end(content);
    } catch {
      response.writeHead(404);
      response.end();
    }
  }

  return createServer(async (request, response) => {
    const url = new URL(request.url, origin);
    response.setHeader("X-Request-Id", randomUUID().slice(0, 8));
    response.setHeader(
      "Content-Security-Policy",
      `default-src 'self'; connect-src 'self' ${issuer}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    if (url.pathname === "/config.json") {
      response.setHeader("Content-Type", "application/json");
      response.end(
        JSON.stringify({ sign_in: { authority: issuer, client_id: "cruddur-web", scope: "openid profile email" } }),
      );
      return;
    }
    if (!url.pathname.startsWith("/api/")) {
      await file(request, response, url.pathname);
      return;
    }
    try {
      if (url.pathname === "/api/events") {
        openStream(signedIn(request), response);
        return;
      }
      const [status, body] = answerOf(await answer(request, response, url));
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(body && JSON.stringify(body));
    } catch (error) {
      const [status, title] = TITLES[error.code] ?? [500, "Something went wrong"];
      const code = error.code ?? "internal_error";
      if (status === 500) {
        console.error(error);
      }
      response.writeHead(status, { "Content-Type": "application/problem+json" });
      response.end(
        JSON.stringify({
          type: `https://cruddur.example/problems/${code.replaceAll("_", "-")}`,
          title,
          status,
          detail: error.message,
          errors: [code],
          request_id: response.getHeader("X-Request-Id"),
        }),
      );
    }
  });
}
