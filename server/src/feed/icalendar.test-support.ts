/** Reads iCalendar by the grammar of RFC 5545 §3.1 and §3.6, and throws where a text leaves it. Knows nothing of how it was written. */

export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}
export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly children: readonly Component[];
}

const NAME = /^[A-Za-z0-9-]+/;
const PARAMETER = /^;([A-Za-z0-9-]+)=("[^"\p{Cc}]*"|[^";:,\p{Cc}]*)/u;
/** Values of the type TEXT (§3.3.11): what a comma or semicolon stands for is escaped. */
const TEXTS = new Set([
  "SUMMARY",
  "DESCRIPTION",
  "NAME",
  "X-WR-CALNAME",
  "UID",
  "ACTION",
  "TRANSP",
  "PRODID",
  "VERSION",
]);
/** What each component has exactly once. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ["VERSION", "PRODID"],
  VEVENT: ["UID", "DTSTAMP", "DTSTART"],
  VALARM: ["ACTION", "TRIGGER"],
};
const FORMS: Readonly<Record<string, RegExp>> = {
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  "LAST-MODIFIED": /^\d{8}T\d{6}Z$/,
  DTSTART: /^\d{8}(T\d{6}Z?)?$/,
  SEQUENCE: /^\d+$/,
  TRIGGER: /^-?P(\d+W|\d+D(T\d+H)?|T\d+[HMS])$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
};

function unescapedText(value: string): string {
  let text = "";
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!;
    if (sign === "," || sign === ";") throw new Error(`${sign} is not escaped in ${value}`);
    if (sign !== "\\") {
      text += sign;
      continue;
    }
    const next = value[++at];
    if (next === undefined || !"\\;,nN".includes(next))
      throw new Error(`\\${next ?? ""} stands for nothing in ${value}`);
    text += next === "n" || next === "N" ? "\n" : next;
  }
  return text;
}

function propertyOf(line: string): Property {
  const name = NAME.exec(line)?.[0]?.toUpperCase();
  if (name === undefined) throw new Error(`no name: ${line}`);
  let rest = line.slice(name.length);
  const parameters: Record<string, string> = {};
  for (let found = PARAMETER.exec(rest); found !== null; found = PARAMETER.exec(rest)) {
    parameters[found[1]!.toUpperCase()] = found[2]!.replaceAll('"', "");
    rest = rest.slice(found[0].length);
  }
  if (!rest.startsWith(":")) throw new Error(`no value: ${line}`);
  const raw = rest.slice(1);
  const value = TEXTS.has(name) ? unescapedText(raw) : raw;
  if (FORMS[name]?.test(value) === false) throw new Error(`no ${name}: ${value}`);
  return { name, parameters, value };
}

/** Lines end in CRLF and hold at most 75 octets; one that begins with a blank goes on with the one before (§3.1). */
export function unfolded(text: string): readonly string[] {
  if (!text.endsWith("\r\n")) throw new Error("the last line does not end in CRLF");
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new Error("a line ends in something else than CRLF");
    if (new TextEncoder().encode(line).length > 75) throw new Error(`longer than 75 octets: ${line}`);
    if (!line.isWellFormed()) throw new Error("a character is parted by the fold");
  }
  return lines
    .join("\r\n")
    .replaceAll(/\r\n[ \t]/g, "")
    .split("\r\n");
}

function requireComplete({ name, properties, children }: Component): void {
  for (const once of ONCE[name] ?? [])
    if (properties.filter((each) => each.name === once).length !== 1) throw new Error(`${name} has not one ${once}`);
  const isShown = properties.some((each) => each.name === "ACTION" && each.value === "DISPLAY");
  if (isShown && !properties.some((each) => each.name === "DESCRIPTION")) throw new Error("an alarm says nothing");
  for (const child of children) requireComplete(child);
}

export function parseCalendar(text: string): Component {
  interface Open {
    readonly name: string;
    readonly properties: Property[];
    readonly children: Component[];
  }
  const root: Open = { name: "", properties: [], children: [] };
  const stack = [root];
  for (const line of unfolded(text)) {
    const property = propertyOf(line);
    const top = stack.at(-1)!;
    if (property.name === "BEGIN") stack.push({ name: property.value, properties: [], children: [] });
    else if (property.name === "END") {
      if (stack.length < 2 || top.name !== property.value)
        throw new Error(`${property.value} ends where it did not begin`);
      stack.pop();
      stack.at(-1)!.children.push(top);
    } else top.properties.push(property);
  }
  if (stack.length !== 1 || root.children.length !== 1 || root.properties.length > 0)
    throw new Error("not one calendar");
  requireComplete(root.children[0]!);
  return root.children[0]!;
}
