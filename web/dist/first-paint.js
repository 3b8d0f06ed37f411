// Runs before the first paint, so that a dark page never flashes white. The keys are those of src/theme/scheme.ts and
// src/i18n/language.tsx.
(() => {
  const root = document.documentElement;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const scheme = kept("handschlag-scheme") ?? "auto";
  const prefers = (query) => matchMedia(query).matches;
  const isContrast = scheme === "contrast" || (scheme === "auto" && prefers("(prefers-contrast: more)"));
  const isDark = scheme === "dark" || (scheme === "auto" && !isContrast && prefers("(prefers-color-scheme: dark)"));
  root.dataset.mantineColorScheme = isDark ? "dark" : "light";
  if (isContrast) root.dataset.contrast = "more";
  root.lang = kept("handschlag-language") ?? (navigator.language.startsWith("de") ? "de" : "en");
})();
