import fc from "fast-check";
import { expect, test } from "vitest";
import { ACTIVITIES, AREAS } from "./activities.ts";
import { formOf, FORMS, SERVICE_FORMS, type FormReading } from "./form.ts";
import { responsibilitiesOf } from "./scope.ts";
import { usualActivities } from "./scope.test-support.ts";
import { reasonOfForm, reasonOfServiceForm, sentenceOfIssue } from "./wording.ts";

const PARTIES = {
  client: { role: "client" },
  provider: { role: "provider" },
  sub: { role: "subcontractor" },
  vendor: { role: "vendor" },
};
/** The provider often, so that forms beyond out-tasking come up. */
const party = fc.constantFrom("provider", "provider", "provider", "client", "sub", "vendor", "ghost");
const parties = fc.oneof(party, fc.array(party, { maxLength: 2 }));
const roles = fc.record({ accountable: parties, responsible: parties }, { requiredKeys: [] });
const activities = fc
  .tuple(fc.dictionary(fc.constantFrom(...ACTIVITIES), roles, { maxKeys: 4 }), fc.boolean())
  .map(([own, isUsual]) => (isUsual ? { ...usualActivities(), ...own } : own));
const services = fc
  .array(fc.record({ area: fc.constantFrom(...AREAS), activities }), { minLength: 1, maxLength: 8 })
  .map((list) => list.map((service, index) => ({ id: `s${index}`, ...service })));
type Services = typeof services extends fc.Arbitrary<infer List> ? List : never;

const heightOf = ({ form, services: read }: FormReading) => [
  FORMS.indexOf(form),
  ...read.map((service) => SERVICE_FORMS.indexOf(service.form)),
];
const read = (list: Services) => formOf(list, PARTIES)!;

test("any JSON is read: whatever a draft says, nothing is thrown and each sentence ends", () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    services,
    fc.array(
      fc.record({ id: fc.jsonValue(), activities: fc.dictionary(fc.constantFrom(...ACTIVITIES), fc.jsonValue()) }),
    ),
  );
  fc.assert(
    fc.property(odd, fc.oneof(fc.jsonValue(), fc.constant(PARTIES)), (list, named) => {
      for (const { issues } of responsibilitiesOf(list, named))
        for (const issue of issues) expect(sentenceOfIssue(issue, "de", (name) => name)).toMatch(/\.$/);
      const reading = formOf(list, named);
      if (reading === undefined) return;
      expect(FORMS).toContain(reading.form);
      for (const locale of ["de", "en"] as const) {
        expect(reasonOfForm(reading, locale)).toMatch(/\.$/);
        for (const service of reading.services) expect(reasonOfServiceForm(service, locale)).toMatch(/\.$/);
      }
    }),
    { numRuns: 500 },
  );
});

test("the order of services, activities and parties means nothing", () => {
  const reversed = (list: Services): Services =>
    list.toReversed().map((service) => ({
      ...service,
      activities: Object.fromEntries(Object.entries(service.activities).toReversed()),
    }));
  const turned = Object.fromEntries(Object.entries(PARTIES).toReversed());
  fc.assert(
    fc.property(services, (list) => {
      const [one, other] = [read(list), formOf(reversed(list), turned)!];
      expect({ ...other, services: other.services.toReversed() }).toEqual(one);
      const issues = (scopes: ReturnType<typeof responsibilitiesOf>) =>
        scopes.flatMap((scope) => scope.issues.map(({ path: _path, ...issue }) => JSON.stringify(issue))).toSorted();
      expect(issues(responsibilitiesOf(reversed(list), turned))).toEqual(issues(responsibilitiesOf(list, PARTIES)));
    }),
  );
});

test("making the provider accountable for an activity never moves a form down", () => {
  fc.assert(
    fc.property(services, fc.nat(), fc.constantFrom(...ACTIVITIES), (list, at, activity) => {
      const changed = list.map((service, index) => {
        const { responsible } = (service.activities as Record<string, { responsible?: unknown }>)[activity] ?? {};
        const held = { ...service.activities, [activity]: { accountable: "provider", responsible } };
        return index === at % list.length ? { ...service, activities: held } : service;
      });
      const [before, after] = [heightOf(read(list)), heightOf(read(changed))];
      for (const [index, height] of before.entries()) expect(after[index]).toBeGreaterThanOrEqual(height);
    }),
    { numRuns: 1_000 },
  );
});

test("the form of a service depends on nothing but itself", () => {
  fc.assert(
    fc.property(services, fc.nat(), (list, at) => {
      const index = at % list.length;
      expect(read([list[index]!]).services[0]).toEqual(read(list).services[index]);
    }),
  );
});

test("without an issue of its own, one party answers for an activity and somebody does it, and the other way round", () => {
  fc.assert(
    fc.property(services, (list) => {
      const named = responsibilitiesOf(list, PARTIES).filter(({ roles: own }) => own.size > 0);
      for (const { issues, roles: own } of named)
        for (const activity of ACTIVITIES) {
          const isClear = own.get(activity)?.accountable.length === 1 && own.get(activity)!.responsible.length > 0;
          const atActivity = issues.filter((issue) => "activity" in issue && issue.activity === activity);
          expect(atActivity.every(({ kind }) => kind === "unknown-party")).toBe(isClear);
        }
    }),
  );
});
