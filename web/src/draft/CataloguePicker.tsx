import type { CatalogueService } from "@handschlag/engine/contract/starters.ts";
import { isList, isObject, memberName, partAt, type Part } from "@handschlag/engine/contract/parts.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { useEditor } from "./editor.ts";
import { catalogueQuery } from "./starters.ts";
import { nameFor } from "./typed-values.ts";
import { draftWords } from "./words.ts";

/** Ready services to add to the draft. */
export function CataloguePicker() {
  const t = useWords(draftWords);
  const { language } = useLanguage();
  const { document, edit } = useEditor();
  const written = partAt(document, ["language"]);
  const spoken = written === "de" || written === "en" ? written : language;
  const { data } = useQuery(catalogueQuery(spoken));
  const base = useId();
  const services = partAt(document, ["services"]);
  const taken = (isList(services) ? services : []).map((service) => memberName(service) ?? "");
  const take = (service: CatalogueService) => {
    const id = nameFor(service.id, taken);
    edit(["services", id], fitted(service, id, document));
  };
  if (data === undefined) return null;
  return (
    <section className="group">
      <h3>{t("fromCatalogue")}</h3>
      <p className="soft">{t("catalogueHelp")}</p>
      <ul className="catalogue">
        {data.map((service) => (
          <li key={service.id}>
            <div lang={spoken}>
              <strong id={`${base}${service.id}`}>{service.name}</strong>
              <p className="soft">{service.description}</p>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => take(service)}
              id={`${base}${service.id}-take`}
              aria-labelledby={`${base}${service.id}-take ${base}${service.id}`}
            >
              {t("take")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A service of the catalogue as it fits into a draft: its parties by the draft's keys, and the first of its service levels. */
function fitted(service: CatalogueService, id: string, document: Part): Part {
  const parties = partAt(document, ["parties"]);
  const entries = Object.entries(isObject(parties) ? parties : {});
  const keyOf = (role: string) => entries.find(([, party]) => partAt(party, ["role"]) === role)?.[0] ?? role;
  const renamed = (part: Part): Part => {
    if (part === "client" || part === "provider") return keyOf(part);
    if (isList(part)) return part.map(renamed);
    if (!isObject(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [key, value === undefined ? value : renamed(value)]),
    );
  };
  const levels = partAt(document, ["serviceLevels"]);
  const level = Object.keys(isObject(levels) ? levels : {})[0];
  const { activities, ...others } = service as unknown as { readonly [key: string]: Part };
  return {
    ...others,
    id,
    ...(level === undefined ? {} : { serviceLevel: level }),
    ...(activities === undefined ? {} : { activities: renamed(activities) }),
  };
}
