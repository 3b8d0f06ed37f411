/** Parties and contacts of a contract, as its reader calls them. */
import type { ContractDocument } from "@handschlag/engine/contract/document.ts";

export type Service = ContractDocument["services"][number];
export type ActivityName = keyof NonNullable<Service["activities"]>;
type Party = ContractDocument["parties"][string];
export type Contact = NonNullable<Party["contacts"]>[number];

export type Side = "client" | "provider";

/** The keys of parties that a responsibility names, as a list. */
const keysOf = (named: string | readonly string[] | undefined): readonly string[] =>
  named === undefined ? [] : typeof named === "string" ? [named] : named;

/** A party's name; „Sie“ for the reader's own. */
function partyName({ parties }: ContractDocument, key: string, side: Side, you: string): string {
  const party = parties[key];
  if (party === undefined) return key;
  return party.role === side ? you : party.name;
}

/** A contact of any party by its id. */
export const contactById = ({ parties }: ContractDocument, id: string): Contact | undefined =>
  Object.values(parties)
    .flatMap(({ contacts }) => contacts ?? [])
    .find((contact) => contact.id === id);

/** Who answers for an activity of a service, with the person where one is named. */
export function accountableFor(
  document: ContractDocument,
  service: Service,
  activity: ActivityName,
  side: Side,
  you: string,
) {
  const responsibility = service.activities?.[activity];
  const names = keysOf(responsibility?.accountable).map((key) => partyName(document, key, side, you));
  const contact = responsibility?.contact === undefined ? undefined : contactById(document, responsibility.contact);
  return { names, contact };
}
