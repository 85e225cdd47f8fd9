import { expect, it } from "vitest";
import { conversationAddress, newConversationAddress } from "../src/addresses";
import { GROUP } from "./fakes";

it("an address of a page is its pattern, filled in", () => {
  expect(conversationAddress(GROUP)).toBe(`/messages/${GROUP}`);
  expect(newConversationAddress("a.b-c_d")).toBe("/messages/new/a.b-c_d");
  expect(newConversationAddress("a/b?c")).toBe("/messages/new/a%2Fb%3Fc");
  expect(newConversationAddress("$&"), "no pattern of a replacement").toBe("/messages/new/%24%26");
});
