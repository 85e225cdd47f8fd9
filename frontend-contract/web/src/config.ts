/** What the pages must know and a build cannot: `/config.json` of the API's origin. */
export interface Config {
  sign_in: SignInConfig;
}

export interface SignInConfig {
  /** The issuer; `/.well-known/openid-configuration` below it is read. Cognito: https://cognito-idp.REGION.amazonaws.com/POOL */
  authority: string;
  client_id: string;
  scope: string;
  /** Endpoints that the issuer's own document lacks, such as `end_session_endpoint`. They win over it. */
  metadata?: Record<string, string>;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch("/config.json", { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`/config.json: HTTP status ${response.status}`);
  }
  return (await response.json()) as Config;
}
