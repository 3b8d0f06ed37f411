/** What somebody hostile makes of a request that was right. */
import fc from "fast-check";

/** A request as it goes out, with what is known of it. */
export interface Mutant {
  readonly path: string;
  /** Bytes for what no text can hold. */
  readonly body: string | Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether no server may take it, whatever its schema says. */
  readonly isInvalid: boolean;
  /** What was done to it. */
  readonly by: string;
}

export type Mutation = (request: Mutant) => Mutant;

const nested = (depth: number, of: "[" | "{"): string =>
  of === "[" ? "[".repeat(depth) + "]".repeat(depth) : '{"a":'.repeat(depth) + "1" + "}".repeat(depth);

/** Values that fit hardly anywhere. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    "",
    " ",
    "0",
    "null",
    "true",
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom(
    "\0",
    "a\0b",
    "\u202e\u2066",
    "\ufeff",
    "e\u0301".repeat(300),
    "😀".repeat(200),
    "__proto__",
    "constructor",
    "' or 1=1 --",
    "${7*7}{{7*7}}<script>alert(1)</script>",
    "../../../etc/passwd",
    "018f0000-0000-7000-8000-000000000000",
    "{018f0000-0000-7000-8000-000000000000}",
    "00000000-0000-0000-0000-000000000000",
    "9".repeat(400),
    "x".repeat(100_000),
  ),
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
);

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every place of a JSON value in which another could stand. */
function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** Changes a copy of the body's JSON. */
const inJson =
  (by: string, change: (body: unknown, pick: number) => unknown) =>
  (pick: number): Mutation =>
  (request) => {
    // A file is nothing but bytes.
    if (typeof request.body !== "string" || !request.body.startsWith("{")) return request;
    const holder = { body: JSON.parse(request.body) as unknown };
    const body = change(holder.body, pick);
    return { ...request, by: `${request.by} ${by}`, body: JSON.stringify(body) ?? "" };
  };

const placeIn = (body: unknown, pick: number): Place | undefined => {
  const places = placesOf(body);
  return places[pick % Math.max(1, places.length)];
};

const otherValue = (value: unknown): ((pick: number) => Mutation) =>
  inJson("other value", (body, pick) => {
    const place = placeIn(body, pick);
    if (place === undefined || pick % 11 === 0) return value;
    place.holder[place.key] = value;
    return body;
  });
const missing = inJson("missing", (body, pick) => {
  const place = placeIn(body, pick);
  if (place !== undefined) delete place.holder[place.key];
  return body;
});
const oneMore = (name: string, value: unknown): ((pick: number) => Mutation) =>
  inJson("one more", (body, pick) => {
    const holders = [body, ...placesOf(body).map(({ holder, key }) => holder[key])].filter(
      (each) => typeof each === "object" && each !== null && !Array.isArray(each),
    );
    const holder = holders[pick % Math.max(1, holders.length)] as Record<string, unknown> | undefined;
    if (holder !== undefined) Object.defineProperty(holder, name, { value, enumerable: true, configurable: true });
    return body;
  });
const wrapped = inJson("wrapped", (body, pick) => (pick % 2 === 0 ? [body] : { body }));

/** Changes the body's bytes. */
const inBytes =
  (by: string, change: (bytes: Buffer, at: number) => Buffer, isInvalid = false) =>
  (pick: number): Mutation =>
  (request) => {
    if (typeof request.body !== "string") return request;
    const bytes = Buffer.from(request.body);
    const body = change(bytes, bytes.length === 0 ? 0 : pick % bytes.length);
    return { ...request, by: `${request.by} ${by}`, body, isInvalid: request.isInvalid || isInvalid };
  };
const inserted = (piece: Buffer) => (bytes: Buffer, at: number) =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
/** Puts something at the beginning of an object. */
const within = (member: string) => (bytes: Buffer) =>
  Buffer.from(
    bytes.toString().replace(/\{(\s*\})?/, (_, isEmpty?: string) => `{${member}${isEmpty === undefined ? "," : "}"}`),
  );

const NO_UTF8 = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]].map((bytes) =>
  Buffer.from(bytes),
);
const PIECES = ["\0", "\ufeff", "//", ",", "{", "]", '"', "\\", "\\u0000", "\\ud800", "1e999", "NaN", "-", "'", "\n"];
const bytewise: fc.Arbitrary<(pick: number) => Mutation> = fc.oneof(
  fc.constantFrom(...NO_UTF8).map((piece) => inBytes("no UTF-8", inserted(piece), true)),
  fc.constantFrom(...PIECES).map((piece) => inBytes(`with ${JSON.stringify(piece)}`, inserted(Buffer.from(piece)))),
  fc.constant(inBytes("cut off", (bytes, at) => bytes.subarray(0, at))),
  fc.constant(inBytes("twice", (bytes) => Buffer.concat([bytes, bytes]), true)),
  fc
    .constantFrom(
      '"__proto__":{"admin":true}',
      '"constructor":{"prototype":1}',
      '"a":1,"a":2',
      '"a":1,"\\u0061":2',
      '"a":"\\ud83d"',
    )
    .map((member) => inBytes(`with ${member}`, within(member), true)),
  fc
    .tuple(fc.constantFrom(41, 1_000, 100_000), fc.constantFrom("[" as const, "{" as const))
    .map(([depth, of]) => inBytes(`${depth} deep`, () => Buffer.from(nested(depth, of)), true)),
  fc.constant(inBytes("huge", () => Buffer.from(`{"a":"${"x".repeat(1_600_000)}"}`), true)),
);

const header =
  (name: string, value: string, isInvalid = false): Mutation =>
  (request) => ({
    ...request,
    by: `${request.by} ${name}: ${value.slice(0, 30)}`,
    headers: { ...request.headers, [name]: value },
    isInvalid: request.isInvalid || (isInvalid && request.body !== undefined),
  });
const headers: fc.Arbitrary<Mutation> = fc.oneof(
  fc
    .constantFrom(
      "text/plain",
      "text/xml",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
      "x",
      "*/*",
      "application/json5",
    )
    .map((type) => header("content-type", type, true)),
  fc
    .constantFrom("", "*", '"', '"1', "1", 'W/"1"', `"${"9".repeat(50)}"`, '"-1"', '"1e3"', "\u00ff")
    .map((etag) => header("if-match", etag)),
  fc.constantFrom("", "x".repeat(300), "\u00fc", "a\tb").map((key) => header("idempotency-key", key)),
  fc
    .constantFrom(
      "Bearer",
      "Bearer ",
      "Bearer hsk_",
      `Bearer hsk_${"0".repeat(75)}`,
      "Basic eDp4",
      `Bearer ${"x".repeat(5_000)}`,
      "\u00ff",
    )
    .map((key) => header("authorization", key)),
  fc
    .constantFrom(
      "handschlag=",
      "handschlag=%00",
      "handschlag=%zz",
      `handschlag=${"x".repeat(6_000)}`,
      "__proto__=1; constructor=2",
      ";;=;",
    )
    .map((cookie) => header("cookie", cookie)),
  fc
    .constantFrom("x", "1_x", `${"9".repeat(18)}_018f0000-0000-7000-8000-000000000000`, `1_${"-".repeat(36)}`)
    .map((id) => header("last-event-id", id)),
  fc.constantFrom("*/*;q=x", "text/html", "\u00ff").map((accept) => header("accept", accept)),
  fc.constantFrom("gzip", "br", "x").map((coding) => header("content-encoding", coding)),
);

/** What may stand in an address, with what an address cannot hold escaped. */
const IDS = [
  "0",
  "-1",
  "x",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "%00",
  "%2e%2e%2f",
  "%ff",
  "%",
  "%F0%9F%98%80",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "018F0000-0000-7000-8000-000000000000",
  "018f0000-0000-7000-8000-000000000000",
  "%7B018f0000-0000-7000-8000-000000000000%7D",
  "018f00000000700080000000000000000",
  "x".repeat(150),
  "x".repeat(5_000),
];
/** An id or token in the address: the longest of its parts, as no name of a route is so long. */
const otherId =
  (id: string): Mutation =>
  (request) => {
    const [path, query] = request.path.split("?");
    const other = path!.replace(/[^/]{30,}/, () => id);
    return {
      ...request,
      by: `${request.by} id ${id.slice(0, 30)}`,
      path: query === undefined ? other : `${other}?${query}`,
    };
  };
const QUERIES = [
  "cursor=x",
  "cursor=%00",
  "cursor=1_018f0000-0000-7000-8000-000000000000",
  `cursor=${"9".repeat(15)}_ffffffff-ffff-ffff-ffff-ffffffffffff`,
  `cursor=${"x".repeat(1_000)}`,
  "limit=0",
  "limit=101",
  "limit=-1",
  "limit=1&limit=2",
  "limit[]=1",
  "limit=%31%30",
  "number=999999",
  "number=0",
  "number=1.5",
  "domain=",
  "domain=%00.example",
  "domain=a..b",
  `domain=${"a.".repeat(120)}de`,
  "state=x&code=y",
  "state=%00",
  "state[a]=1",
  "period=0000-01",
  "period=9999-12",
  "period=2026-13",
  "service=%00",
  "search=%27%29%3B--",
  "search=%00",
  "search=%26%7C%21%28",
  "__proto__[x]=1",
  "constructor=1",
  "=",
  "&&&",
  "%",
  "%ff=%ff",
  "a=1".repeat(500),
];
const otherQuery =
  (query: string): Mutation =>
  (request) => ({
    ...request,
    by: `${request.by} ?${query.slice(0, 40)}`,
    path: request.path.includes("?") ? `${request.path}&${query}` : `${request.path}?${query}`,
  });

const jsonwise: fc.Arbitrary<(pick: number) => Mutation> = fc.oneof(
  { weight: 4, arbitrary: junk.map(otherValue) },
  { weight: 1, arbitrary: fc.constant(missing) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("extra", "id", "tenant_id", "__proto__", "toString", ""), junk)
      .map(([name, value]) => oneMore(name, value)),
  },
  { weight: 1, arbitrary: fc.constant(wrapped) },
);
const picked = (mutations: fc.Arbitrary<(pick: number) => Mutation>): fc.Arbitrary<Mutation> =>
  fc.tuple(mutations, fc.nat(10_000)).map(([mutation, pick]) => mutation(pick));

/** What has broken programs before, put wherever there is a text. */
const SHARP = ["\0", "a\0b", "\ud83d", "a\ude00", "", " ", "x".repeat(100_000), "\u202e", "__proto__"];
/** In place of whatever is there. */
const BLUNT: readonly unknown[] = [null, -1, 1e308, {}, [[]], { __proto__: null }];

/** Each place of a request with each sharp or blunt value, one at a time: what chance might leave out. */
export function oneByOne(request: Mutant): readonly Mutant[] {
  const places =
    typeof request.body === "string" && request.body.startsWith("{") ? placesOf(JSON.parse(request.body)) : [];
  const inBody = places.flatMap(({ holder, key }, index) =>
    [...(typeof holder[key] === "string" ? SHARP : []), ...BLUNT].map((value) => {
      const body: unknown = JSON.parse(request.body as string);
      const place = placesOf(body)[index]!;
      place.holder[place.key] = value;
      return { ...request, by: `${key}: ${JSON.stringify(value).slice(0, 30)}`, body: JSON.stringify(body) };
    }),
  );
  const inAddress = [...IDS.map(otherId), ...QUERIES.map(otherQuery)].map((mutate) => mutate(request));
  return [...inBody, ...inAddress.filter(({ path }) => path !== request.path)];
}

/** One to three mutations; those of bytes last, as they leave nothing to be read. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: picked(jsonwise) },
        { weight: 1, arbitrary: headers },
        fc.constantFrom(...IDS).map(otherId),
        fc.constantFrom(...QUERIES).map(otherQuery),
      ),
      { maxLength: 2 },
    ),
    fc.option(picked(bytewise), { freq: 2 }),
  )
  .map(([some, bytes]) => (bytes === null ? some : [...some, bytes]));
