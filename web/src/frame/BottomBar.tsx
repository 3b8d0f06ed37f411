import { Modal } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { otherSideOf, useCurrentEngagement, useRightsSomewhere } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { Icon } from "../ui/Icon.tsx";
import { CompanySwitch } from "./CompanySwitch.tsx";
import { EngagementSwitch } from "./EngagementSwitch.tsx";
import { PlaceLink } from "./PlaceLink.tsx";
import {
  COMPANY_PLACES,
  DESK_PLACES,
  ENGAGEMENT_PLACES,
  INSTALLATION_PLACES,
  OVERVIEW,
  OWN_PLACES,
  seenPlaces,
  type Place,
} from "./places.ts";
import { frameWords } from "./words.ts";

interface Reach {
  readonly place: Place;
  readonly engagementId?: string;
  readonly label?: string;
}

/** Beside "more" there is room for four. */
const SHOWN_MAX = 4;

/** What the person can reach, the nearest first. */
function useReach(): Reach[] {
  const session = useSession();
  const engagement = useCurrentEngagement();
  const desk = seenPlaces(DESK_PLACES, useRightsSomewhere());
  const inEngagement = engagement === undefined ? [] : seenPlaces(ENGAGEMENT_PLACES, engagement.rights);
  return [
    ...(session.company === null ? [] : [{ place: OVERVIEW }]),
    ...desk.map((place) => ({ place })),
    ...inEngagement.map((place) =>
      place.name === "engagement"
        ? { place, engagementId: engagement!.id, label: otherSideOf(engagement!).name }
        : { place, engagementId: engagement!.id },
    ),
    ...seenPlaces([...COMPANY_PLACES, ...INSTALLATION_PLACES], session.rights).map((place) => ({ place })),
    ...OWN_PLACES.map((place) => ({ place })),
  ];
}

/** On phones: four places within a thumb's reach, and a sheet with all of them. */
export function BottomBar() {
  const t = useWords(frameWords);
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => setOpen(false), [path]);
  const reach = useReach();
  const near = reach.filter(({ place }) => place.name !== "engagement").slice(0, SHOWN_MAX);
  return (
    <nav className="bottom" aria-label={t("navigation")}>
      {near.map(({ place, engagementId }) => (
        <Link
          key={place.name}
          to={place.to}
          params={{ id: engagementId ?? "" }}
          activeProps={{ className: "bottom-active", "aria-current": "page" }}
          activeOptions={{ exact: true }}
        >
          <Icon name={place.icon} size={22} />
          <span>{t(place.name === "company" ? "companyShort" : place.name)}</span>
        </Link>
      ))}
      <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Icon name="more" size={22} />
        <span>{t("more")}</span>
      </button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("navigation")}
        closeButtonProps={{ "aria-label": t("close") }}
        yOffset="auto"
        classNames={{ inner: "sheet", content: "sheet-content" }}
      >
        <CompanySwitch />
        <EngagementSwitch />
        <nav aria-label={t("navigation")} className="sheet-places">
          {reach.map(({ place, engagementId, label }) => (
            <PlaceLink key={place.name} place={place} engagementId={engagementId} label={label} />
          ))}
        </nav>
      </Modal>
    </nav>
  );
}
