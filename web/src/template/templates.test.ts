import { expect, test } from "vitest";
import { filledIn } from "./templates.ts";

test.each([
  ["Guten Tag {name},", { name: "Tobias Hartl" }, "Guten Tag Tobias Hartl,"],
  [
    "{number}: {subject}, {subject}. {me}",
    { number: "T-7", subject: "$& {me}", me: "Öznur" },
    "T-7: $& {me}, $& {me}. Öznur",
  ],
  ["Guten Tag {name}", {}, "Guten Tag {name}"],
  ["{andere} { name } {", { name: "X" }, "{andere} { name } {"],
])("%s", (content, filling, expected) => {
  expect(filledIn(content, filling)).toBe(expected);
});
