/** One's own account. */
import { z } from "zod";
import { At, Code, Id, Language, Name, Password } from "./values.ts";

export const MeBody = z
  .strictObject({ id: Id, name: z.string(), email: z.string(), language: Language })
  .meta({ id: "Me" });
export const MeChange = z.strictObject({ name: Name.optional(), language: Language.optional() });
export const PasswordChange = z.strictObject({ current: Password, next: Password });
export const TotpStart = z.strictObject({
  secret: z.string().describe("Base32, to be typed in where no camera is at hand."),
  uri: z.string().describe("`otpauth://…`, for a QR code."),
});
export const TotpConfirmation = z.strictObject({ code: Code });
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
export const PasskeyBody = z.strictObject({ id: Id, name: z.string(), createdAt: At, usedAt: At.nullable() });
export const PasskeyList = z.strictObject({ items: z.array(PasskeyBody) });
export const NewPasskey = z.strictObject({
  ceremony: z.string().max(100),
  name: z.string().trim().min(1).max(100),
  response: z.record(z.string(), z.unknown()),
});
export const NewPasskeyBody = z.strictObject({ id: Id, recoveryCodes: z.array(z.string()).nullable() });
export const OwnSession = z.strictObject({
  id: Id,
  current: z.boolean(),
  createdAt: At,
  seenAt: At,
  address: z.string(),
  agent: z.string(),
});
export const OwnSessions = z.strictObject({ items: z.array(OwnSession) });
