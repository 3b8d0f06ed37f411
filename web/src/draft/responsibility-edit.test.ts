import { changed } from "@handschlag/engine/contract/draft.ts";
import { partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { ACTIVITIES } from "@handschlag/engine/scope/activities.ts";
import { PARTS } from "@handschlag/engine/scope/reading.ts";
import { responsibilitiesOf } from "@handschlag/engine/scope/scope.ts";
import { wordsOfActivity } from "@handschlag/engine/scope/wording.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { termWords } from "../contract/words.ts";
import { partEdit, usualEdit } from "./responsibility-edit.ts";

const PARTIES = { client: { role: "client" }, provider: { role: "provider" }, sub: { role: "subcontractor" } };
const draft = (activities?: Part): Part => ({
  parties: PARTIES,
  services: [{ id: "mail", ...(activities !== undefined && { activities }) }],
});
const MAIL = ["services", "mail", "activities"];

test("a part is given at the smallest place that is there", () => {
  const give = (activities: Part | undefined, parties: string[]) =>
    partEdit(draft(activities), "mail", "operate", "accountable", parties);
  expect(give(undefined, ["provider"])).toEqual([MAIL, { operate: { accountable: "provider" } }]);
  expect(give({}, ["provider"])).toEqual([[...MAIL, "operate"], { accountable: "provider" }]);
  const operate = { responsible: "client", contact: "office" };
  expect(give({ operate }, ["provider"])).toEqual([[...MAIL, "operate", "accountable"], "provider"]);
  expect(give({ operate }, ["provider", "sub"])).toEqual([
    [...MAIL, "operate", "accountable"],
    ["provider", "sub"],
  ]);
});

test("what nobody has a part in any more is not named any more", () => {
  const take = (operate: Part) => partEdit(draft({ operate }), "mail", "operate", "accountable", []);
  expect(take({ accountable: "client", informed: "client" })).toEqual([[...MAIL, "operate", "accountable"], undefined]);
  expect(take({ accountable: "client", contact: "office" })).toEqual([[...MAIL, "operate"], undefined]);
  expect(partEdit(draft({}), "mail", "operate", "informed", [])).toBeUndefined();
  expect(partEdit(draft(), "mail", "operate", "informed", [])).toBeUndefined();
});

test("the usual fills only what is empty", () => {
  const own = {
    operate: { accountable: "client", responsible: "sub" },
    monitor: { responsible: "client" },
    update: { accountable: "client", contact: "office" },
  };
  const [path, value] = usualEdit(draft(own), "mail")!;
  expect(path).toEqual(MAIL);
  expect(value).toMatchObject({
    operate: own.operate,
    monitor: { accountable: "provider", responsible: "client" },
    update: { accountable: "client", responsible: "provider", contact: "office" },
    "decide-changes": { accountable: "client", responsible: "client", consulted: "provider" },
  });
  expect(partAt(value, ["operate", "informed"])).toBeUndefined();
  expect(usualEdit(draft(value), "mail")).toBeUndefined();
  expect(
    usualEdit({ services: [{ id: "mail" }], parties: { provider: { role: "provider" } } }, "mail"),
  ).toBeUndefined();
});

const parties = fc.subarray(Object.keys(PARTIES));
const operate = fc.record({ accountable: parties, informed: parties }, { requiredKeys: [] });
const written = fc.option(fc.dictionary(fc.constantFrom(...ACTIVITIES), operate), { nil: undefined });

test("each change can be made, and gives the part to those it names", () => {
  fc.assert(
    fc.property(
      written,
      fc.constantFrom(...ACTIVITIES),
      fc.constantFrom(...PARTS),
      parties,
      (own, activity, part, given) => {
        const before = draft(own);
        const edit = partEdit(before, "mail", activity, part, given);
        const made = edit && changed(before, { path: edit[0], before: partAt(before, edit[0]), after: edit[1] });
        const after = made === undefined ? before : made.ok ? made.value : undefined;
        const [service] = responsibilitiesOf(partAt(after, ["services"]), PARTIES);
        expect(service!.roles.get(activity)?.[part] ?? []).toEqual(given);
      },
    ),
  );
});

test("the usual leaves no gap", () => {
  fc.assert(
    fc.property(written, (own) => {
      const edit = usualEdit(draft(own), "mail");
      const after = draft(edit === undefined ? own : edit[1]);
      const [service] = responsibilitiesOf(partAt(after, ["services"]), PARTIES);
      expect(service!.issues.filter(({ sort }) => sort === "gap")).toEqual([]);
    }),
  );
});

test("activities are called the same on every page and in every sentence", () => {
  for (const language of ["de", "en"] as const)
    for (const activity of ACTIVITIES) expect(termWords[language][activity]).toBe(wordsOfActivity(activity, language));
});
