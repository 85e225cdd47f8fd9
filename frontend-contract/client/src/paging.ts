/**
 * A list that comes in pages. Iterating over it gives the rows, one after the other; `pages()` gives the pages.
 * Nothing is asked of the server before it is needed.
 */
export interface Paged<T> extends AsyncIterable<T> {
  pages(): Pages<T>;
}

export interface Page<T> {
  items: T[];
  hasMore: boolean;
  /** Of `changes` only: how far the page goes. Ask `after` it the next time. */
  lastChangeSeq?: number;
}

/** Unlike a generator it outlives an error: `next()` after a failed `next()` asks for the same page again. */
export interface Pages<T> extends AsyncIterableIterator<Page<T>> {
  next(): Promise<IteratorResult<Page<T>, undefined>>;
}

/** The first page for undefined, otherwise the page at an address from a `Link`. */
type Load<T> = (next: string | undefined) => Promise<Omit<Page<T>, "hasMore"> & { next: string | undefined }>;

export function paged<T>(load: Load<T>): Paged<T> {
  return {
    pages: () => pagesFrom(load),
    async *[Symbol.asyncIterator]() {
      for await (const page of pagesFrom(load)) {
        yield* page.items;
      }
    },
  };
}

function pagesFrom<T>(load: Load<T>): Pages<T> {
  let next: string | undefined;
  let ended = false;
  return {
    async next() {
      if (ended) {
        return { done: true, value: undefined };
      }
      const { next: following, ...page } = await load(next);
      next = following;
      ended = !next;
      return { done: false, value: { ...page, hasMore: !ended } };
    },
    async return() {
      ended = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * The address of the next page (RFC 8288), taken as it stands. Only of the same origin, because the token goes there
 * too. Without `URL`: that of React Native resolves no addresses.
 */
export function nextPage(response: Response, base: string): string | undefined {
  for (const [, target = "", parameters = ""] of (response.headers.get("Link") ?? "").matchAll(/<([^<>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?\s*(;|$)/i.test(parameters)) {
      const [origin] = /^https?:\/\/[^/?#]+/i.exec(base) ?? [];
      const address = /^\/(?!\/)/.test(target) ? `${origin}${target}` : target;
      if (!origin || !address.startsWith(`${origin}/`)) {
        throw new Error(`The next page is on another origin: ${target}`);
      }
      return address;
    }
  }
  return undefined;
}
