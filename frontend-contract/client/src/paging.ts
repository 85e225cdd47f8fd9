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
}

/** Unlike a generator it outlives an error: `next()` after a failed `next()` asks for the same page again. */
export interface Pages<T> extends AsyncIterableIterator<Page<T>> {
  next(): Promise<IteratorResult<Page<T>, undefined>>;
}

/** @param load the first page for undefined, otherwise the page at an address from a `Link` */
export function paged<T>(load: (next: URL | undefined) => Promise<{ items: T[]; next: URL | undefined }>): Paged<T> {
  return {
    pages: () => pagesFrom(load),
    async *[Symbol.asyncIterator]() {
      for await (const page of pagesFrom(load)) {
        yield* page.items;
      }
    },
  };
}

function pagesFrom<T>(load: (next: URL | undefined) => Promise<{ items: T[]; next: URL | undefined }>): Pages<T> {
  let next: URL | undefined;
  let ended = false;
  return {
    async next() {
      if (ended) {
        return { done: true, value: undefined };
      }
      const page = await load(next);
      next = page.next;
      ended = !next;
      return { done: false, value: { items: page.items, hasMore: !ended } };
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
 * too.
 */
export function nextPage(response: Response, base: string): URL | undefined {
  for (const link of (response.headers.get("Link") ?? "").matchAll(/<([^<>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?next"?\s*(;|$)/i.test(link[2] ?? "")) {
      const next = new URL(link[1] ?? "", base);
      if (next.origin !== new URL(base).origin) {
        throw new Error(`The next page is on another origin: ${next.origin}`);
      }
      return next;
    }
  }
  return undefined;
}
