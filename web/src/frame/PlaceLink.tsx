import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { Place } from "./places.ts";
import { frameWords } from "./words.ts";

interface PlaceLinkProps {
  readonly place: Place;
  readonly engagementId?: string | undefined;
  /** Instead of the place's own word. */
  readonly label?: string | undefined;
}

export function PlaceLink({ place, engagementId, label }: PlaceLinkProps) {
  const t = useWords(frameWords);
  return (
    <Link
      to={place.to}
      params={{ id: engagementId ?? "" }}
      className="place"
      activeProps={{ className: "place place-active", "aria-current": "page" }}
      activeOptions={{ exact: true, includeSearch: false }}
    >
      <Icon name={place.icon} />
      <span>{label ?? t(place.name)}</span>
    </Link>
  );
}
