import { describe, expect, it } from "vitest";
import { bubble, call, conversationWith, field, messages, open, unique, useBrowser, visit, write } from "./stack";

useBrowser();

/** From now on the pages learn nothing by asking: only what the stream tells can come. */
async function withoutAsking(page: Awaited<ReturnType<typeof visit>>): Promise<void> {
  await page.route(/\/api\/(messages|message_groups)/, (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
}

describe("without asking", () => {
  it("a message, an edit, a reaction, a deletion and the read mark come by themselves", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko");
    await open(andrew, "Andrew Bayko");
    await messages(andrew).first().waitFor();
    await open(bayko, "Andrew Brown");
    await messages(bayko).first().waitFor();
    await withoutAsking(bayko);

    const text = unique("By itself");
    await write(andrew, text);
    await bubble(bayko, text).waitFor();
    await conversationWith(bayko, "Andrew Brown").getByText(text).waitFor();

    const { uuid, last_seq } = (
      await call<{ uuid: string; last_seq: number; handle: string }[]>(andrew, "GET", "/api/message_groups?limit=20")
    ).find(({ handle }) => handle === "bayko")!;
    await call(andrew, "PUT", `/api/messages/${uuid}/${last_seq}`, { message: `${text}, edited` });
    await bubble(bayko, `${text}, edited`).waitFor();
    await call(andrew, "PUT", `/api/messages/${uuid}/${last_seq}/reactions/${encodeURIComponent("👍")}`);
    await bubble(bayko, text).getByText("👍").first().waitFor();
    await call(andrew, "DELETE", `/api/messages/${uuid}/${last_seq}`);
    await bubble(bayko, text).waitFor({ state: "detached" });
  });

  it("one sees that the other is writing, and that they are there", async () => {
    const andrew = await visit("/messages");
    const bayko = await visit("/messages", "bayko");
    await open(bayko, "Andrew Brown");
    await open(andrew, "Andrew Bayko");
    await andrew.locator(".conversation__header").getByText("online").waitFor();

    await field(bayko).pressSequentially("I am wri");
    await andrew.getByText("Andrew Bayko is writing").waitFor();
    const text = unique("Written");
    await write(bayko, text);
    await bubble(andrew, text).waitFor();
    await andrew.getByText("Andrew Bayko is writing").waitFor({ state: "detached" });
  });

  it("the tabs of a browser share one stream, and another tab takes it over", async () => {
    const first = await visit("/messages");
    await conversationWith(first, "Andrew Bayko").waitFor();
    const streams = () =>
      Promise.all(
        first
          .context()
          .pages()
          .map((page) =>
            page.evaluate(
              () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/api/events")).length,
            ),
          ),
      );
    const others = [];
    for (let i = 0; i < 3; i++) {
      const page = await first.context().newPage();
      await page.goto("/messages");
      await conversationWith(page, "Andrew Bayko").waitFor();
      others.push(page);
    }
    const bayko = await visit("/messages", "bayko");
    await open(bayko, "Andrew Brown");
    const [last] = others.slice(-1);
    await withoutAsking(last!);
    const text = unique("To every tab");
    await write(bayko, text);
    await conversationWith(last!, "Andrew Bayko").getByText(text).waitFor();
    expect((await streams()).slice(1)).toEqual([0, 0, 0]);

    await first.close();
    const later = unique("After the first");
    await write(bayko, later);
    await conversationWith(last!, "Andrew Bayko").getByText(later).waitFor();
  });

  it("a quiet line says when it is tried again", async () => {
    const page = await visit("/messages", "londo");
    await page.route("**/api/events", (route) => route.abort());
    await page.reload();
    await page.getByText("Nothing new comes by itself").waitFor();
    await page.unroute("**/api/events");
    await page.getByRole("button", { name: "Try now" }).click();
    await page.getByText("Nothing new comes by itself").waitFor({ state: "detached" });
  });
});
