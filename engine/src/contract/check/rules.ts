/** Every rule by which a contract is checked, family by family. Source: product.md §7; docs/rules/contract-checks.md. */
import { AVAILABILITY_RULES } from "./availability-rules.ts";
import { BACKUP_RULES } from "./backup-rules.ts";
import { CALENDAR_RULES } from "./calendar-rules.ts";
import { CHANGE_RULES } from "./change-rules.ts";
import { CONTRADICTION_RULES } from "./contradiction-rules.ts";
import { CREDIT_RULES } from "./credit-rules.ts";
import { DATA_ACT_RULES } from "./data-act-rules.ts";
import { EXIT_RULES } from "./exit-rules.ts";
import { INDEXATION_RULES } from "./indexation-rules.ts";
import { LEVEL_RULES } from "./level-rules.ts";
import { LIABILITY_RULES } from "./liability-rules.ts";
import { PRICE_RULES } from "./price-rules.ts";
import { PROTECTION_RULES } from "./protection-rules.ts";
import { REGULATION_RULES } from "./regulation-rules.ts";
import type { Rule } from "./rule.ts";
import { SCOPE_RULES } from "./scope-rules.ts";
import { SECURITY_RULES } from "./security-rules.ts";
import { TERM_RULES } from "./term-rules.ts";
import { TRANSFER_RULES } from "./transfer-rules.ts";

export const RULES: readonly Rule[] = [
  ...SCOPE_RULES,
  ...CALENDAR_RULES,
  ...LEVEL_RULES,
  ...AVAILABILITY_RULES,
  ...CREDIT_RULES,
  ...PRICE_RULES,
  ...INDEXATION_RULES,
  ...CHANGE_RULES,
  ...TERM_RULES,
  ...LIABILITY_RULES,
  ...EXIT_RULES,
  ...DATA_ACT_RULES,
  ...PROTECTION_RULES,
  ...TRANSFER_RULES,
  ...SECURITY_RULES,
  ...BACKUP_RULES,
  ...REGULATION_RULES,
  ...CONTRADICTION_RULES,
];
