import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { NoticeBell } from "../notice/NoticeBell.tsx";
import { Icon, Mark } from "../ui/Icon.tsx";
import { LanguageMenu, PersonMenu, SchemeMenu } from "./menus.tsx";
import { frameWords } from "./words.ts";

/** Search, language, appearance, person. */
export function TopBar({ openPalette }: { readonly openPalette: () => void }) {
  const t = useWords(frameWords);
  return (
    <header className="top">
      <Link to="/" className="top-brand" aria-label="Handschlag">
        <Mark />
      </Link>
      <UnstyledButton className="top-search" onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={18} />
        <span className="top-search-long">{t("search")}</span>
        <span className="top-search-short" aria-hidden="true">
          {t("searchShort")}
        </span>
        <kbd>{t("searchHint")}</kbd>
      </UnstyledButton>
      <div className="top-menus">
        <NoticeBell />
        <LanguageMenu />
        <SchemeMenu />
        <PersonMenu />
      </div>
    </header>
  );
}
