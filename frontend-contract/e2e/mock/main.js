// A stand-in for `./cruddur up`, for work on the pages without Java: npm run mock. Sign in as andrewbrown or another
// sample user. The browser tests pass against it as against the real thing.
import { api } from "./api.js";
import { signIn } from "./sign-in.js";
import { fill } from "./store.js";

const port = Number(process.env.PORT ?? 4570);
const origin = `http://127.0.0.1:${port}`;
const issuer = `http://127.0.0.1:${port + 1}`;

signIn(issuer).listen(port + 1, "127.0.0.1");
api(origin, issuer, fill(Number(process.env.MANY ?? 5000))).listen(port, "127.0.0.1", () =>
  console.log(`Mock at ${origin}`),
);
