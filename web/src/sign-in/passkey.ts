/** Ceremonies with a passkey. Their options and answers are the browser's own JSON, which only it reads. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { ApiProblem } from "@handschlag/api/client.ts";
import { request } from "../api.ts";
import type { NewPasskey, Session } from "../wire.ts";

export const hasPasskeys = (): boolean => "PublicKeyCredential" in globalThis;

/** Signs in, or takes the second step. Throws `ApiProblem`; of the kind `passkey-cancelled` when the person cancels. */
export async function signInWithPasskey(): Promise<Session> {
  const { ceremony, options } = await request("POST /session/passkey-options");
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON }).catch(refused);
  return request("POST /session/passkey", { body: { ceremony, response: { ...response } } });
}

/** Adds a passkey of this device to one's account. Throws as `signInWithPasskey`. */
export async function addPasskey(name: string): Promise<NewPasskey> {
  const { ceremony, options } = await request("POST /me/passkey-options");
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON }).catch(refused);
  return request("POST /me/passkeys", { body: { ceremony, name, response: { ...response } } });
}

function refused(): never {
  throw new ApiProblem(0, "passkey-cancelled");
}
