import fc from "fast-check";
import { expect, test } from "vitest";
import { differencesIn } from "./comparison.ts";
import { amended, changed, isTouching, rebased, withPart } from "./draft.ts";
import { isSame, memberNames, namedPath, partAt, type Part } from "./parts.ts";

const DOCUMENT = {
  title: "IT-Betreuung",
  services: [
    { id: "mail", name: "E-Mail", included: ["Postfächer", "Archiv"] },
    { id: "phone", name: "Telefon" },
  ],
  serviceLevels: { standard: { calendar: "office", targets: { P1: { response: "PT1H" } } } },
} satisfies Part;

const at = (path: string, before: Part | undefined, after: Part | undefined) =>
  changed(DOCUMENT, { path: path.split("/"), before, after });
const made = (path: string, before: Part | undefined, after: Part | undefined): Part => {
  const outcome = at(path, before, after);
  if (!outcome.ok) throw new Error(outcome.refusal.kind);
  return outcome.value;
};

test("a change touches its place and nothing else", () => {
  const result = made("serviceLevels/standard/targets/P1/response", "PT1H", "PT30M");
  expect(partAt(result, ["serviceLevels", "standard", "targets", "P1"])).toEqual({ response: "PT30M" });
  expect({ ...(result as object), serviceLevels: DOCUMENT.serviceLevels }).toEqual(DOCUMENT);
});

test("members of a list are found by their name, whatever their number is by now", () => {
  const without = made("services/mail", DOCUMENT.services[0], undefined);
  const outcome = changed(without, { path: ["services", "phone", "name"], before: "Telefon", after: "Telefonie" });
  expect(outcome).toEqual({ ok: true, value: { ...DOCUMENT, services: [{ id: "phone", name: "Telefonie" }] } });
});

test("a member is added at the end, under its own name only", () => {
  const added = made("services/net", undefined, { id: "net", name: "Netz" });
  expect(partAt(added, ["services"])).toEqual([...DOCUMENT.services, { id: "net", name: "Netz" }]);
  expect(at("services/net", undefined, { id: "lan", name: "Netz" })).toMatchObject({ refusal: { kind: "misplaced" } });
  expect(at("services/phone", DOCUMENT.services[1], { id: "mail" })).toMatchObject({ refusal: { kind: "misplaced" } });
});

test("what its author has not seen is not written over", () => {
  expect(at("title", "Anders", "Neu")).toEqual({
    ok: false,
    refusal: { kind: "changed", path: ["title"], found: "IT-Betreuung" },
  });
  expect(at("services/mail/name", undefined, "Post")).toMatchObject({ refusal: { kind: "changed", found: "E-Mail" } });
  expect(at("services/lan/name", "Netz", "LAN")).toMatchObject({ refusal: { kind: "changed", found: undefined } });
});

test.each(["prices/items", "title/x", "services/mail/included/0", "__proto__/x", "services/constructor"])(
  "nothing is put where nothing can stand: %s",
  (path) => {
    expect(at(path, undefined, "x")).toMatchObject({ ok: false, refusal: { kind: "misplaced" } });
  },
);

test("places touch where one lies in the other", () => {
  expect(isTouching(["services", "mail"], ["services", "mail", "name"])).toBe(true);
  expect(isTouching(["services", "mail", "name"], ["services"])).toBe(true);
  expect(isTouching(["services", "mail"], ["services", "phone"])).toBe(false);
});

test("places of findings are named by members as far as these have names", () => {
  expect(namedPath(DOCUMENT, ["services", 1, "name"])).toEqual(["services", "phone", "name"]);
  expect(namedPath(DOCUMENT, ["services", 0, "included", 1])).toEqual(["services", "mail", "included"]);
  expect(namedPath(DOCUMENT, ["prices", "items", 3])).toEqual(["prices", "items", "3"]);
});

test("an amendment has the next number, and begins with a month that is still to come", () => {
  expect(amended({ version: 1, validFrom: "2026-01-01" }, 2, "2026-11-23")).toEqual({
    version: 2,
    validFrom: "2026-12-01",
  });
  expect(amended({ validFrom: "2026-01-01" }, 2, "2026-12-01")).toMatchObject({ validFrom: "2027-01-01" });
  expect(amended({ validFrom: "2027-06-01" }, 3, "2026-11-23")).toMatchObject({ validFrom: "2027-07-01" });
});

const leaf = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean());
const key = fc.constantFrom("a", "b", "c", "d");
const document = fc.letrec<{ part: Part; object: Part; named: Part }>((tie) => ({
  part: fc.oneof({ depthSize: "small" }, leaf, tie("object"), tie("named"), fc.array(leaf, { maxLength: 3 })),
  object: fc.dictionary(key, tie("part"), { maxKeys: 4 }),
  named: fc.uniqueArray(
    fc.tuple(key, fc.dictionary(key, leaf, { maxKeys: 3 })).map(([id, rest]) => ({ ...rest, id })),
    { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
  ),
})).object;

const applied = (start: Part, differences: ReturnType<typeof differencesIn>): Part =>
  differences.reduce((part, difference) => {
    const outcome = changed(part, difference);
    if (!outcome.ok) throw new Error(`${outcome.refusal.kind} at ${difference.path.join("/")}`);
    return outcome.value;
  }, start);

/** The order of keys and of named members means nothing, so a list that was made anew may differ in it. */
function unordered(part: Part | undefined): unknown {
  if (Array.isArray(part)) {
    const members = (part as readonly Part[]).map((member) => JSON.stringify(unordered(member)));
    return memberNames(part as readonly Part[]) === undefined ? members : members.toSorted();
  }
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, value]) => [name, unordered(value as Part)]));
}

test("the differences of two documents, made one after the other, lead from one to the other and back", () => {
  fc.assert(
    fc.property(document, document, (one, other) => {
      expect(unordered(applied(one, differencesIn(one, other)))).toEqual(unordered(other));
      const back = differencesIn(one, other).toReversed();
      const undone = back.map(({ path, before, after }) => ({ path, before: after, after: before }));
      expect(unordered(applied(applied(one, differencesIn(one, other)), undone))).toEqual(unordered(one));
    }),
  );
});

test("of two who change at once, what the later one may write leaves all that the earlier one wrote elsewhere", () => {
  fc.assert(
    fc.property(document, document, document, (start, mine, yours) => {
      const first = applied(start, differencesIn(start, mine));
      const written = differencesIn(start, mine);
      for (const difference of differencesIn(start, yours)) {
        const outcome = changed(first, difference);
        const [touched, untouched] = [true, false].map((wanted) =>
          written.filter(({ path }) => isTouching(path, difference.path) === wanted),
        );
        // Refused only where both wrote; and what was written elsewhere is still there.
        expect(outcome.ok || touched!.length > 0).toBe(true);
        const result = outcome.ok ? outcome.value : first;
        expect(untouched!.every(({ path, after }) => isSame(partAt(result, path), after))).toBe(true);
      }
    }),
  );
});

test("a value is put anywhere, with what is missing on the way; what is left empty goes", () => {
  expect(withPart({ title: "a" }, ["prices", "currency"], "EUR")).toEqual({ title: "a", prices: { currency: "EUR" } });
  expect(withPart({ prices: { currency: "EUR" }, title: "a" }, ["prices", "currency"], undefined)).toEqual({
    title: "a",
  });
  expect(withPart(DOCUMENT, ["services", "mail", "included", 1], undefined)).toMatchObject({
    services: [{ included: ["Postfächer"] }, { id: "phone" }],
  });
  expect(withPart({ tiers: [{ from: 1 }] }, ["tiers", 1, "from"], 5)).toEqual({ tiers: [{ from: 1 }, { from: 5 }] });
  expect(withPart(DOCUMENT, ["services", "net"], { id: "net" })).toMatchObject({
    services: [{ id: "mail" }, { id: "phone" }, { id: "net" }],
  });
  expect(withPart({ title: "a" }, ["title", "x"], 1)).toEqual({ title: "a" });
});

test("what somebody writes is set upon what others wrote meanwhile; only where both wrote they are asked", () => {
  const mine = withPart(withPart(DOCUMENT, ["title"], "Mein"), ["services", "mail", "name"], "Post")!;
  const now = withPart(withPart(DOCUMENT, ["title"], "Ihr"), ["services", "phone"], undefined)!;
  expect(rebased(DOCUMENT, mine, now)).toEqual({
    document: withPart(now, ["services", "mail", "name"], "Post"),
    contests: [{ path: ["title"], mine: "Mein", theirs: "Ihr" }],
  });
  expect(rebased(DOCUMENT, mine, mine)).toEqual({ document: mine, contests: [] });
});

test("nothing that was written is lost without being named, and nothing of others", () => {
  fc.assert(
    fc.property(document, document, document, (seen, mine, now) => {
      const { document: result, contests } = rebased(seen, mine, now);
      const isNamed = (path: readonly string[]) => contests.some((contest) => isTouching(contest.path, path));
      const isIn = ({ path, after }: { path: readonly string[]; after: Part | undefined }) =>
        isNamed(path) || isSame(partAt(result, path), after);
      expect(differencesIn(seen, mine).every(isIn)).toBe(true);
      const theirs = differencesIn(seen, now).filter(
        ({ path }) => !differencesIn(seen, mine).some((other) => isTouching(other.path, path)),
      );
      expect(theirs.every(({ path, after }) => isSame(partAt(result, path), after))).toBe(true);
    }),
  );
});
