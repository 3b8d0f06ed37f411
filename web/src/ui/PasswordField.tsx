import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";

const words = defineWords({
  de: { show: "Passwort anzeigen oder verbergen" },
  en: { show: "Show or hide the password" },
});

/** A password that its owner may look at. */
export function PasswordField(props: PasswordInputProps) {
  const t = useWords(words);
  return <PasswordInput visibilityToggleButtonProps={{ "aria-label": t("show"), tabIndex: 0 }} {...props} />;
}
