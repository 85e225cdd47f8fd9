import type { Message, MessageGroup } from "@cruddur/messaging-client";
import { navigate } from "wouter/use-browser-location";
import { conversationAddress } from "../addresses";
import { plain } from "../messages/parts";

const LONGEST = 140;

/** Shows a message outside the pages. A newer one of the same conversation takes its place. */
export function show(message: Message, group: MessageGroup, hasSound: boolean): void {
  const name = plain(message.display_name);
  const text = plain(message.message);
  try {
    const notification = new Notification(group.title ? `${name} · ${plain(group.title)}` : name, {
      body: text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text,
      tag: group.uuid,
      icon: "/favicon.svg",
      // The sound is our own, and can be off.
      silent: true,
    });
    notification.onclick = () => {
      window.focus();
      navigate(conversationAddress(group.uuid));
      notification.close();
    };
  } catch {
    // A browser on a phone has notifications only for pages that are installed.
    return;
  }
  if (hasSound) {
    void play().catch(() => undefined);
  }
}

/** Two short, low tones. A browser in which nobody has clicked yet stays silent. */
async function play(): Promise<void> {
  const audio = new AudioContext();
  const gain = new GainNode(audio, { gain: 0.04 });
  gain.connect(audio.destination);
  [587, 784].forEach((frequency, i) => {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(gain);
    tone.start(i * 0.09);
    tone.stop(i * 0.09 + 0.08);
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await audio.close();
}
