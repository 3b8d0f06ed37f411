/** What goes out by itself, from the pages to where it arrives: calendars, webhooks, and the question of the closing mail. */
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inScope, type TenantId } from "../../server/src/db/tenant.ts";
import { parseCalendar } from "../../server/src/feed/icalendar.test-support.ts";
import { webhooksFollow } from "../../server/src/webhook/follower.ts";
import { guardedPost } from "../../server/src/webhook/post.ts";
import { Receiver } from "../../server/src/webhook/receiver.test-support.ts";
import { sendSome } from "../../server/src/webhook/sender.ts";
import { House, OPENING_MS_MAX, PHONE, watchedPage } from "./house.test-support.ts";
import { makeRatingLink } from "./outgoing.test-support.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, OPENING_MS_MAX);
afterAll(() => house.close());

/** The company in whose tenant a ticket lies. */
const clientOf = async (ticket: string): Promise<TenantId> => {
  const row = await inScope(house.server.db, { scope: "mail" }, { readOnly: true }, (tx) =>
    tx.selectFrom("ticket").select("tenant_id").where("ticket_id", "=", ticket).executeTakeFirstOrThrow(),
  );
  return row.tenant_id as TenantId;
};
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const dialog = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("somebody subscribes to a calendar on the phone; its address shows their days until they take it away", async () => {
  const context = await house.visit("en", "Tobias Hartl", { viewport: PHONE });
  const { page, faults } = await watchedPage(context);
  await page.goto("/profile/calendars");
  await page.getByText("You have not subscribed to a calendar yet.").waitFor();
  await button(page, "Subscribe to a calendar").click();
  await dialog(page).getByRole("button", { name: "Subscribe to a calendar" }).click();
  const address = await dialog(page).locator(".once code").innerText();
  expect(await dialog(page).getByRole("link").getAttribute("href")).toBe(address.replace("http:", "webcal:"));
  const stranger = await house.visit("de");
  const shown = await stranger.request.get(address);
  expect(shown.status()).toBe(200);
  expect(parseCalendar(await shown.text()).children.length).toBeGreaterThan(0);
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await button(page, "Remove").click();
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await page.getByText("You have not subscribed to a calendar yet.").waitFor();
  expect((await stranger.request.get(address)).status()).toBe(404);
  expect(faults).toEqual([]);
  await context.close();
});

test("the days of a contract can be saved as a file, too", async () => {
  const context = await house.visit("de", "Katharina Lindner");
  const { page } = await watchedPage(context);
  const { items } = (await (await context.request.get("/api/v1/engagements")).json()) as {
    items: { id: string; name: string; contractNumber: number | null }[];
  };
  await page.goto(`/engagements/${items.find(({ name }) => name === "IT-Betreuung")!.id}/contract`);
  const link = page.getByRole("link", { name: "Als Kalenderdatei speichern" });
  const file = await context.request.get((await link.getAttribute("href"))!);
  const titles = parseCalendar(await file.text()).children.map(
    ({ properties }) => properties.find(({ name }) => name === "SUMMARY")!.value,
  );
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.filter((title) => !title.endsWith(" – Lechbogen Systemhaus GmbH"))).toEqual([]);
  await context.close();
});

test("a webhook is added, tried out and seen to arrive; what was given up is sent again", async () => {
  const { server } = house;
  const receiver = await Receiver.start();
  const context = await house.visit("de", "Théo Lemaître");
  const { page, faults } = await watchedPage(context);
  await page.goto("/company/webhooks");
  await button(page, "Webhook hinzufügen").click();
  await dialog(page).getByLabel("Name").fill("Leitstelle");
  await dialog(page).getByLabel("Adresse").fill("https://hooks.example.org/eingang");
  await dialog(page).getByRole("button", { name: "Webhook hinzufügen" }).click();
  receiver.secret = await dialog(page).locator(".once code").innerText();
  expect(receiver.secret).toMatch(/^whsec_/);
  await dialog(page).getByRole("button", { name: "Fertig" }).click();
  // As if the receiver were reached by that name.
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx.updateTable("webhook").set({ url: receiver.url }).where("name", "=", "Leitstelle").execute(),
  );
  await page.getByRole("link", { name: "Leitstelle" }).click();
  await page.getByText("Der Webhook ist eingeschaltet, alles kommt an.").waitFor();
  receiver.answers.push(400);
  await button(page, "Ausprobieren").click();
  await page.getByRole("row", { name: /Probe/ }).waitFor();
  const sending = {
    db: server.db,
    seal: server.seal,
    clock: () => server.now,
    post: guardedPost({ toLoopback: true }),
  };
  await webhooksFollow(server.db, server.now);
  while ((await sendSome(sending)) !== undefined);
  await page.getByText("400", { exact: true }).waitFor();
  await inScope(server.db, { scope: "mail" }, { readOnly: false }, (tx) =>
    tx
      .updateTable("webhook_delivery")
      .set({ state: "dead", ended_at: new Date(server.now) })
      .execute(),
  );
  await page.reload();
  await button(page, "Alle aufgegebenen noch einmal senden").click();
  await page.getByText("Eine Sendung ist wieder unterwegs.").waitFor();
  while ((await sendSome(sending)) !== undefined);
  await page.getByRole("cell", { name: "angekommen" }).waitFor();
  expect(receiver.received.map(({ type }) => type)).toEqual(["webhook.tried"]);
  await button(page, "Neues Geheimnis").click();
  await dialog(page).getByRole("button", { name: "Neues Geheimnis" }).click();
  await heading(page, "Das Geheimnis Ihres Webhooks").waitFor();
  expect(await dialog(page).locator(".once code").innerText()).not.toBe(receiver.secret);
  await dialog(page).getByRole("button", { name: "Fertig" }).click();
  await button(page, "Entfernen").click();
  await dialog(page).getByRole("button", { name: "Entfernen" }).click();
  await page.waitForURL(/\/company\/webhooks$/);
  expect(faults).toEqual([]);
  await receiver.stop();
  await context.close();
});

test("an answer by the link of the mail counts when it is sent, can be changed, and stands behind the figure", async () => {
  const { server } = house;
  const token = await makeRatingLink(server);
  const context = await house.visit("en", undefined, { viewport: PHONE });
  const { page, faults } = await watchedPage(context);
  await page.goto(`/rate/${token}?answer=poor`);
  await page.getByText("Nothing counts yet: your answer holds once you send it.").waitFor();
  expect(await page.getByRole("radio", { name: "Not satisfied" }).isChecked()).toBe(true);
  const ratings = () =>
    inScope(server.db, { side: "system" }, { readOnly: true }, (tx) =>
      tx.selectFrom("ticket_rating").select(["rating", "ticket_id"]).execute(),
    );
  expect(await ratings()).toEqual([]);
  await page.getByRole("radio", { name: "Satisfied", exact: true }).check();
  await page.getByLabel("What would you like to say about it?").fill("Quick and friendly.");
  await button(page, "Send the answer").click();
  await heading(page, "Thank you for your answer").waitFor();
  await page.getByText("You answered: Satisfied.").waitFor();
  await page.getByRole("radio", { name: "Partly" }).check();
  await button(page, "Change the answer").click();
  await page.getByText("You answered: Partly.").waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test("whoever reported a ticket answers on its page, and the other side sees it there and behind the month's figure", async () => {
  const reporter = await house.visit("de", "Tobias Hartl");
  const { page, faults } = await watchedPage(reporter);
  const { items } = (await (await reporter.request.get("/api/v1/tickets?state=ended&mine=true")).json()) as {
    items: { id: string; number: number; stage: string; endedAt: string; engagement: { id: string } }[];
  };
  const solved = items.filter(({ stage }) => stage === "resolved" || stage === "closed");
  const ticket = solved.toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1))[0]!;
  const endedAt = new Date(house.server.now);
  // As if it had been solved just now: there are 14 days to answer.
  await inScope(house.server.db, { tenant: await clientOf(ticket.id), side: "system" }, { readOnly: false }, (tx) =>
    tx.updateTable("ticket").set({ ended_at: endedAt }).where("ticket_id", "=", ticket.id).execute(),
  );
  await page.goto(`/tickets/${ticket.id}`);
  await page.getByRole("radio", { name: "Zufrieden", exact: true }).check();
  await page.getByLabel("Was möchten Sie dazu sagen?").fill("Danke.");
  await button(page, "Antwort senden").click();
  await button(page, "Antwort ändern").waitFor();
  await page.getByText("Tobias Hartl ist zufrieden.").or(page.getByText("Sie sind zufrieden.")).first().waitFor();
  expect(faults).toEqual([]);
  await reporter.close();
  const leader = await house.visit("de", "Katharina Lindner");
  const { page: other } = await watchedPage(leader);
  await other.goto(`/engagements/${ticket.engagement.id}/attainment?period=${endedAt.toISOString().slice(0, 7)}`);
  await other.getByText(/wurde .+ gefragt und .+ geantwortet \(/).waitFor();
  await other.getByRole("link", { name: /Antwort(en)?: zufrieden/ }).click();
  await other.getByRole("link", { name: new RegExp(`^T-${ticket.number} `) }).click();
  await heading(other, "Zufriedenheit").waitFor();
  await other.getByText("Danke.").first().waitFor();
  await leader.close();
});
