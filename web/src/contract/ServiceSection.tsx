import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Section } from "../ui/Page.tsx";
import { Original } from "./Original.tsx";
import type { Service, Side } from "./parties.ts";
import { contractWords, termWords } from "./words.ts";

interface ServiceSectionProps {
  readonly document: ContractDocument;
  readonly side: Side;
}

export function ServiceSection({ document, side }: ServiceSectionProps) {
  const t = useWords(contractWords);
  return (
    <Section title={t("covered")} about={t("coveredLead", { count: document.services.length })}>
      <div className="services">
        {document.services.map((service) => (
          <ServiceCard key={service.id} service={service} side={side} />
        ))}
      </div>
    </Section>
  );
}

function ServiceCard({ service, side }: { readonly service: Service; readonly side: Side }) {
  const t = useWords(contractWords);
  const { name, description, included, excluded, clientObligations } = service;
  return (
    <details className="service">
      <summary>
        <h3>
          <Original>{name}</Original>
        </h3>
        {description === undefined ? null : (
          <span className="soft">
            <Original>{description}</Original>
          </span>
        )}
      </summary>
      <div className="service-body">
        <Points title={t("included")} icon="check" points={included} />
        <Points title={t("excluded")} icon="not" points={excluded} />
        <Points title={t(side === "client" ? "yourDuties" : "clientDuties")} icon="next" points={clientObligations} />
        <Quantities service={service} />
      </div>
    </details>
  );
}

interface PointsProps {
  readonly title: string;
  readonly icon: IconName;
  readonly points: readonly string[] | undefined;
}

function Points({ title, icon, points = [] }: PointsProps) {
  if (points.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul className="points">
        {points.map((point) => (
          <li key={point}>
            <Icon name={icon} size={18} />
            <Original>{point}</Original>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quantities({ service }: { readonly service: Service }) {
  const t = useWords(contractWords);
  const term = useWords(termWords);
  const { number } = useFormats();
  const quantity = (unit: string, count: number): string => {
    const known = UNITS.find((name) => name === unit);
    return known === undefined ? `${number(count)} ${unit}` : term(known, { count });
  };
  const quantities = Object.entries(service.quantities ?? {});
  if (quantities.length === 0) return null;
  return (
    <section>
      <h4>{t("quantities")}</h4>
      <ul className="quantities">
        {quantities.map(([unit, count]) => (
          <li key={unit} className="figures">
            {quantity(unit, count)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The units that contracts often count, in words; others as the contract writes them. */
const UNITS = [
  "users",
  "devices",
  "workstations",
  "notebooks",
  "tablets",
  "mailboxes",
  "sites",
  "firewalls",
  "switches",
  "access-points",
  "servers",
  "terabytes",
  "licences",
] as const;
