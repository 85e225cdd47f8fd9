import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Break the connection instead of answering. */
  hangUp?: boolean;
  /** Never answer. */
  silent?: boolean;
}

/** Answers with what it was given, in order, the last one for ever; remembers what it was asked. */
export class ScriptedServer {
  readonly seen: Seen[] = [];
  private answers: (Answer | ((seen: Seen) => Answer))[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    const scripted = new ScriptedServer(server);
    server.on("request", async (request, response) => {
      let body = "";
      try {
        for await (const chunk of request) {
          body += chunk;
        }
      } catch {
        // The client has given up.
        return;
      }
      const seen = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
      scripted.seen.push(seen);
      const next = scripted.answers.length > 1 ? scripted.answers.shift() : scripted.answers[0];
      const answer = typeof next === "function" ? next(seen) : (next ?? { status: 500 });
      if (answer.silent) {
        return;
      }
      if (answer.hangUp) {
        request.socket.destroy();
        return;
      }
      const status = answer.status ?? 200;
      const type = status < 400 ? "application/json" : "application/problem+json";
      response.writeHead(status, { "Content-Type": type, "X-Request-Id": "4bf92f3577b34da6", ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  answer(...answers: (Answer | ((seen: Seen) => Answer))[]): void {
    this.seen.length = 0;
    this.answers = answers;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/**
 * The value of an example of the contract: what follows `NAME:` and `value:` under `examples:`, as far as these tests
 * need it. Problems only, which are flat.
 */
export function exampleProblem(name: string): Record<string, unknown> {
  const contract = readFileSync(new URL("../../openapi/openapi.yaml", import.meta.url), "utf8");
  const match = new RegExp(`\\n +${name}:\\n(?: +summary:.*\\n)? +value:\\n((?: +[a-z_]+: .*\\n)+)`).exec(contract);
  if (!match) {
    throw new Error(`The contract has no example ${name}`);
  }
  return Object.fromEntries(
    match[1]!
      .trim()
      .split("\n")
      .map((line) => {
        const [, key, value] = /^ *([a-z_]+): (.*)$/.exec(line)!;
        if (key === "errors") {
          return [key, value!.slice(1, -1).split(", ")];
        }
        return [key, key === "status" ? Number(value) : value];
      }),
  ) as Record<string, unknown>;
}
