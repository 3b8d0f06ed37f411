/** What is charged: said before work starts, kept with the ticket, and reckoned from the recorded time. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestServer } from "../server.test-support.ts";
import { CONTRACT, Desk } from "./desk.test-support.ts";

const EXCLUDED = "Private Geräte, auch wenn darauf dienstliche E-Mails gelesen werden";
/** From November on with a price for what is not included. */
const PRICED = `${CONTRACT.replace(/^version: 1$/m, "version: 2").replace(/^validFrom: .*$/m, "validFrom: 2026-11-01")}
prices:
  currency: EUR
  items:
    - kind: hourly
      id: extra-work
      name: Arbeit nach Aufwand
      rates: [{ role: technician, amount: "110.00" }]
      incrementMinutes: 15
      minimumMinutes: 30
`;
const PRICE = {
  id: "extra-work",
  name: "Arbeit nach Aufwand",
  hourly: "110.00",
  currency: "EUR",
  incrementMinutes: 15,
};

let server: TestServer;
let desk: Desk;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  desk = (await Desk.make(server)).at("2026-10-20T08:00:00Z");
  await server.importContract(desk.people.manager, desk.engagement, PRICED);
});

const preview = async () => {
  const query = new URLSearchParams({ service: "workplace", clause: EXCLUDED });
  return (
    await desk.request("employee", "GET", `/engagements/${desk.engagement}/ticket-preview?${query.toString()}`)
  ).json();
};
const record = (id: string, day: string, minutes: number, chargeable = true) =>
  desk.request("agent", "POST", `/tickets/${id}/time-records`, { day, minutes, chargeable, visibleTo: "both" });

test("what a service leaves out is chargeable as soon as the contract has a price, and says so before and after", async () => {
  expect(await preview()).toMatchObject({ coverage: { kind: "not-covered", price: null } });
  desk.at("2026-11-23T08:00:00Z");
  expect(await preview()).toMatchObject({ coverage: { kind: "chargeable", clause: EXCLUDED, price: PRICE } });
  const id = await desk.open("employee", { service: "workplace", clause: EXCLUDED });
  expect(await desk.show("coordinator", id)).toMatchObject({
    coverage: "chargeable",
    coverageAnswer: { kind: "chargeable", price: PRICE, contractVersion: 2 },
    charges: [],
  });
});

test("time is charged in started increments, at least the minimum, by the price of its day", async () => {
  desk.at("2026-11-23T08:00:00Z");
  const id = await desk.open("employee", { service: "workplace" });
  await record(id, "2026-11-23", 5);
  expect((await desk.show("coordinator", id)).charges).toMatchObject([{ price: PRICE, minutes: 5, charged: 30 }]);
  await record(id, "2026-11-23", 16);
  await record(id, "2026-11-23", 90, false);
  expect((await desk.show("agent", id)).charges).toMatchObject([{ price: PRICE, minutes: 21, charged: 45 }]);
  await record(id, "2026-10-30", 20);
  expect((await desk.show("coordinator", id)).charges).toMatchObject([
    { price: null, minutes: 20, charged: 20 },
    { price: PRICE, minutes: 21, charged: 45 },
  ]);
});
