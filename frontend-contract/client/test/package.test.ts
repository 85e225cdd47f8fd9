import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScriptedServer } from "./server.js";

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const modules = join(workspace, "node_modules");
// Without what the npm that runs this test tells its scripts: the folder below is no part of the workspace.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_OPTIONS$/i.test(name)));

let folder: string;
let tarball: string;
let installed: string;
let server: ScriptedServer;

/** Packs the client as `npm publish` does, and installs it with its dependencies; those as they are here, offline. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "messaging-client-"));
  tarball = await pack(join(workspace, "client"));
  const dependencies = await Promise.all(
    ["eventsource-parser", "openapi-fetch", "openapi-typescript-helpers"].map((name) =>
      pack(join(modules, name), "--ignore-scripts"),
    ),
  );
  const app = join(folder, "app");
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), '{ "private": true }');
  await run(app, "npm", "install", "--offline", "--silent", "--no-audit", "--no-fund", tarball, ...dependencies);
  installed = join(app, "node_modules/@cruddur/messaging-client");
  server = await ScriptedServer.start();
}, 240_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function pack(from: string, ...options: string[]): Promise<string> {
  const to = mkdtempSync(join(folder, "packed-"));
  await run(from, "npm", "pack", "--silent", "--foreground-scripts=false", "--pack-destination", to, ...options);
  return join(to, readdirSync(to)[0]!);
}

async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, env })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`, { cause: error });
  }
}

/** In the folder that has the package and nothing else. */
function node(file: string, code: string, ...args: string[]): Promise<string> {
  writeFileSync(join(folder, "app", file), code);
  return run(join(folder, "app"), process.execPath, ...args);
}

async function typeCheck(file: string, code: string, module: string): Promise<void> {
  const moduleResolution = module === "NodeNext" ? module : "bundler";
  const options = { noEmit: true, strict: true, target: "ES2022", lib: "ES2022,DOM", module, moduleResolution };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  await node(file, code, join(modules, "typescript/bin/tsc"), ...args, file);
}

const TYPED = `
import { createMessagingClient, follow, ProblemError, type Message } from "@cruddur/messaging-client";
const client = createMessagingClient({ baseUrl: "http://127.0.0.1", getToken: async () => "token" });
const sent: Message = await client.send({ handle: "londo", message: "hello" });
for await (const message of follow(client, sent.message_group_uuid, 0)) {
  const seq: number = message.seq;
  console.log(seq);
}
export const isUnknown = (error: ProblemError) => error.is("user_not_found");
// @ts-expect-error no code of the contract
export const isOdd = (error: ProblemError) => error.is("odd");
`;

describe("the packed client", { timeout: 240_000 }, () => {
  it("satisfies publint", async () => {
    await run(workspace, join(modules, ".bin/publint"), "run", tarball, "--strict");
  });

  it("satisfies Are the types wrong, as ESM only", async () => {
    await run(workspace, join(modules, ".bin/attw"), tarball, "--profile", "esm-only", "--no-emoji", "--no-color");
  });

  it("holds the license, the changelog and the readme", () => {
    const license = readFileSync(join(installed, "LICENSE"), "utf8");
    expect(license).toBe(readFileSync(join(workspace, "../LICENSE"), "utf8"));
    const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { version: string };
    expect(readFileSync(join(installed, "CHANGELOG.md"), "utf8")).toContain(`\n## ${version} - `);
    expect(existsSync(join(installed, "README.md"))).toBe(true);
  });

  it.each(["README.md", "CHANGELOG.md"])("%s links to nothing that is not in it", (page) => {
    const links = [...readFileSync(join(installed, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(
      ([, link]) => link!,
    );
    expect(links).not.toHaveLength(0);
    expect(links.filter((link) => !/^https:\/\//.test(link) && !existsSync(join(installed, link)))).toEqual([]);
  });

  it("has source maps that lead to sources in it", () => {
    const dist = join(installed, "dist");
    const made = readdirSync(dist).filter((name) => /\.(js|d\.ts)$/.test(name) && name !== "schema.d.ts");
    expect(made).not.toHaveLength(0);
    for (const name of made) {
      const { sources } = JSON.parse(readFileSync(join(dist, `${name}.map`), "utf8")) as { sources: string[] };
      expect(sources.filter((source) => !existsSync(join(dirname(join(dist, name)), source)))).toEqual([]);
    }
  });

  it.each([
    ["import", "program.mjs", 'import { createMessagingClient } from "@cruddur/messaging-client";'],
    ["require", "program.cjs", 'const { createMessagingClient } = require("@cruddur/messaging-client");'],
  ])("is used from JavaScript by %s", async (_, file, line) => {
    server.answer({ body: { uuid: "u", handle: "londo", display_name: "Londo Mollari" } });
    const code = `${line}
      createMessagingClient({ baseUrl: process.argv[2] }).user("londo").then((user) => console.log(user.display_name));`;
    expect(await node(file, code, "--no-warnings", file, server.url)).toBe("Londo Mollari\n");
  });

  it.each([
    ["NodeNext", "program.mts"],
    ["ESNext", "program.ts"],
  ])("is used from TypeScript, module %s", (module, file) => typeCheck(file, TYPED, module));
});
