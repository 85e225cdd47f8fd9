import type { UserShort } from "@cruddur/messaging-client";
import { useEffect, useState } from "react";
import { useServices } from "../services";

/** Milliseconds without typing before the server is asked. */
const PAUSE = 200;
/** As the contract has it, in characters. */
const LEAST = 2;
const MOST = 64;

export interface PeopleSearch {
  /** Enough was typed to look for somebody. */
  isEnough: boolean;
  isLooking: boolean;
  people: readonly UserShort[];
  problem: unknown;
}

/** What somebody typed, as the server looks for it: without the @ of a handle. */
export const wanted = (typed: string) => [...typed.trim().replace(/^@/, "")].slice(0, MOST).join("");

/** The people whose handle or name begins with what was typed. While one types on, those found before stay. */
export function usePeopleSearch(typed: string): PeopleSearch {
  const { client } = useServices();
  const query = wanted(typed);
  const isEnough = [...query].length >= LEAST;
  const [found, setFound] = useState<{ query: string; people: readonly UserShort[]; problem: unknown }>({
    query: "",
    people: [],
    problem: null,
  });
  useEffect(() => {
    if (!isEnough) {
      return;
    }
    const gone = new AbortController();
    const ask = () =>
      client.searchUsers(query, { signal: gone.signal }).then(
        (people) => setFound({ query, people, problem: null }),
        (problem: unknown) => gone.signal.aborted || setFound({ query, people: [], problem }),
      );
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [client, query, isEnough]);
  const isAnswered = isEnough && found.query === query;
  return {
    isEnough,
    isLooking: isEnough && !isAnswered,
    people: isEnough ? found.people : [],
    problem: isAnswered ? found.problem : null,
  };
}
