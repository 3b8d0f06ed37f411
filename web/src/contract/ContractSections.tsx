import type { ContractDocument } from "@handschlag/engine/contract/document.ts";
import { ClockSection } from "./ClockSection.tsx";
import { DecisionSection } from "./DecisionSection.tsx";
import { EscalationSection } from "./EscalationSection.tsx";
import { HoursSection } from "./HoursSection.tsx";
import { InLanguageOf } from "./Original.tsx";
import { PartySection } from "./PartySection.tsx";
import { RaciSection } from "./RaciSection.tsx";
import { ServiceSection } from "./ServiceSection.tsx";
import { TargetSection } from "./TargetSection.tsx";

interface ContractSectionsProps {
  readonly document: ContractDocument;
  readonly side: "client" | "provider";
}

/** Clients read what concerns them in plain words; providers also the fine print. */
export const ContractSections = ({ document, side }: ContractSectionsProps) => (
  <InLanguageOf value={document.language}>
    <HoursSection document={document} />
    <TargetSection document={document} side={side} />
    <ServiceSection document={document} side={side} />
    <DecisionSection document={document} side={side} />
    {side === "provider" ? <RaciSection document={document} /> : null}
    <EscalationSection document={document} side={side} />
    <ClockSection document={document} side={side} />
    <PartySection document={document} />
  </InLanguageOf>
);
