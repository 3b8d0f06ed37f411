/** The HTML of a mail made harmless: no script, no form, no style sheet, and nothing that is fetched from elsewhere. */
import sanitizeHtml from "sanitize-html";
import type { MailFile } from "./mail.ts";

const SHOWN_IMAGE = /^image\/(png|jpeg|gif|webp)$/;
const INLINE_BYTES_MAX = 5 * 1024 * 1024;
const DEPTH_MAX = 200;

const TAGS =
  "a abbr b blockquote br caption center code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul".split(
    " ",
  );

/** The HTML of a mail as it may be shown. Pictures that lie in the mail are set into it; others are left out. */
export function safeHtml(html: string, files: readonly MailFile[]): string {
  let bytesLeft = INLINE_BYTES_MAX;
  const picture = (source: string | undefined): string | undefined => {
    if (source === undefined || !source.toLowerCase().startsWith("cid:")) return undefined;
    const file = files.find(({ contentId }) => contentId === source.slice("cid:".length));
    if (file === undefined || !SHOWN_IMAGE.test(file.type) || file.content.length > bytesLeft) return undefined;
    bytesLeft -= file.content.length;
    return `data:${file.type};base64,${file.content.toString("base64")}`;
  };
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ["href", "rel", "target"],
      img: ["src", "alt", "width", "height"],
      td: ["colspan", "rowspan", "align", "valign"],
      th: ["colspan", "rowspan", "align", "valign"],
      "*": ["dir"],
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    nestingLimit: DEPTH_MAX,
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, rel: "noopener noreferrer nofollow", target: "_blank" },
      }),
      img: (tagName, { src, ...attribs }) => {
        const shown = picture(src);
        return {
          tagName,
          attribs: { ...attribs, ...(shown !== undefined && { src: shown }) },
        };
      },
    },
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && attribs["src"] === undefined,
  });
}
