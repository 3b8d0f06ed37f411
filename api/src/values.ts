/** Values that several slices of the wire contract share. */
import { CLIENT_ROLES, PROVIDER_ROLES, RIGHTS } from "@handschlag/engine/rights.ts";
import { z } from "zod";

export const Id = z.uuid().describe("A UUID made by the server.");
export const At = z.iso.datetime().describe("An instant in UTC, `2026-11-23T08:00:00.000Z`.");
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, "no control characters");
/** Text that people write: with line breaks, without other control characters. */
export const textUpTo = (length: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(length)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/, "no control characters")
    .refine((text) => text.isWellFormed(), "no halves of characters");
export const lineUpTo = (length: number) => textUpTo(length).regex(/^[^\n\t]*$/, "one line");
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const Language = z.enum(["de", "en"]);
export const ClientRoleName = z.enum(CLIENT_ROLES);
export const ProviderRoleName = z.enum(PROVIDER_ROLES);
export const RightName = z.enum(RIGHTS);
export const Password = z.string().min(1).max(200);
/** Six digits of an authenticator, blanks allowed. */
export const Code = z
  .string()
  .max(20)
  .transform((code) => code.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "six digits"));

/** A creation that answers with nothing but what it made. */
export const Made = z.strictObject({ id: Id });
export const AllMade = z.strictObject({ ids: z.array(Id) });

export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional().describe("`next` of the page before."),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .optional()
    .describe("At most 100; 50 unless told."),
});
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe("`cursor` of the next page; null at the end."),
  });

export const RoleFields = {
  clientRole: ClientRoleName.nullable(),
  providerRole: ProviderRoleName.nullable(),
};
