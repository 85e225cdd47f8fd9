import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build, type Rolldown } from "vite";
import type * as Client from "../src/index.js";

const require = createRequire(import.meta.url);
const text = (path: string) => readFileSync(require.resolve(path), "utf8");

/** The parts of jsdom, which brings no types, that are needed. */
interface Jsdom {
  JSDOM: new (
    html: string,
    options: { url: string },
  ) => { window: Record<"XMLHttpRequest" | "Blob" | "FormData", unknown> & { FileReader: { prototype: object } } };
}

export interface ReactNative {
  client: typeof Client;
  newAbortController: () => AbortController;
}

/**
 * The client in a realm with the globals of React Native and no others: fetch is whatwg-fetch on XMLHttpRequest,
 * AbortController is abort-controller, FileReader gives no ArrayBuffer (so before 0.74). There is no crypto, no
 * DOMException, and no URL, as React Native's resolves no addresses. The engine is Node's, not Hermes.
 *
 * @param origin the only one that can be reached
 */
export async function reactNative(origin: string): Promise<ReactNative> {
  const { window } = new (require("jsdom") as Jsdom).JSDOM("", { url: origin });
  const { XMLHttpRequest, Blob, FileReader, FormData } = window;
  Object.assign(FileReader.prototype, {
    readAsArrayBuffer: () => {
      throw new Error("FileReader.readAsArrayBuffer is not implemented");
    },
  });
  const realm = createContext({ XMLHttpRequest, Blob, FileReader, FormData, setTimeout, clearTimeout });
  const run = (code: string) => runInContext(code, realm) as unknown;
  run(text("whatwg-fetch"));
  run(text("abort-controller/dist/abort-controller.umd"));
  run("globalThis.AbortController = AbortControllerShim.AbortController");
  run(await bundle());
  return {
    client: run("client") as typeof Client,
    newAbortController: () => run("new AbortController()") as AbortController,
  };
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const made = (await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "client" } },
  })) as Rolldown.RolldownOutput[];
  return made[0]!.output[0].code;
}
