import { useEffect, useState } from "react";
import { useServices } from "../services";
import { poll } from "./poll";

const EVERY = 20_000;

/** The uuids of the others in a conversation who are online, asked while it can be seen. */
export function useOnline(groupUuid: string | undefined): readonly string[] {
  const { client } = useServices();
  const [online, setOnline] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!groupUuid) {
      return undefined;
    }
    const polling = poll({
      interval: () => EVERY,
      longestPause: 2 * EVERY,
      run: async (signal) => setOnline(await client.online(groupUuid, { signal, retry: { attempts: 1 } })),
      onError: (error) => error !== null && setOnline([]),
    });
    return () => {
      polling.stop();
      setOnline([]);
    };
  }, [client, groupUuid]);
  return online;
}
