// An OpenID provider for the sample users, as far as the pages need one: code flow with PKCE, refresh tokens, sign-out.
import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { userCalled } from "./store.js";

const PASSWORD = "Cruddur1!";
const sessions = new Map();
const codes = new Map();
const refreshTokens = new Map();
const accessTokens = new Map();

/** The user of a valid access token. */
export function userOf(authorization) {
  return accessTokens.get(authorization?.replace(/^Bearer /, ""));
}

const jwt = (claims) =>
  [{ alg: "RS256", kid: "mock" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("bW9jaw")
    .join(".");

function tokens(user, issuer, clientId, nonce) {
  const now = Math.floor(Date.now() / 1000);
  const common = { iss: issuer, sub: user.uuid, iat: now, exp: now + 3600, jti: randomUUID() };
  const access_token = jwt({ ...common, client_id: clientId, token_use: "access" });
  const refresh_token = randomUUID();
  accessTokens.set(access_token, user);
  refreshTokens.set(refresh_token, user);
  const id_token = jwt({
    ...common,
    aud: clientId,
    nonce,
    token_use: "id",
    preferred_username: user.handle,
    name: user.display_name,
  });
  return {
    access_token,
    refresh_token,
    id_token,
    token_type: "Bearer",
    expires_in: 3600,
    scope: "openid profile email",
  };
}

const loginPage = (query, wrong) => `<!DOCTYPE html><html lang="en"><title>Please sign in</title>
<form method="post" action="/login"><h1>Please sign in</h1>${wrong ? "<p>Bad credentials</p>" : ""}
<input type="hidden" name="query" value="${encodeURIComponent(query)}">
<label>Username <input name="username" autofocus></label>
<label>Password <input name="password" type="password"></label>
<button type="submit">Sign in</button></form></html>`;

async function formOf(request) {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
  }
  return new URLSearchParams(body);
}

export function signIn(issuer) {
  return createServer(async (request, response) => {
    const url = new URL(request.url, issuer);
    const json = (status, body) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const redirect = (location, headers) => {
      response.writeHead(302, { Location: location, ...headers });
      response.end();
    };
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Headers", "*, Authorization");
    const session = /mock-sign-in=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];

    if (request.method === "OPTIONS") {
      response.end();
    } else if (url.pathname === "/.well-known/openid-configuration") {
      json(200, {
        issuer,
        authorization_endpoint: `${issuer}/oauth2/authorize`,
        token_endpoint: `${issuer}/oauth2/token`,
        end_session_endpoint: `${issuer}/connect/logout`,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
      });
    } else if (url.pathname === "/oauth2/authorize") {
      const user = sessions.get(session);
      if (!user) {
        response.setHeader("Content-Type", "text/html");
        response.end(loginPage(url.search, false));
        return;
      }
      const code = randomUUID();
      codes.set(code, { user, query: url.searchParams });
      const back = new URL(url.searchParams.get("redirect_uri"));
      back.searchParams.set("code", code);
      back.searchParams.set("state", url.searchParams.get("state"));
      redirect(back.href);
    } else if (url.pathname === "/login") {
      const form = await formOf(request);
      const user = userCalled(form.get("username"));
      const query = decodeURIComponent(form.get("query"));
      if (!user || form.get("password") !== PASSWORD) {
        response.setHeader("Content-Type", "text/html");
        response.end(loginPage(query, true));
        return;
      }
      const id = randomUUID();
      sessions.set(id, user);
      redirect(`/oauth2/authorize${query}`, { "Set-Cookie": `mock-sign-in=${id}; HttpOnly; Path=/` });
    } else if (url.pathname === "/oauth2/token") {
      const form = await formOf(request);
      if (form.get("grant_type") === "refresh_token") {
        const user = refreshTokens.get(form.get("refresh_token"));
        // As Cognito's, with rotation: good for one use.
        refreshTokens.delete(form.get("refresh_token"));
        json(user ? 200 : 400, user ? tokens(user, issuer, form.get("client_id")) : { error: "invalid_grant" });
        return;
      }
      const known = codes.get(form.get("code"));
      codes.delete(form.get("code"));
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (known?.query.get("code_challenge") !== challenge) {
        json(400, { error: "invalid_grant" });
        return;
      }
      json(200, tokens(known.user, issuer, form.get("client_id"), known.query.get("nonce") ?? undefined));
    } else if (url.pathname === "/connect/logout") {
      sessions.delete(session);
      redirect(url.searchParams.get("post_logout_redirect_uri"));
    } else {
      json(404, {});
    }
  });
}
