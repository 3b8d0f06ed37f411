import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Mantine computes with ten shades; what is painted comes from tokens.css. */
const PETROL: MantineColorsTuple = [
  "#e1eef0",
  "#c6dee2",
  "#9cc6cd",
  "#6dabb6",
  "#458f9c",
  "#2a7685",
  "#0f5462",
  "#0b4450",
  "#07343d",
  "#04252c",
];

export const theme = createTheme({
  primaryColor: "petrol",
  primaryShade: 6,
  colors: { petrol: PETROL },
  fontFamily: "var(--face)",
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  // By name alone: to import the components here would put them all into the first load.
  components: {
    // Mantine would lock the scroll by a style element; base.css does it for every modal dialog.
    // Its heading is no heading of the page.
    Modal: { defaultProps: { lockScroll: false, attributes: { header: { role: "none" } } } },
    // Inside the page's landmarks, and with nothing but its items that could take the focus.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
  },
});
