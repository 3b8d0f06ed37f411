import fc from "fast-check";
import { expect, test } from "vitest";
import { Seal } from "../identity/seal.ts";
import { mailboxOf, replyAddress, ticketOf } from "./reply-address.ts";

const seal = new Seal(Buffer.alloc(32, 1));
const other = new Seal(Buffer.alloc(32, 2));

test("an address leads to its ticket and its mailbox, in capitals too, and only where it was signed", () => {
  fc.assert(
    fc.property(fc.uuid(), (ticket) => {
      const address = replyAddress(seal, "support@example.org", ticket)!;
      expect(ticketOf(seal, address)).toBe(ticket);
      expect(ticketOf(seal, address.toUpperCase())).toBe(ticket);
      expect(ticketOf(other, address)).toBeUndefined();
      expect(mailboxOf(address)).toBe("support@example.org");
    }),
  );
});

test("no letter of it can be changed", () => {
  const address = replyAddress(seal, "s@example.org", "01926b3c-7f4e-7abc-8def-0123456789ab")!;
  for (let at = 2; at < address.indexOf("@"); at += 1)
    for (const letter of "ab9") {
      if (address[at] === letter) continue;
      expect(ticketOf(seal, address.slice(0, at) + letter + address.slice(at + 1))).toBeUndefined();
    }
});

test("where it does not fit into an address there is none; what is none is none", () => {
  expect(replyAddress(seal, `${"a".repeat(40)}@example.org`, "01926b3c-7f4e-7abc-8def-0123456789ab")).toBeUndefined();
  expect(ticketOf(seal, "support@example.org")).toBeUndefined();
  expect(ticketOf(seal, "support+x@example.org")).toBeUndefined();
  expect(mailboxOf("+@x.org")).toBe("+@x.org");
});
