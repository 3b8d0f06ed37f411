/** What of the recorded time is charged, and by which price item. Source: product.md §12; docs/rules/tickets.md §6. */
import { chargedMinutes, workPriceFor, type WorkPrice } from "@handschlag/engine/contract/work-price.ts";
import type { Terms } from "@handschlag/engine/contract/terms.ts";
import { instantOfIso } from "@handschlag/engine/instant.ts";
import { termsAt } from "./reading.ts";

interface TimeRow {
  readonly day: string;
  readonly minutes: number;
  readonly chargeable: boolean;
}

export interface Charge {
  /** `null` where the contract has no price for it. */
  readonly price: WorkPrice | null;
  /** As it was worked, and as it is charged. */
  readonly minutes: number;
  readonly charged: number;
}

/** Chargeable time by the price item of its day, by the version of the contract that applied then. */
export function chargesOf(
  times: readonly TimeRow[],
  service: string | null,
  versions: readonly Terms[],
): readonly Charge[] {
  const chargeable = times.filter((time) => time.chargeable);
  const priceOn = (day: string): WorkPrice | undefined => {
    const document = termsAt(versions, instantOfIso(`${day}T12:00:00Z`)!)?.document;
    return document === undefined || service === null ? undefined : workPriceFor(document, service, day);
  };
  const priced = chargeable.map(({ day, minutes }) => ({ price: priceOn(day), minutes }));
  const byItem = Map.groupBy(priced, ({ price }) => JSON.stringify(price));
  return [...byItem.values()].map((records) => {
    const price = records[0]!.price ?? null;
    const worked = records.map(({ minutes }) => minutes);
    const minutes = worked.reduce((sum, each) => sum + each, 0);
    return { price, minutes, charged: price === null ? minutes : chargedMinutes(worked, price) };
  });
}
