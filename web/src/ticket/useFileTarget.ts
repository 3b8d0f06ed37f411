import { useState, type ClipboardEvent, type DragEvent } from "react";
import { useFormats, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { filesOf } from "./upload.ts";

const words = defineWords({ de: { pasted: "Bild {time}" }, en: { pasted: "Picture {time}" } });

/** Makes a part of a page take files that are dropped on it or pasted into it. */
export function useFileTarget(take: (files: readonly File[]) => void) {
  const t = useWords(words);
  const { dateTime } = useFormats();
  const [isOver, setOver] = useState(false);
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(filesOf(event.dataTransfer));
    },
    onPaste: (event: ClipboardEvent) => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      // What is copied from a screen has no name of its own.
      const time = dateTime(new Date()).replaceAll(/[^\d]+/g, "-");
      take(files.map((file) => new File([file], `${t("pasted", { time })}.${endingOf(file)}`, { type: file.type })));
    },
  };
  return { target, isOver };
}

const endingOf = ({ name, type }: File): string =>
  name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : (type.split("/")[1] ?? "bin");
