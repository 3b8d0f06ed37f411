import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "../../i18n/language.tsx";
import { ticketSearchQuery } from "../ticket.ts";
import { Typed } from "../Typed.tsx";
import { useTicket } from "../view.ts";
import { extraWords } from "./words.ts";

const SETTLE_MS = 200;

interface TicketChoiceProps {
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly error: string | undefined;
}

/** Another ticket of the same engagement, found by its number or words. */
export function TicketChoice({ chosen, choose, error }: TicketChoiceProps) {
  const t = useWords(extraWords);
  const { ticket } = useTicket();
  const [typed, setTyped] = useState("");
  const [settled] = useDebouncedValue(typed.trim().replace(/^t-/i, ""), SETTLE_MS);
  const { data } = useQuery({
    ...ticketSearchQuery(ticket.engagement.id, settled),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  const found = settled === "" ? [] : (data?.items ?? []).filter(({ id }) => id !== ticket.id);
  return (
    <div className="ticket-choice">
      <TextInput
        name="other"
        label={t("search")}
        description={t("searchHelp")}
        error={error}
        value={typed}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        data-autofocus
      />
      <div role="radiogroup" aria-label={t("found")} className="choices-long">
        {found.map(({ id, number, subject }) => (
          <label key={id} className="choice">
            <input type="radio" name="otherId" checked={id === chosen} onChange={() => choose(id)} />
            <span>
              <span className="figures no-wrap">T-{number}</span> <Typed>{subject}</Typed>
            </span>
          </label>
        ))}
      </div>
      <p role="status" className="soft">
        {settled !== "" && data !== undefined && found.length === 0 ? t("searchNone") : null}
      </p>
    </div>
  );
}
