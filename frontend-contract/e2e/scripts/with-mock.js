// Runs a command while the mock is up: node scripts/with-mock.js vitest run
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const port = Number(process.env.PORT ?? 4580);
const mock = spawn(process.execPath, [fileURLToPath(new URL("../mock/main.js", import.meta.url))], {
  env: { ...process.env, PORT: String(port) },
  stdio: ["ignore", "pipe", "inherit"],
});
// A mock that does not start, for want of its port for instance, must not look like tests that have passed.
mock.on("exit", (code) => process.exit(code || 1));
mock.stdout.once("data", () => {
  const [command, ...args] = process.argv.slice(2);
  const env = { ...process.env, CRUDDUR_URL: `http://127.0.0.1:${port}`, CRUDDUR_MOCK: "1" };
  spawn(command, args, { env, stdio: "inherit" }).on("exit", (code) => {
    mock.removeAllListeners("exit");
    mock.kill();
    process.exit(code ?? 1);
  });
});
