// Live updates: who has a stream open is told what happens, as it happens.
const streams = new Map();

/** Leaves a stream open for a user. */
export function openStream(user, response) {
  const mine = streams.get(user) ?? streams.set(user, new Set()).get(user);
  mine.add(response);
  response.on("close", () => mine.delete(response));
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  write(response, "ready", { time: new Date().toISOString() });
}

export const isOnline = (user) => (streams.get(user)?.size ?? 0) > 0;

/** How many streams are open, all in all. */
export const streamCount = () => [...streams.values()].reduce((sum, { size }) => sum + size, 0);

/** Ends all streams, as a server that stops. */
export function endStreams() {
  for (const mine of streams.values()) {
    mine.forEach((response) => response.end("event: closing\ndata: {}\n\n"));
  }
}

/** After the answer to whoever has done it. @param dataFor what a member is told; undefined: nothing */
export function announce(members, event, dataFor) {
  setImmediate(() => {
    for (const member of members) {
      const data = streams.get(member)?.size ? dataFor(member) : undefined;
      if (data !== undefined) {
        streams.get(member).forEach((response) => write(response, event, data));
      }
    }
  });
}

export const typing = (group, user) =>
  announce(
    group.members.filter((member) => member !== user),
    "typing",
    () => ({ message_group_uuid: group.uuid, user_uuid: user.uuid }),
  );

function write(response, event, data) {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
