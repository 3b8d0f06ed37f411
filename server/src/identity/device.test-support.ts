/** A device with passkeys, as far as a server can see one: it makes keys, signs, counts and says whom it checked. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

const sha256 = (bytes: Buffer | string): Buffer => createHash("sha256").update(bytes).digest();
const url = (bytes: Buffer | string): string => Buffer.from(bytes).toString("base64url");

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cbor(value: number | string | Buffer | ReadonlyMap<number | string, unknown>): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, content]) => [cbor(key), cbor(content as string)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}
function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}

/** What a test has a device do otherwise than a good one. */
export interface Quirk {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  /** Whether it checked who holds it. */
  readonly isChecked?: boolean;
  /** Instead of the next count. */
  readonly counter?: number;
  readonly handle?: string;
}

export interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
}

const PRESENT = 0x01;
const CHECKED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** One passkey on one device. */
export class Device {
  readonly id = randomBytes(16);
  counter = 0;
  private readonly origin: string;
  private readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  private handle = "";

  constructor(origin: string) {
    this.origin = origin;
    this.keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  /** Answers `navigator.credentials.create`. */
  register(options: Options, quirk: Quirk = {}): Record<string, unknown> {
    this.handle = options.user!.id;
    const { x, y } = this.keys.publicKey.export({ format: "jwk" });
    const coordinate = (text: string | undefined) => Buffer.from(text!, "base64url");
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(x)],
        [-3, coordinate(y)],
      ]),
    );
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    const authData = Buffer.concat([this.head(HAS_CREDENTIAL, quirk), credential]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    return this.answer({
      clientDataJSON: url(this.clientData("webauthn.create", options, quirk)),
      attestationObject: url(cbor(attestation)),
      transports: ["internal"],
    });
  }

  /** Answers `navigator.credentials.get`. */
  signIn(options: Options, quirk: Quirk = {}): Record<string, unknown> {
    this.counter += 1;
    const clientData = this.clientData("webauthn.get", options, quirk);
    const authData = this.head(0, quirk);
    return this.answer({
      clientDataJSON: url(clientData),
      authenticatorData: url(authData),
      signature: url(sign("sha256", Buffer.concat([authData, sha256(clientData)]), this.keys.privateKey)),
      userHandle: quirk.handle ?? this.handle,
    });
  }

  private answer(response: Record<string, unknown>): Record<string, unknown> {
    return { id: url(this.id), rawId: url(this.id), type: "public-key", clientExtensionResults: {}, response };
  }

  private clientData(type: string, { challenge }: Options, quirk: Quirk): string {
    return JSON.stringify({
      type,
      challenge: quirk.challenge ?? challenge,
      origin: quirk.origin ?? this.origin,
      crossOrigin: false,
    });
  }

  private head(flags: number, { host, isChecked = true, counter = this.counter }: Quirk): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const all = flags | PRESENT | (isChecked ? CHECKED : 0);
    return Buffer.concat([sha256(host ?? new URL(this.origin).hostname), Buffer.from([all]), count]);
  }
}
