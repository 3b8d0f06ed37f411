import fc from "fast-check";
import { expect, test } from "vitest";
import { hashPassword, isPassword, PASSWORD_LENGTH_MIN, weaknessOf } from "./password-hash.ts";

const EMAIL = "katharina.lindner@example.org";
const NAME = "Katharina Lindner";

test("a password fits its own hash alone, however its letters are composed", async () => {
  const hash = await hashPassword("Grüße aus Köln 7");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await isPassword("Gru\u0308ße aus Ko\u0308ln 7", hash)).toBe(true);
  expect(await isPassword("Grüße aus Köln 8", hash)).toBe(false);
  expect(await isPassword("Grüße aus Köln 7", undefined)).toBe(false);
});

test("the same password has another hash each time", async () => {
  expect(await hashPassword("ein-gutes-Passwort-7")).not.toBe(await hashPassword("ein-gutes-Passwort-7"));
});

test.each([
  { password: "kurz", weakness: "too-short" },
  { password: "elf-zeichen", weakness: "too-short" },
  { password: "😀😀😀😀😀😀", weakness: "too-short" },
  { password: "abababababab", weakness: "common" },
  { password: "Password1234", weakness: "common" },
  { password: "PASSWORD!!!!", weakness: "common" },
  { password: EMAIL.toUpperCase(), weakness: "like-account" },
  { password: "katharina.lindner2026", weakness: "like-account" },
  { password: "Katharina1234!", weakness: "common" },
  { password: "ein-gutes-Passwort-7", weakness: undefined },
  { password: "korrekt pferd batterie", weakness: undefined },
])("$password as a password: $weakness", async ({ password, weakness }) => {
  expect(await weaknessOf(password, EMAIL, NAME)).toBe(weakness);
});

test("what is too short is so whatever it is made of, and case never makes a weak password good", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 20 }), async (password) => {
      const weakness = await weaknessOf(password, EMAIL, NAME);
      expect(weakness === "too-short").toBe(Array.from(password).length < PASSWORD_LENGTH_MIN);
    }),
  );
  const letters = fc.stringMatching(/^[a-z]{4,8}[0-9!]{6,8}$/);
  await fc.assert(
    fc.asyncProperty(letters, async (password) => {
      expect(await weaknessOf(password.toUpperCase(), EMAIL, NAME)).toBe(await weaknessOf(password, EMAIL, NAME));
    }),
  );
});
