import { Menu, UnstyledButton } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { request } from "../api.ts";
import { useWords } from "../i18n/language.tsx";
import { adoptSession, useSession } from "../session.ts";
import { Icon } from "../ui/Icon.tsx";
import { frameWords } from "./words.ts";

/** Acts for another of one's companies from now on. */
export function useCompanySwitch(): (companyId: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (companyId) => {
    await adoptSession(queries, await request("PUT /session/company", { body: { companyId } }));
    await navigate({ to: "/" });
  };
}

/** The name of the company for which one acts; a menu for people of several. */
export function CompanySwitch() {
  const t = useWords(frameWords);
  const { company, companies, operator } = useSession();
  const switchTo = useCompanySwitch();
  const name = company?.name ?? t(operator ? "operator" : "noCompany");
  if (companies.length < 2) return <p className="side-company">{name}</p>;
  return (
    <Menu position="bottom-start" width="target" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton
          className="side-company side-switch"
          aria-label={`${t("actingFor", { company: name })}. ${t("switchCompany")}`}
        >
          <span>{name}</span>
          <Icon name="switch" size={18} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {companies.map(({ id, name: other }) => (
          <Menu.Item
            key={id}
            onClick={() => void switchTo(id)}
            rightSection={id === company?.id ? <Icon name="check" size={16} /> : null}
          >
            {other}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
