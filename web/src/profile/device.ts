/** Browsers by what only they write of themselves; later entries also write what earlier ones do. */
const BROWSERS = [
  ["Edge", /\bEdg\w*\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
] as const;
const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["Mac", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** Browser and system as people call them, `Firefox · Windows`; `undefined` when neither is known. */
export function deviceOf(agent: string): string | undefined {
  const known = [BROWSERS, SYSTEMS].flatMap((names) => names.find(([, sign]) => sign.test(agent))?.[0] ?? []);
  return known.length === 0 ? undefined : known.join(" · ");
}
