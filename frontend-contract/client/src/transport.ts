import { deadline, throwIfAborted } from "./abort.js";
import { NetworkError, ProblemError } from "./problem.js";
import { withRetry, type NextTry, type RetryOptions } from "./retry.js";

/**
 * An access token, or null to send none.
 *
 * With `forceRefresh` the API has just refused the token of before: give a new one. It is asked for once per request.
 * `refused` is that token: where it is not the newest any more, the newest need not be renewed.
 */
export type GetToken = (options: { forceRefresh: boolean; refused?: string }) => Promise<string | null | undefined>;

export interface Transport {
  getToken: GetToken | undefined;
  fetch: (request: Request) => Promise<Response>;
  retry: RetryOptions;
  /** Milliseconds that one attempt may take. */
  timeout: number;
}

/** Sends a request with a token, again where that is safe and useful. Anything but a 2xx answer is an error. */
export async function exchange(
  transport: Transport,
  request: Request,
  onRetry?: (next: NextTry) => void,
): Promise<Response> {
  const attempts = isRepeatable(request) ? transport.retry.attempts : 1;
  return withRetry(() => signedIn(transport, request), { ...transport.retry, attempts }, request.signal, onRetry);
}

/** A POST without an Idempotency-Key could take effect twice. */
function isRepeatable(request: Request): boolean {
  return request.method !== "POST" || request.headers.has("Idempotency-Key");
}

/** Opens an answer that has no end: it has no time limit, and is read by whoever has asked. */
export function openStream(transport: Transport, request: Request): Promise<Response> {
  return signedIn(transport, request, async (token) => {
    try {
      return await transport.fetch(withToken(request.clone(), token));
    } catch (cause) {
      throwIfAborted(request.signal);
      throw new NetworkError(cause);
    }
  });
}

async function signedIn(
  transport: Transport,
  request: Request,
  send = (token: Token) => attempt(transport, request, token),
): Promise<Response> {
  const token = await transport.getToken?.({ forceRefresh: false });
  const response = await send(token);
  if (response.status === 401 && transport.getToken) {
    const fresh = await transport.getToken({ forceRefresh: true, refused: token ?? undefined });
    if (fresh && fresh !== token) {
      return successful(await send(fresh));
    }
  }
  return successful(response);
}

type Token = string | null | undefined;

function withToken(request: Request, token: Token): Request {
  if (token) {
    request.headers.set("Authorization", `Bearer ${token}`);
  }
  return request;
}

async function attempt(transport: Transport, request: Request, token: Token): Promise<Response> {
  throwIfAborted(request.signal);
  const { signal, clear } = deadline(transport.timeout, request.signal);
  const copy = withToken(new Request(request.clone(), { signal }), token);
  try {
    const response = await transport.fetch(copy);
    // The body too must come in time. As text: React Native has no bytes to give.
    const body = await response.text();
    const hasBody = response.status !== 204 && response.status !== 304;
    return new Response(hasBody ? body : null, response);
  } catch (cause) {
    throwIfAborted(request.signal);
    throw new NetworkError(cause);
  } finally {
    clear();
  }
}

async function successful(response: Response): Promise<Response> {
  if (!response.ok) {
    throw await ProblemError.of(response);
  }
  return response;
}
