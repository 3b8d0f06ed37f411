import { Link } from "@tanstack/react-router";
import { otherSideOf, useCurrentEngagement, useRightsSomewhere } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { Mark } from "../ui/Icon.tsx";
import { CompanySwitch } from "./CompanySwitch.tsx";
import { EngagementSwitch } from "./EngagementSwitch.tsx";
import { PlaceLink } from "./PlaceLink.tsx";
import { COMPANY_PLACES, DESK_PLACES, ENGAGEMENT_PLACES, INSTALLATION_PLACES, OVERVIEW, seenPlaces } from "./places.ts";
import { frameWords } from "./words.ts";

/** The lifecycle as navigation: whose it is, the engagement, the own company, the installation. */
export function SideNavigation() {
  const t = useWords(frameWords);
  const session = useSession();
  const company = seenPlaces(COMPANY_PLACES, session.rights);
  const desk = seenPlaces(DESK_PLACES, useRightsSomewhere());
  const installation = seenPlaces(INSTALLATION_PLACES, session.rights);
  return (
    <aside className="side">
      <Link to="/" className="side-brand">
        <Mark />
        <span>Handschlag</span>
      </Link>
      <CompanySwitch />
      <nav aria-label={t("navigation")} className="side-places">
        {session.company === null ? null : <PlaceLink place={OVERVIEW} />}
        {desk.map((place) => (
          <PlaceLink key={place.name} place={place} />
        ))}
        {session.company === null ? null : <EngagementPart />}
        {company.length === 0 ? null : (
          <div className="side-part">
            <p className="side-title">{t("ownCompany")}</p>
            {company.map((place) => (
              <PlaceLink key={place.name} place={place} />
            ))}
          </div>
        )}
        {installation.length === 0 ? null : (
          <div className="side-part">
            {installation.map((place) => (
              <PlaceLink key={place.name} place={place} />
            ))}
          </div>
        )}
      </nav>
    </aside>
  );
}

/** The places of the engagement one is in, under the name of the other side. */
function EngagementPart() {
  const engagement = useCurrentEngagement();
  return (
    <div className="side-part">
      <EngagementSwitch />
      {engagement === undefined
        ? null
        : seenPlaces(ENGAGEMENT_PLACES, engagement.rights).map((place) => (
            <PlaceLink
              key={place.name}
              place={place}
              engagementId={engagement.id}
              label={place.name === "engagement" ? otherSideOf(engagement).name : undefined}
            />
          ))}
    </div>
  );
}
