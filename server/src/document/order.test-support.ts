/** Orders for documents of contracts that lie in this repository. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readContract } from "@handschlag/engine/contract/reader.ts";
import type { DocumentFormat, Order } from "./order.ts";

const ROOT = new URL("../../../", import.meta.url);

/** A contract as a draft; `change` is made in its text. */
export function orderOf(
  format: DocumentFormat,
  file = "engine/starters/de/small.yaml",
  language: Order["language"] = "de",
  change: (text: string) => string = (text) => text,
): Order {
  const text = change(readFileSync(new URL(file, ROOT), "utf8"));
  const read = readContract(text);
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.refusal)}`);
  const hash = createHash("sha256").update(text).digest("hex");
  return { contract: read.value, text, standing: { hash, state: "draft", signatures: [] }, language, format };
}
