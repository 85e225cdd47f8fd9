const PREFIX = "cruddur.view.";

/**
 * Marks a conversation as in view in this tab, as long as somebody looks at it, until the returned function is called. The
 * mark is a lock that all tabs can see.
 */
export function markInView(groupUuid: string): () => void {
  let release: (() => void) | undefined;
  const end = () => {
    release?.();
    release = undefined;
  };
  const update = () => {
    if (document.visibilityState === "hidden" || !document.hasFocus()) {
      end();
    } else if (!release) {
      const held = new Promise<void>((resolve) => (release = resolve));
      void navigator.locks.request(PREFIX + groupUuid, { mode: "shared" }, () => held);
    }
  };
  const events = ["visibilitychange", "focus", "blur"];
  events.forEach((event) => window.addEventListener(event, update));
  update();
  return () => {
    events.forEach((event) => window.removeEventListener(event, update));
    end();
  };
}

/** Whether a tab of this browser has it in view. */
export async function isInView(groupUuid: string): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some(({ name }) => name === PREFIX + groupUuid) ?? false;
}
