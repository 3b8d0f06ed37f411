import { Button } from "@mantine/core";
import { ACTIVITIES, type Activity } from "@handschlag/engine/scope/activities.ts";
import type { ScopeIssue, ServiceScope } from "@handschlag/engine/scope/scope.ts";
import { sentenceOfIssue } from "@handschlag/engine/scope/wording.ts";
import { useLanguage, useWords } from "../i18n/language.tsx";
import { StatusSentence } from "../ui/StatusSentence.tsx";
import { gridWords } from "./grid-words.ts";
import type { PartyNames } from "./usePartyNames.ts";

interface ScopeIssuesProps {
  readonly services: readonly ServiceScope[];
  readonly names: PartyNames;
  /** Leads to the cell. */
  readonly show: (service: string, activity: Activity) => void;
  /** Fills what is empty in a service; `undefined` where that cannot be done. */
  readonly fill: (service: string) => (() => void) | undefined;
}

const SHOWN_MAX = 5;

/** Every gap, overlap and assumption in a sentence that leads to its cell. */
export function ScopeIssues({ services, names, show, fill }: ScopeIssuesProps) {
  const t = useWords(gridWords);
  const issues = services.flatMap((service) => service.issues);
  const fills = services.flatMap((service) => {
    const run = fill(service.key);
    return run === undefined ? [] : [{ service, run }];
  });
  if (issues.length === 0) return <StatusSentence standing="kept">{t("clear")}</StatusSentence>;
  const rest = issues.slice(SHOWN_MAX);
  return (
    <div className="grid-issues">
      <StatusSentence standing={issues.some(({ sort }) => sort !== "assumption") ? "late" : "soon"}>
        {t("open", { count: issues.length })}
      </StatusSentence>
      <IssueList issues={issues.slice(0, SHOWN_MAX)} names={names} show={show} />
      {rest.length === 0 ? null : (
        <details className="more">
          <summary>{t("more", { count: rest.length })}</summary>
          <IssueList issues={rest} names={names} show={show} />
        </details>
      )}
      {fills.length === 0 ? null : (
        <div className="grid-fill">
          <p className="soft">{t("fillHelp")}</p>
          <div className="row">
            {fills.map(({ service, run }) => (
              <Button key={service.key} variant="default" onClick={run}>
                {t("fillFor", { service: service.name })}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function IssueList({
  issues,
  names,
  show,
}: Pick<ScopeIssuesProps, "names" | "show"> & { readonly issues: readonly ScopeIssue[] }) {
  const { language } = useLanguage();
  return (
    <ul>
      {issues.map((issue) => {
        const activity =
          "activity" in issue ? issue.activity : issue.kind === "nothing-named" ? ACTIVITIES[0] : undefined;
        const sentence = sentenceOfIssue(issue, language, names.shortOf);
        return (
          <li key={`${issue.path.join("/")}/${issue.kind}/${"party" in issue ? issue.party : ""}`}>
            {activity === undefined ? (
              sentence
            ) : (
              <button type="button" className="link-button" onClick={() => show(issue.service, activity)}>
                {sentence}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
