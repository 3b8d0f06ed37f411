import { addressOf } from "../../api.ts";
import { useFormats, useWords } from "../../i18n/language.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Attachment } from "../../wire.ts";
import { sizeInWords } from "../upload.ts";
import { useTicket } from "../view.ts";
import { talkWords } from "./words.ts";
import "../files.css";

const isPicture = (mediaType: string): boolean => mediaType.startsWith("image/");

/** A file of the ticket: pictures are shown, everything can be fetched. */
export function AttachedFile({ attachment }: { readonly attachment: Attachment }) {
  const t = useWords(talkWords);
  const { number } = useFormats();
  const { ticket } = useTicket();
  const { id, name, mediaType, sizeBytes } = attachment;
  const address = addressOf("GET /tickets/:id/attachments/:other", { id: ticket.id, other: id });
  const size = sizeInWords(sizeBytes, number);
  return (
    <figure className="attached">
      {isPicture(mediaType) ? (
        <a href={address} target="_blank" rel="noreferrer" aria-label={t("open", { name })}>
          <img src={address} alt={t("picture", { name })} loading="lazy" className="attached-picture" />
        </a>
      ) : null}
      <figcaption>
        <Icon name="clip" size={18} />
        <a href={address} download={name} aria-label={t("download", { name })}>
          {name}
        </a>
        <span className="soft figures">{size}</span>
      </figcaption>
    </figure>
  );
}
