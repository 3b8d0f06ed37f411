import type { Part } from "@handschlag/engine/contract/parts.ts";
import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../i18n/language.tsx";
import type { Answered, Asked, Remark } from "./check-worker.ts";

const PAUSE_MS = 300;

/** What is wrong or weak in the draft, a moment after its last change; `undefined` until it is known for the first time. */
export function useRemarks(document: Part): readonly Remark[] | undefined {
  const { language } = useLanguage();
  const [remarks, setRemarks] = useState<readonly Remark[]>();
  const worker = useRef<Worker>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    const own = new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
    own.addEventListener("message", ({ data }: MessageEvent<Answered>) => {
      if (data.id === asked.current) setRemarks(data.remarks);
    });
    worker.current = own;
    return () => own.terminate();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      const asOf = new Date().toISOString().slice(0, 10);
      worker.current?.postMessage({ id: ++asked.current, document, language, asOf } satisfies Asked);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [document, language]);
  return remarks;
}
