import { ActionIcon, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { LANGUAGES } from "../i18n/words.ts";
import { useSession, useSignOut } from "../session.ts";
import { chooseScheme, SCHEMES, useChosenScheme } from "../theme/scheme.ts";
import { Icon } from "../ui/Icon.tsx";
import { OWN_PLACES } from "./places.ts";
import { useLanguageChoice } from "./useLanguageChoice.ts";
import { frameWords } from "./words.ts";

export function LanguageMenu() {
  const t = useWords(frameWords);
  const { language, chooseLanguage } = useLanguageChoice();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={t("language")}>
          <Icon name="language" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((name) => (
          <Menu.Item
            key={name}
            lang={name}
            onClick={() => chooseLanguage(name)}
            rightSection={name === language ? <Icon name="check" size={16} /> : null}
          >
            {t(name === "de" ? "german" : "english")}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function SchemeMenu() {
  const t = useWords(frameWords);
  const chosen = useChosenScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={t("scheme")}>
          <Icon name="scheme" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => chooseScheme(scheme)}
            rightSection={scheme === chosen ? <Icon name="check" size={16} /> : null}
          >
            {t(`scheme-${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const initialsOf = (name: string): string => {
  const parts = name.split(/\s+/).filter((part) => !part.endsWith("."));
  return `${parts[0]?.[0] ?? ""}${parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : ""}`;
};

export function PersonMenu() {
  const t = useWords(frameWords);
  const { person, company } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className="person">
          <span aria-hidden="true">{initialsOf(person.name)}</span>
          <span className="only-read">{t("person", { name: person.name })}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="person-head">
          <strong>{person.name}</strong>
          <span className="soft">{company?.name ?? person.email}</span>
        </div>
        {OWN_PLACES.map(({ name, icon, to }) => (
          <Menu.Item key={name} leftSection={<Icon name={icon} size={18} />} onClick={() => void navigate({ to })}>
            {t(name)}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<Icon name="signOut" size={18} />} onClick={() => void signOut()}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
