import { useSyncExternalStore } from "react";

/** What a person chose; `auto` follows the machine, also its wish for more contrast. */
export const SCHEMES = ["auto", "light", "dark", "contrast"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Also read by public/first-paint.js. */
const KEY = "handschlag-scheme";
const listeners = new Set<() => void>();
const wishesDark = matchMedia("(prefers-color-scheme: dark)");
const wishesContrast = matchMedia("(prefers-contrast: more)");

let chosen = keptScheme();

function keptScheme(): Scheme {
  try {
    const kept = localStorage.getItem(KEY);
    return SCHEMES.find((scheme) => scheme === kept) ?? "auto";
  } catch {
    return "auto"; // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

const isContrast = (): boolean => chosen === "contrast" || (chosen === "auto" && wishesContrast.matches);

/** The scheme in which Mantine's components are drawn. High contrast is a light scheme with stronger tokens. */
const painted = (): "light" | "dark" =>
  chosen === "dark" || (chosen === "auto" && !isContrast() && wishesDark.matches) ? "dark" : "light";

function apply(): void {
  const root = document.documentElement;
  root.dataset["mantineColorScheme"] = painted();
  if (isContrast()) root.dataset["contrast"] = "more";
  else delete root.dataset["contrast"];
  for (const listener of listeners) listener();
}

export function chooseScheme(scheme: Scheme): void {
  chosen = scheme;
  try {
    localStorage.setItem(KEY, scheme);
  } catch {
    // As above.
  }
  apply();
}

wishesDark.addEventListener("change", apply);
wishesContrast.addEventListener("change", apply);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useChosenScheme = (): Scheme => useSyncExternalStore(subscribe, () => chosen);
export const usePaintedScheme = (): "light" | "dark" => useSyncExternalStore(subscribe, painted);
