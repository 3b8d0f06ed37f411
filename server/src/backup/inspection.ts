/** Reading a backup through before anything is changed. */
import { migrationsOf } from "../db/migrate.ts";
import { secretCheckOf } from "../db/secret-check.ts";
import { Fault } from "../fault.ts";
import { Seal } from "../identity/seal.ts";
import { ArchiveError, readArchive, textOf } from "./archive-reader.ts";
import { formOf, isNewerForm, Manifest, PART, tableOfPart, type Tally } from "./manifest.ts";

/** A backup that is whole and that this program can restore. */
export interface Inspected {
  readonly file: string;
  readonly manifest: Manifest;
  readonly secret: string | undefined;
  readonly sample: string | undefined;
  /** What each part holds. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

/** Throws a `Fault` when the file is no backup, is damaged or cut off, or is of a newer program. */
export async function inspect(file: string, signal: AbortSignal): Promise<Inspected> {
  const texts = new Map<string, string>();
  let manifest: Manifest | undefined;
  try {
    const tallies = await readArchive(
      file,
      async (part, content) => {
        if (part === PART.manifest) manifest = manifestIn(file, await textOf(content));
        else if (manifest === undefined) throw new ArchiveError("it does not begin with a manifest");
        else if (part === PART.secret || part === PART.sample) texts.set(part, await textOf(content));
        else requireKnownPart(part, manifest);
      },
      signal,
    );
    if (manifest === undefined) throw new ArchiveError("it has no manifest");
    return { file, manifest, secret: texts.get(PART.secret), sample: texts.get(PART.sample), tallies };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    if (manifest === undefined) throw new Fault(`${file} is no backup of Handschlag`);
    throw new Fault(`${file} is damaged or cut off (${error.message}): take another backup; nothing was changed`);
  }
}

function requireKnownPart(part: string, { tables }: Manifest): void {
  const table = tableOfPart(part);
  if (part !== PART.queue && !tables.some(({ name }) => name === table))
    throw new ArchiveError(`it holds ${JSON.stringify(part)}`);
}

function manifestIn(file: string, text: string): Manifest {
  const form = formOf(text);
  if (form === undefined) throw new ArchiveError("it is of another program");
  const newer = `${file} was made by a newer Handschlag: restore it with that version, or a later one`;
  if (isNewerForm(form)) throw new Fault(newer);
  const read = Manifest.safeParse(JSON.parse(text));
  if (!read.success) throw new Fault(`${file} is damaged (its manifest): take another backup; nothing was changed`);
  const { migrations } = read.data;
  const known = migrationsOf();
  if (migrations.length > known.length) throw new Fault(newer);
  const other = migrations.find(({ hash }, index) => hash !== known[index]?.hash);
  if (other !== undefined)
    throw new Fault(`${file} was made by a Handschlag whose migration ${other.name} differs: restore it with that one`);
  return read.data;
}

/**
 * The secret that opens what is sealed in a backup: its own, else the one that is at hand. Throws a `Fault` when there
 * is none that fits, or when another one is prescribed.
 */
export function secretFor(
  { manifest, secret, file }: Inspected,
  prescribed: string | undefined,
  kept: string | undefined,
): string {
  const fits = (candidate: string | undefined): candidate is string =>
    candidate !== undefined && secretCheckOf(new Seal(Buffer.from(candidate))).toString("hex") === manifest.secretCheck;
  if (prescribed !== undefined && !fits(prescribed))
    throw new Fault(
      `HANDSCHLAG_SECRET is not the secret of the installation that ${file} was made of: set it to that one, or take ` +
        "the setting away, so that the one in the backup is kept in the data folder",
    );
  const found = [prescribed, secret, kept].find(fits);
  if (found !== undefined) return found;
  throw new Fault(`${file} was made without its secret: say it with HANDSCHLAG_SECRET`);
}
