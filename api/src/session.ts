/** Signing in and out, and who one is. */
import { z } from "zod";
import { At, Code, Email, Id, Language, Password, RightName, RoleFields } from "./values.ts";

export const SessionBody = z
  .strictObject({
    state: z
      .enum(["second-factor", "enrolment", "full"])
      .describe(
        "`second-factor`: a code is awaited; `enrolment`: a second factor must be set up before anything else.",
      ),
    person: z.strictObject({ id: Id, name: z.string(), email: z.string(), language: Language }),
    operator: z.boolean(),
    company: z.strictObject({ id: Id, name: z.string() }).nullable(),
    companies: z.array(z.strictObject({ id: Id, name: z.string(), ...RoleFields })),
    rights: z.array(RightName).describe("In the own company. What holds in an engagement stands with the engagement."),
    secondFactors: z.strictObject({ totp: z.boolean(), passkeys: z.int(), recoveryCodesLeft: z.int() }),
    confirmedUntil: At.nullable().describe("Until then dangerous acts need no new proof of who one is."),
  })
  .meta({ id: "Session" });
export type SessionBody = z.infer<typeof SessionBody>;
/** All that is said to somebody who has just arrived: what comes next. */
export const Arrival = SessionBody.pick({ state: true });

export const SignIn = z.strictObject({ email: Email, password: Password });
export const SecondFactor = z.union([
  z.strictObject({ code: Code }),
  z.strictObject({ recoveryCode: z.string().min(8).max(40) }),
]);
export const SampleLink = z.strictObject({ token: z.string().min(20).max(100) });
export const OpenPasswordLink = z.strictObject({ name: z.string(), email: z.string() });
export const NewPassword = z.strictObject({ password: Password });
export const ActingCompany = z.strictObject({ companyId: Id });
export const Confirmation = z.union([z.strictObject({ password: Password }), z.strictObject({ code: Code })]);
/** Options and answers of WebAuthn are the browser's own JSON. */
export const Ceremony = z.strictObject({ ceremony: z.string(), options: z.record(z.string(), z.unknown()) });
export const PasskeySignIn = z.strictObject({
  ceremony: z.string().max(100),
  response: z.record(z.string(), z.unknown()),
});
export const SignInWays = z.strictObject({ email: Email });
export const SignInWaysBody = z.strictObject({
  singleSignOn: z.string().nullable().describe("Where to send the browser."),
});
export const SingleSignOnStart = z.strictObject({ domain: z.string().max(254).describe("Of the e-mail address.") });
/** What providers add to code and state differs; openid-client looks at what it knows. */
export const SingleSignOnReturn = z.looseObject({ state: z.string().max(100).optional() });
