import { ProblemError } from "@cruddur/messaging-client";

/** Whether somebody is not in a conversation any more, or never was. */
export const isOutside = (problem: unknown) => problem instanceof ProblemError && problem.is("message_group_not_found");
