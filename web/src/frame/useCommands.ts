import { useNavigate } from "@tanstack/react-router";
import { otherSideOf, useEngagements, useRightsSomewhere } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession, useSignOut } from "../session.ts";
import { chooseScheme, SCHEMES } from "../theme/scheme.ts";
import type { IconName } from "../ui/Icon.tsx";
import { useCompanySwitch } from "./CompanySwitch.tsx";
import {
  COMPANY_PLACES,
  DESK_PLACES,
  ENGAGEMENT_PLACES,
  INSTALLATION_PLACES,
  OVERVIEW,
  OWN_PLACES,
  seenPlaces,
} from "./places.ts";
import { useLanguageChoice } from "./useLanguageChoice.ts";
import { frameWords } from "./words.ts";

export interface Command {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/** Everything that the person can reach or do from anywhere. */
export function useCommands(): Command[] {
  return [...useGoing(), ...useDoing()];
}

function useGoing(): Command[] {
  const t = useWords(frameWords);
  const navigate = useNavigate();
  const session = useSession();
  const engagements = useEngagements();
  const desk = seenPlaces(DESK_PLACES, useRightsSomewhere());
  const own = [
    OVERVIEW,
    ...desk,
    ...seenPlaces([...COMPANY_PLACES, ...INSTALLATION_PLACES], session.rights),
    ...OWN_PLACES,
  ];
  const inEngagements = engagements.flatMap((engagement) =>
    seenPlaces(ENGAGEMENT_PLACES, engagement.rights).map((place): Command => ({
      label: `${otherSideOf(engagement).name}: ${t(place.name)}`,
      icon: place.icon,
      run: () => void navigate({ to: place.to, params: { id: engagement.id } }),
    })),
  );
  return [
    ...own.map(({ name, icon, to }): Command => ({ label: t(name), icon, run: () => void navigate({ to }) })),
    ...inEngagements,
  ];
}

function useDoing(): Command[] {
  const t = useWords(frameWords);
  const { companies, company } = useSession();
  const { language, chooseLanguage } = useLanguageChoice();
  const switchCompany = useCompanySwitch();
  const signOut = useSignOut();
  const others = companies.filter(({ id }) => id !== company?.id);
  return [
    ...others.map(({ id, name }): Command => ({
      label: `${t("switchCompany")}: ${name}`,
      icon: "switch",
      run: () => void switchCompany(id),
    })),
    ...SCHEMES.map((scheme): Command => ({
      label: `${t("scheme")}: ${t(`scheme-${scheme}`)}`,
      icon: "scheme",
      run: () => chooseScheme(scheme),
    })),
    {
      label: `${t("language")}: ${t(language === "de" ? "english" : "german")}`,
      icon: "language",
      run: () => chooseLanguage(language === "de" ? "en" : "de"),
    },
    { label: t("signOut"), icon: "signOut", run: () => void signOut() },
  ];
}
