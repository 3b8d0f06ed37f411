/** The chapters of the editor; their words bear their names: which parts of the document stand together on a page. */

interface Chapter {
  readonly name: string;
  /** Members of the document, in the order in which they are asked for. */
  readonly parts: readonly string[];
}

export const CHAPTERS = [
  { name: "basics", parts: ["title", "id", "language", "timeZone", "version", "validFrom", "term"] },
  { name: "parties", parts: ["parties"] },
  { name: "services", parts: ["services"] },
  { name: "responsibilities", parts: [] },
  { name: "hours", parts: ["calendars"] },
  {
    name: "times",
    parts: ["priorities", "serviceLevels", "clocks", "attainment", "escalation"],
  },
  { name: "figures", parts: ["availability", "kpis", "credits"] },
  { name: "prices", parts: ["prices"] },
  {
    name: "together",
    parts: ["changes", "steering", "clientObligations", "transition"],
  },
  { name: "protection", parts: ["dataProtection", "security", "regulation"] },
  { name: "leaving", parts: ["exit", "liability", "governing"] },
] as const satisfies readonly Chapter[];

export type ChapterName = (typeof CHAPTERS)[number]["name"];

/** The chapter to which a place of the document belongs. */
export const chapterOf = (path: readonly string[]): ChapterName =>
  CHAPTERS.find(({ parts }) => (parts as readonly string[]).includes(path[0] ?? ""))?.name ?? "basics";
