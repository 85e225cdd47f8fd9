import type { components } from "./schema.js";

/** An error document of the API (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** What is wrong, for programs. The server may send codes that are newer than this list. */
export type ErrorCode = components["schemas"]["ErrorCode"];

/** The server answered, and the answer is an error. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /** The HTTP status. */
  readonly status: number;
  /** What is wrong. Empty if the answer was no problem document, as from a proxy. */
  readonly codes: readonly ErrorCode[];
  /** The kind of problem, for people. */
  readonly title: string;
  /** This very problem, for people. */
  readonly detail: string;
  /** Names the request in the server's logs. */
  readonly requestId: string | undefined;
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(status: number, headers: Headers, problem: Partial<Problem>) {
    const title = problem.title ?? `HTTP status ${status}`;
    super(problem.detail ?? title);
    this.status = status;
    this.codes = problem.errors ?? [];
    this.title = title;
    this.detail = problem.detail ?? title;
    this.requestId = problem.request_id ?? headers.get("X-Request-Id") ?? undefined;
    this.retryAfter = seconds(headers.get("Retry-After"));
  }

  is(code: ErrorCode): boolean {
    return this.codes.includes(code);
  }

  static async of(response: Response): Promise<ProblemError> {
    return new ProblemError(response.status, response.headers, await problemIn(response));
  }
}

/** No answer came: no connection, or none in time. Whether the request took effect is unknown. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(cause: unknown) {
    super("The server did not answer", { cause });
  }
}

async function problemIn(response: Response): Promise<Partial<Problem>> {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    return {};
  }
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
function seconds(retryAfter: string | null): number | undefined {
  if (!retryAfter) {
    return undefined;
  }
  if (/^\d+$/.test(retryAfter)) {
    return Number(retryAfter);
  }
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
