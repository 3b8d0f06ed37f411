import { Menu, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { otherSideOf, useCurrentEngagement, useEngagements } from "../engagement/engagements.ts";
import { useWords } from "../i18n/language.tsx";
import { Icon } from "../ui/Icon.tsx";
import { frameWords } from "./words.ts";

const SHOWN_MAX = 12;

/** Chooses among several engagements; nothing for the one who has a single one. */
export function EngagementSwitch() {
  const t = useWords(frameWords);
  const engagements = useEngagements();
  const current = useCurrentEngagement();
  const navigate = useNavigate();
  if (engagements.length < 2) return null;
  const isClient = engagements.every(({ side }) => side === "client");
  return (
    <Menu position="bottom-start" width="target" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className="side-title side-switch">
          <span>
            {t(isClient ? "providers" : "clients", { count: current === undefined ? engagements.length : 1 })}
            <span className="soft figures"> · {engagements.length}</span>
            <span className="only-read">. {t("chooseEngagement")}</span>
          </span>
          <Icon name="switch" size={18} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {engagements.slice(0, SHOWN_MAX).map((engagement) => (
          <Menu.Item
            key={engagement.id}
            onClick={() => void navigate({ to: "/engagements/$id", params: { id: engagement.id } })}
            rightSection={engagement.id === current?.id ? <Icon name="check" size={16} /> : null}
          >
            {otherSideOf(engagement).name}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => void navigate({ to: "/" })}>{t("allEngagements")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
