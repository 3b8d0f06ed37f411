/** Availability objectives in the contract document. Source: product.md §10; domain facts: docs/rules/contract-parts.md §2. */
import { z } from "zod";
import { TimeZoneName } from "../calendar/definition.ts";
import { Amount, Days, Hours, LIST_MAX, may, must, Name, Names, Percent, Text } from "./names.ts";

const Window = z
  .strictObject({
    description: must(Text, "The window in words.", "Every second Thursday, 21:00 to 23:00"),
    calendar: may(Name, "Calendar whose hours are the window.", "maintenance"),
  })
  .meta({
    id: "MaintenanceWindow",
    description: "When maintenance may happen.",
    examples: [{ description: "Sunday" }],
  });

const Maintenance = z
  .strictObject({
    planned: must(
      z.enum(["excluded", "downtime"]),
      "Whether announced maintenance is taken out of service time or counts as downtime.",
      "excluded",
    ),
    noticeHours: may(Hours, "Hours before which planned maintenance is announced.", 72),
    hoursPerPeriod: may(Amount, "Hours of planned maintenance in a period beyond which it counts as downtime.", "8"),
    windows: may(z.array(Window).max(LIST_MAX), "Windows in which maintenance may happen.", [
      { description: "Sunday 02:00 to 06:00" },
    ]),
    emergency: may(
      z.enum(["excluded", "downtime"]),
      "Maintenance that cannot wait for a window; without it, it counts as downtime.",
      "downtime",
    ),
    emergencyNoticeHours: may(Hours, "Hours before which emergency maintenance is announced.", 6),
  })
  .meta({
    id: "Maintenance",
    description: "What maintenance means for availability.",
    examples: [{ planned: "excluded", noticeHours: 72 }],
  });

const Downtime = z
  .strictObject({
    when: must(Text, "What counts as down.", "The sign-in page does not answer within 10 seconds"),
    from: must(
      z.enum(["first-failed-check", "confirmation", "report", "detection-or-report"]).default("first-failed-check"),
      "From when a downtime counts: the first failed check, the provider's confirmation, the client's report, or whichever of detection and report is earlier.",
      "first-failed-check",
    ),
    minimumMinutes: may(z.int().min(0).max(1_440), "Shorter outages never count.", 3),
    confirmations: may(z.int().min(1).max(100), "Failed checks in a row after which a downtime is one.", 3),
    errorSharePercent: may(Percent, "Share of failed requests above which a minute is down.", "5"),
    wholeMinutes: must(z.boolean().default(false), "Whether only whole minutes count.", true),
    partial: must(
      z.enum(["not-counted", "full", "by-share"]).default("full"),
      "What an outage of a part of the users or functions counts: nothing, all, or its share.",
      "by-share",
    ),
    simultaneous: must(
      z.enum(["once", "longest", "sum"]).default("once"),
      "Outages at the same time: their time counts once, only the longest counts, or each is added.",
      "once",
    ),
  })
  .meta({ id: "Downtime", description: "What counts as downtime.", examples: [{ when: "No page is served" }] });

const Exclusion = z
  .strictObject({
    reason: must(
      z.enum([
        "force-majeure",
        "client",
        "third-party",
        "public-network",
        "security-block",
        "requested-change",
        "attack",
        "short-restart",
        "other",
      ]),
      "Kind of the exclusion.",
      "client",
    ),
    description: must(Text, "The exclusion in words.", "Outages caused by changes that the client made himself"),
  })
  .meta({
    id: "AvailabilityExclusion",
    description: "Something that does not count as downtime.",
    examples: [{ reason: "client", description: "Outages that the client caused" }],
  });

export const AvailabilityObjective = z
  .strictObject({
    id: must(Name, "Name by which credits refer to the objective.", "mail-availability"),
    name: may(Text, "Name as people read it.", "Verfügbarkeit E-Mail"),
    services: must(Names, "Services for which it holds, by id.", ["m365"]),
    targetPercent: must(Percent, "Share of service time in which the service is available.", "99.5"),
    period: may(
      z.enum(["month", "billing-month", "quarter", "half-year", "year"]),
      "Period over which availability is calculated. Calendar periods in the contract's zone, a billing month from the day on which the term began.",
      "month",
    ),
    timeZone: may(TimeZoneName, "Zone in which the period begins and ends, if not the contract's.", "Europe/Berlin"),
    serviceTime: may(Name, "Calendar of the agreed service time.", "round-the-clock"),
    periodHours: may(z.int().min(1).max(9_000), "Hours that count as one period instead of its true length.", 730),
    measuringPoint: may(
      Text,
      "Where availability is measured.",
      "Outside of the data centre's router, by the monitor in Falkenstein",
    ),
    measuredBy: may(z.enum(["provider", "client", "both", "third-party"]), "Whose measurement decides.", "both"),
    unit: must(
      z.enum(["service", "region", "feature", "instance", "site", "user-minutes"]).default("service"),
      "What is counted: the service as a whole, or each of its units on its own; user-minutes weights with the users affected.",
      "service",
    ),
    condition: may(Text, "What must hold for the objective to hold.", "At least two machines in two zones"),
    downtime: may(Downtime, "What counts as downtime.", { when: "No page is served" }),
    maintenance: may(Maintenance, "What maintenance means.", { planned: "excluded", noticeHours: 72 }),
    exclusions: may(z.array(Exclusion).max(LIST_MAX), "What does not count as downtime; an empty list is: nothing.", [
      { reason: "client", description: "Outages that the client caused" },
    ]),
    unknown: must(
      z.enum(["neither", "up", "down"]).default("neither"),
      "What time without measurement counts as.",
      "neither",
    ),
    decimals: may(
      z.int().min(0).max(6),
      "Decimals to which the result is rounded (half up) before it is compared; without it the exact value is compared.",
      2,
    ),
    stabilisationDays: may(Days, "Days from the start of the service in which it is measured and not credited.", 30),
  })
  .meta({
    id: "AvailabilityObjective",
    description: "A promise of availability.",
    examples: [{ id: "mail", services: ["m365"], targetPercent: "99.5", period: "month", serviceTime: "office" }],
  });
