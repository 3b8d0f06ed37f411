import { differencesIn, type Difference } from "@handschlag/engine/contract/comparison.ts";
import { changed, withPart } from "@handschlag/engine/contract/draft.ts";
import type { Part } from "@handschlag/engine/contract/parts.ts";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DraftWriter } from "./writer.ts";

const START: Part = { title: "IT", services: [{ id: "mail", name: "E-Mail" }], term: { noticeMonths: 3 } };
const PAUSE_MS = 700;

/** The rules of the server, without the way there. */
class Desk {
  document: Part = START;
  requests = 0;
  broken: unknown = undefined;

  readonly change = async (changes: readonly Difference[]): Promise<Part | undefined> => {
    this.requests++;
    await Promise.resolve();
    if (this.broken !== undefined) throw this.broken;
    let next = this.document;
    for (const difference of changes) {
      const outcome = changed(next, difference);
      if (!outcome.ok) return undefined;
      next = outcome.value;
    }
    return (this.document = next);
  };
  readonly read = async (): Promise<Part> => Promise.resolve(this.document);
  writer = () => new DraftWriter(this.document, this, PAUSE_MS);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is written is seen at once, and sent in one request when its writer pauses", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  writer.edit(["title"], "IT und");
  writer.edit(["title"], "IT und Telefon");
  writer.edit(["term", "noticeMonths"], 6);
  expect(writer.state).toMatchObject({ saving: "waiting", document: { title: "IT und Telefon" } });
  expect(desk.requests).toBe(0);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(desk.requests).toBe(1);
  expect(desk.document).toMatchObject({ title: "IT und Telefon", term: { noticeMonths: 6 } });
  expect(writer.state).toMatchObject({ saving: "saved", contests: [] });
});

test("what others write elsewhere joins in, also while something waits", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  writer.edit(["title"], "Neu");
  desk.document = withPart(desk.document, ["services", "phone"], { id: "phone", name: "Telefon" })!;
  writer.take(desk.document);
  expect(writer.state.document).toMatchObject({ title: "Neu", services: [{ id: "mail" }, { id: "phone" }] });
  await writer.flush();
  expect(desk.document).toEqual(writer.state.document);
});

test("where both wrote, the writer's text is kept beside what stands there until they decide", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  writer.edit(["title"], "Meiner");
  writer.edit(["term", "noticeMonths"], 6);
  desk.document = withPart(desk.document, ["title"], "Ihrer")!;
  expect(await writer.flush()).toBe(true);
  expect(desk.document).toMatchObject({ title: "Ihrer", term: { noticeMonths: 6 } });
  const [contest] = writer.state.contests;
  expect(contest).toEqual({ path: ["title"], mine: "Meiner", theirs: "Ihrer" });
  writer.decide(contest!, "mine");
  await writer.flush();
  expect(desk.document).toMatchObject({ title: "Meiner" });
  expect(writer.state).toMatchObject({ saving: "saved", contests: [] });
});

test("leaving what stands there writes nothing", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  writer.edit(["title"], "Meiner");
  desk.document = withPart(desk.document, ["title"], "Ihrer")!;
  await writer.flush();
  writer.decide(writer.state.contests[0]!, "theirs");
  await writer.flush();
  expect(desk.document).toMatchObject({ title: "Ihrer" });
  expect(writer.state).toMatchObject({ saving: "saved", contests: [], document: { title: "Ihrer" } });
});

test("what could not be sent stays, and goes with the next try", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  desk.broken = new Error("no network");
  writer.edit(["title"], "Neu");
  expect(await writer.flush()).toBe(false);
  expect(writer.state).toMatchObject({ saving: "failed", problem: desk.broken, document: { title: "Neu" } });
  desk.broken = undefined;
  expect(await writer.flush()).toBe(true);
  expect(desk.document).toMatchObject({ title: "Neu" });
});

test("what is typed while something is on its way goes on from it", async () => {
  const desk = new Desk();
  const writer = desk.writer();
  writer.edit(["title"], "a");
  const sent = writer.flush();
  writer.edit(["title"], "ab");
  await sent;
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(desk.document).toMatchObject({ title: "ab" });
  expect(writer.state).toMatchObject({ saving: "saved", contests: [], document: { title: "ab" } });
});

test("of two who write at random, all is on the desk in the end, but for what they are asked about", async () => {
  const way = fc.constantFrom(
    ["title"],
    ["term", "noticeMonths"],
    ["services", "mail", "name"],
    ["prices", "currency"],
  );
  const act = fc.record({
    who: fc.constantFrom(0, 1),
    way,
    value: fc.constantFrom("x", "y", "z"),
    sends: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      const desk = new Desk();
      const writers = [desk.writer(), desk.writer()];
      for (const { who, way: place, value, sends } of acts) {
        writers[who]!.edit(place, value);
        if (sends) await writers[who]!.flush();
      }
      for (const writer of writers) await writer.flush();
      for (const writer of writers) {
        writer.take(desk.document);
        expect(differencesIn(writer.state.document, desk.document)).toEqual([]);
      }
      const lastBy = new Map(acts.map(({ who, way: place, value }) => [`${who} ${place.join("/")}`, { place, value }]));
      for (const [key, { place, value }] of lastBy) {
        const { contests } = writers[Number(key[0])]!.state;
        const stands = place.reduce<unknown>(
          (part, step) =>
            Array.isArray(part)
              ? part.find((member: { id?: string }) => member.id === step)
              : (part as Record<string, unknown> | undefined)?.[step],
          desk.document,
        );
        const isAsked = contests.some(({ path }) => place.join("/").startsWith(path.join("/")));
        const byOther = lastBy.get(`${1 - Number(key[0])} ${place.join("/")}`)?.value;
        expect(stands === value || isAsked || stands === byOther).toBe(true);
      }
    }),
  );
});
