/** What people are told of webhooks: one was switched off, as nothing arrived there any more. */
import type { NoticeKind } from "../notice/kind.ts";

const WORDS = {
  de: {
    subject: (name: string) => `Abgeschaltet: Webhook „${name}“`,
    sentences: (host: string) => [
      `Bei ${host} ist seit fünf Tagen nichts mehr angekommen. Wir senden dorthin nichts mehr.`,
      "Wenn das andere Programm wieder antwortet, schalten Sie den Webhook dort wieder ein.",
    ],
    open: "Webhooks öffnen",
  },
  en: {
    subject: (name: string) => `Switched off: webhook “${name}”`,
    sentences: (host: string) => [
      `Nothing has arrived at ${host} for five days. We send nothing there any more.`,
      "When the other program answers again, switch the webhook on there.",
    ],
    open: "Open the webhooks",
  },
} as const;

export const webhookNotices: readonly NoticeKind[] = [
  {
    name: "webhook-off",
    right: "webhook:write",
    events: ["webhook.switched-off"],
    usually: "mail",
    to: async (tx, { tenant }) => {
      const rows = await tx
        .selectFrom("membership")
        .select("person_id")
        .where("tenant_id", "=", tenant)
        .where((row) => row.or([row("client_role", "=", "owner"), row("provider_role", "=", "service-manager")]))
        .orderBy("person_id")
        .execute();
      return rows.map(({ person_id }) => ({ company: tenant, side: "company", person: person_id }));
    },
    letter: async (tx, { tenant, subject }, { language }, links) => {
      const hook = await tx
        .selectFrom("webhook")
        .select(["name", "url"])
        .where("tenant_id", "=", tenant)
        .where("webhook_id", "=", subject ?? null)
        // Otherwise it was switched on again meanwhile.
        .where("state", "=", "failed")
        .executeTakeFirst();
      if (hook === undefined) return undefined;
      const words = WORDS[language];
      return {
        subject: words.subject(hook.name),
        paragraphs: words.sentences(new URL(hook.url).host),
        actions: [{ label: words.open, url: links.page("/company/webhooks") }],
      };
    },
  },
];
