import { NetworkError, ProblemError } from "@cruddur/messaging-client";

export interface Words {
  title: string;
  detail: string;
  /** Names the request in the server's logs, for faults that somebody should report. */
  reference?: string;
}

/** What went wrong, for people. */
export function explain(error: unknown): Words {
  if (error instanceof NetworkError) {
    return { title: "The server does not answer", detail: "Check your connection." };
  }
  if (!(error instanceof ProblemError)) {
    return { title: "Something went wrong", detail: "This page ran into a fault of its own. Reload it to go on." };
  }
  if (error.is("unauthenticated")) {
    return { title: "You are not signed in", detail: "The server does not accept your sign-in. Sign in again." };
  }
  if (error.is("message_group_not_found")) {
    return { title: "No such conversation", detail: "It does not exist, or you are not part of it." };
  }
  if (error.is("too_many_requests")) {
    return { title: "Too many requests", detail: `The server asks to slow down${wait(error)}.` };
  }
  if (error.is("temporarily_unavailable") || (error.status >= 502 && error.status <= 504)) {
    return { title: "The server is busy", detail: "It cannot answer right now." };
  }
  if (error.status === 500) {
    return {
      title: "The server has a problem",
      detail: "It is not your fault, and it has been noted.",
      reference: error.requestId,
    };
  }
  if (error.codes.length === 0) {
    return { title: "The server gave no proper answer", detail: `It answered with ${error.title}.` };
  }
  return { title: error.title, detail: error.detail, reference: error.status === 403 ? error.requestId : undefined };
}

function wait({ retryAfter }: ProblemError): string {
  if (!retryAfter) {
    return "";
  }
  return ` and come back in ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}`;
}
