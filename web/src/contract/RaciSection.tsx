import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { DataTable, type Column } from "../ui/DataTable.tsx";
import { Section } from "../ui/Page.tsx";
import { Original } from "./Original.tsx";
import { keysOf, type ActivityName, type Service } from "./parties.ts";
import { contractWords, termWords } from "./words.ts";

const PARTS = ["accountable", "responsible", "consulted", "informed"] as const;

/** Every activity of every service with its responsibilities, for the provider's page. */
export function RaciSection({ document }: { readonly document: ContractDocument }) {
  const t = useWords(contractWords);
  return (
    <Section title={t("raci")}>
      <div className="services">
        {document.services.map((service) => (
          <details key={service.id} className="service">
            <summary>
              <h3>
                <Original>{service.name}</Original>
              </h3>
            </summary>
            <ServiceRaci document={document} service={service} />
          </details>
        ))}
      </div>
    </Section>
  );
}

function ServiceRaci({ document, service }: { readonly document: ContractDocument; readonly service: Service }) {
  const t = useWords(contractWords);
  const term = useWords(termWords);
  const { list } = useFormats();
  const activities = Object.keys(service.activities ?? {}) as ActivityName[];
  const nameOf = (key: string) => document.parties[key]?.name ?? key;
  const columns: Column<ActivityName>[] = [
    { name: "activity", head: t("activity"), isKey: true, cell: (activity) => term(activity) },
    ...PARTS.map((part): Column<ActivityName> => ({
      name: part,
      head: t(part),
      cell: (activity) => list(keysOf(service.activities?.[activity]?.[part]).map(nameOf)) || "–",
    })),
  ];
  return (
    <DataTable
      caption={<Original>{service.name}</Original>}
      columns={columns}
      rows={activities}
      keyOf={(activity) => activity}
    />
  );
}
