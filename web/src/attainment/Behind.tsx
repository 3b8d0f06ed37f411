import { CloseButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useWords } from "../i18n/language.tsx";
import { deskWords } from "../ticket/desk-words.ts";
import { ErrorState } from "../ui/Problem.tsx";
import { Waiting } from "../ui/Waiting.tsx";
import { verdictsQuery, type AttainmentSearch } from "./attainment.ts";
import { VerdictList } from "./VerdictList.tsx";
import { attainmentWords } from "./words.ts";

interface BehindProps {
  readonly engagementId: string;
  readonly search: AttainmentSearch & { readonly period: string };
  readonly services: ReadonlyMap<string, string>;
}

/** The tickets behind the figure that was opened. */
export function Behind({ engagementId, search, services }: BehindProps) {
  const t = useWords(attainmentWords);
  const desk = useWords(deskWords);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useQuery(verdictsQuery(engagementId, search));
  const { period, level, service, priority, outcome } = search;
  const opened = [period, level, service, priority, outcome].join(" ");
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "nearest" });
  }, [opened]);
  const about = [
    level && desk(`level-${level}`),
    service && (services.get(service) ?? service),
    priority,
    outcome && t(`behind-${outcome}`),
  ].filter((part) => part !== undefined);
  return (
    <section className="card behind" aria-labelledby="behind">
      <div className="section-head">
        <h2 ref={heading} id="behind" tabIndex={-1}>
          {t("behind")}: {about.join(", ")}
        </h2>
        <CloseButton
          aria-label={t("closeBehind")}
          onClick={() =>
            void navigate({
              to: "/engagements/$id/attainment",
              params: { id: engagementId },
              search: { period },
              resetScroll: false,
            })
          }
        />
      </div>
      {error !== null && data === undefined ? (
        <ErrorState error={error} again={() => void refetch()} />
      ) : data === undefined ? (
        <Waiting lines={4} />
      ) : (
        <>
          <VerdictList verdicts={data.items} services={services} />
          {data.left > 0 ? <p className="soft">{t("left", { count: data.left })}</p> : null}
        </>
      )}
    </section>
  );
}
