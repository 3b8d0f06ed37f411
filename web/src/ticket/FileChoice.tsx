import { Button, FileButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormats, useWords } from "../i18n/language.tsx";
import { defineWords } from "../i18n/words.ts";
import { sizeInWords } from "./upload.ts";
import "./files.css";

const words = defineWords({
  de: {
    choose: "Bild oder Datei anhängen",
    hint: "Sie können sie auch hierher ziehen oder ein Bildschirmfoto einfügen.",
    chosen: "Wird mitgeschickt",
    remove: "Weglassen: {name}",
    preview: "Vorschau von {name}",
    drop: "Weglassen",
  },
  en: {
    choose: "Attach a picture or file",
    hint: "You can also drag it here or paste a screenshot.",
    chosen: "Will be sent along",
    remove: "Leave out: {name}",
    preview: "Preview of {name}",
    drop: "Leave out",
  },
});

interface FileChoiceProps {
  readonly files: readonly File[];
  readonly change: (files: readonly File[]) => void;
}

/** Files to be sent along: chosen, dropped or pasted; the last two come from the form around. */
export function FileChoice({ files, change }: FileChoiceProps) {
  const t = useWords(words);
  return (
    <div className="file-choice">
      <div className="row">
        <FileButton multiple onChange={(chosen) => change([...files, ...chosen])}>
          {(props) => (
            <Button variant="default" {...props}>
              {t("choose")}
            </Button>
          )}
        </FileButton>
        <span className="soft">{t("hint")}</span>
      </div>
      <ChosenFiles files={files} change={change} />
    </div>
  );
}

/** What will be sent along, and the way to leave it out. */
export function ChosenFiles({ files, change }: FileChoiceProps) {
  const t = useWords(words);
  const { number } = useFormats();
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label={t("chosen")}>
      {files.map((file) => (
        <li key={`${file.name} ${file.lastModified}`} className="file">
          <Thumbnail file={file} alt={t("preview", { name: file.name })} />
          <span className="file-name">
            {file.name} <span className="soft figures">{sizeInWords(file.size, number)}</span>
          </span>
          <Button
            variant="subtle"
            size="compact-md"
            aria-label={t("remove", { name: file.name })}
            onClick={() => change(files.filter((other) => other !== file))}
          >
            {t("drop")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Larger ones would only make the page slow. */
const SHOWN_BYTES_MAX = 4_000_000;

/** A picture before it is sent. As a data address, because the content security policy knows no other local one. */
function Thumbnail({ file, alt }: { readonly file: File; readonly alt: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!/^image\/(?:png|jpeg|gif|webp)$/.test(file.type) || file.size > SHOWN_BYTES_MAX) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => setAddress(reader.result as string));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return address === undefined ? null : <img className="file-thumbnail" src={address} alt={alt} />;
}
