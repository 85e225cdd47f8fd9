import { NetworkError, type GetToken } from "@cruddur/messaging-client";
import { ErrorResponse, UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import { pages } from "../addresses";
import type { SignInConfig } from "../config";
import { Value } from "../live/Value";

export const CALLBACK_PATH = pages.signedIn;

/** Seconds before its end at which a token is renewed. */
const RENEW_BEFORE = 60;
/** Milliseconds. A sign-in that is refused sooner than this is not tried again, or it would go round for ever. */
const TOO_SOON = 15_000;
/** Milliseconds until other tabs, which may be other processes, read what one of them has stored. */
const SEEN_BY_ALL = 250;
const SESSION = "oidc.session.";
const SIGNED_IN_AT = "cruddur.signed-in-at";

export interface SignedInUser {
  sub: string;
  name: string;
  handle: string;
}

/**
 * Who is signed in in this browser (ADR 17). The tokens are in memory and in storage that all tabs share, until somebody
 * signs out or the refresh token ends.
 */
export class Session {
  /** Null if nobody is. */
  readonly user = new Value<SignedInUser | null>(null);

  private readonly manager: UserManager;
  private readonly isCognito: boolean;
  private current: User | null = null;
  private renewal: Promise<string | null> | undefined;
  private leaving: Promise<never> | undefined;

  constructor(
    private readonly config: SignInConfig,
    private readonly origin: string,
    private readonly storage: Storage,
    shared: Storage,
  ) {
    this.isCognito = /^cognito-idp\./.test(new URL(config.authority).host);
    // Apart from everything else in the storage: oidc-client-ts clears what it does not know under the state's prefix.
    const store = (of: Storage, prefix: string) => new WebStorageStateStore({ store: of, prefix });
    this.manager = new UserManager({
      authority: config.authority,
      client_id: config.client_id,
      scope: config.scope,
      redirect_uri: origin + CALLBACK_PATH,
      post_logout_redirect_uri: origin + pages.home,
      metadataSeed: config.metadata,
      userStore: store(shared, SESSION),
      stateStore: store(storage, "oidc.state."),
      // Without an iframe, which the Content-Security-Policy forbids: see token().
      automaticSilentRenew: false,
      monitorSession: false,
    });
  }

  /** Takes up the session of before a reload, or of another tab. */
  async restore(): Promise<void> {
    this.keep(await this.manager.getUser());
  }

  /** What another tab does to the session holds here too: a new token, another user, or nobody. */
  follow(): void {
    addEventListener("storage", ({ key, newValue }) => {
      if (key?.startsWith(SESSION)) {
        void this.restore().then(() => newValue === null && location.assign(pages.home));
      }
    });
  }

  /** The access token, or null if nobody is signed in. Leaves for the sign-in page when the session has ended. */
  readonly token: GetToken = async ({ forceRefresh, refused }) => {
    if (!this.current) {
      return null;
    }
    if (forceRefresh && refused !== this.current.access_token) {
      // Renewed since it was sent, for another request or by another tab.
      return this.current.access_token;
    }
    const left = this.current.expires_in ?? Infinity;
    if (!forceRefresh && left > RENEW_BEFORE) {
      return this.current.access_token;
    }
    if (!this.current.refresh_token) {
      return !forceRefresh && left > 0 ? this.current.access_token : this.signInAgain();
    }
    this.renewal ??= this.renew(this.current.access_token).finally(() => (this.renewal = undefined));
    return this.renewal;
  };

  /** Goes to the sign-in page, which comes back to this address. */
  signIn(returnTo = location.pathname + location.search): Promise<never> {
    this.leaving ??= answered(this.manager.signinRedirect({ state: returnTo })).then(
      () => new Promise<never>(() => {}),
      (error: unknown) => {
        this.leaving = undefined;
        throw error;
      },
    );
    return this.leaving;
  }

  /** At the callback. Gives the address that the user came from. */
  async completeSignIn(): Promise<string> {
    const user = await answered(this.manager.signinRedirectCallback());
    this.storage.setItem(SIGNED_IN_AT, String(Date.now()));
    this.keep(user);
    return ownPath(user.state, this.origin);
  }

  async signOut(): Promise<void> {
    if (this.isCognito) {
      // Cognito's own: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
      const { client_id } = this.config;
      const end = await answered(this.manager.metadataService.getEndSessionEndpoint());
      await this.manager.removeUser();
      location.assign(`${end}?${new URLSearchParams({ client_id, logout_uri: this.origin + pages.home })}`);
    } else {
      await answered(this.manager.signoutRedirect());
    }
  }

  /** One tab after the other: a refresh token that is rotated holds once. */
  private renew(old: string): Promise<string | null> {
    return new Promise((resolve, reject) => {
      void navigator.locks.request("cruddur.renew", async () => {
        await this.renewInTurn(old).then(resolve, reject);
        await new Promise((over) => setTimeout(over, SEEN_BY_ALL));
      });
    });
  }

  private async renewInTurn(old: string): Promise<string | null> {
    try {
      const stored = await this.manager.getUser();
      const isRenewed = stored && stored.access_token !== old;
      const user = isRenewed ? stored : await answered(this.manager.signinSilent());
      this.keep(user);
      return user?.access_token ?? null;
    } catch (error) {
      if (error instanceof NetworkError) {
        throw error;
      }
      return this.signInAgain();
    }
  }

  /** The session has ended. Usually the provider still knows the user and sends them straight back. */
  private async signInAgain(): Promise<string | null> {
    if (Date.now() - Number(this.storage.getItem(SIGNED_IN_AT)) < TOO_SOON) {
      return null;
    }
    return this.signIn();
  }

  private keep(user: User | null): void {
    this.current = user;
    this.user.set(
      user && {
        sub: user.profile.sub,
        name: user.profile.name ?? user.profile.preferred_username ?? "",
        handle: user.profile.preferred_username ?? "",
      },
    );
  }
}

/** What the provider says is an error of its own; everything else is that it says nothing. */
async function answered<T>(exchange: Promise<T>): Promise<T> {
  try {
    return await exchange;
  } catch (error) {
    const silent = error instanceof TypeError || (error instanceof Error && error.name === "ErrorTimeout");
    throw silent && !(error instanceof ErrorResponse) ? new NetworkError(error) : error;
  }
}

/** Never another site, whatever the state says. */
function ownPath(state: unknown, origin: string): string {
  if (typeof state !== "string" || !state.startsWith("/")) {
    return pages.home;
  }
  const url = new URL(state, origin);
  return url.origin === origin ? url.pathname + url.search : pages.home;
}
