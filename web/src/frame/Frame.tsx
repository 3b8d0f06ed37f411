import { Outlet, useMatches } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useWords } from "../i18n/language.tsx";
import { useLiveUpdates } from "../live.ts";
import { useSession } from "../session.ts";
import { Waiting } from "../ui/Waiting.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { DecisionBanner } from "./DecisionBanner.tsx";
import { frameWords } from "./words.ts";
import { SideNavigation } from "./SideNavigation.tsx";
import { TopBar } from "./TopBar.tsx";
import "./frame.css";

const Palette = lazy(() => import("./Palette.tsx"));

/** The frame around every page of someone who is signed in. */
export function Frame() {
  const t = useWords(frameWords);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const { company } = useSession();
  const isOutOfDate = useLiveUpdates(company !== null);
  usePaletteKey(() => setPaletteOpen(true));
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <SideNavigation />
      <div className="frame-main">
        <TopBar openPalette={() => setPaletteOpen(true)} />
        <div role="status">{isOutOfDate ? <p className="banner banner-soon">{t("outOfDate")}</p> : null}</div>
        <DecisionBanner />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<Waiting lines={6} />}>
            <FocusedOutlet />
          </Suspense>
        </main>
      </div>
      <BottomBar />
      {isPaletteOpen ? (
        <Suspense fallback={null}>
          <Palette close={() => setPaletteOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/**
 * Makes each address a page of its own, so that no state of one is seen on another. By what is shown, not by where one
 * is going: else a page would be made twice.
 */
function FocusedOutlet() {
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  return <Outlet key={path} />;
}

/** Ctrl K, or ⌘ K, from anywhere. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [open]);
}
