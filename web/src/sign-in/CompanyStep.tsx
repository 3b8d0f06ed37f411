import { useState } from "react";
import { request } from "../api.ts";
import { roleWords } from "../company/role-words.ts";
import { useFormats, useWords } from "../i18n/language.tsx";
import { ProblemNote } from "../ui/Problem.tsx";
import type { Session } from "../wire.ts";
import { Threshold } from "./Threshold.tsx";
import { signInWords } from "./words.ts";

interface CompanyStepProps {
  readonly session: Session;
  readonly arrive: (session: Session) => Promise<void>;
}

/** Asked of people of several companies. */
export function CompanyStep({ session, arrive }: CompanyStepProps) {
  const t = useWords(signInWords);
  const role = useWords(roleWords);
  const { list } = useFormats();
  const [problem, setProblem] = useState<unknown>(null);
  const choose = async (companyId: string) => {
    setProblem(null);
    await request("PUT /session/company", { body: { companyId } }).then(arrive).catch(setProblem);
  };
  return (
    <Threshold title={t("companyTitle")} lead={t("companyLead")}>
      <ul className="choices">
        {session.companies.map(({ id, name, clientRole, providerRole }) => (
          <li key={id}>
            <button type="button" onClick={() => void choose(id)}>
              <strong>{name}</strong>
              <span className="soft">
                {list([clientRole, providerRole].flatMap((held) => (held === null ? [] : [role(held)])))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemNote error={problem} />
    </Threshold>
  );
}
