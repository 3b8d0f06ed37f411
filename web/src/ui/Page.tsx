import { useEffect, useRef, type ReactNode } from "react";
import "./page.css";

interface PageProps {
  readonly title: string;
  /** Of the title, where it is not the page's language. */
  readonly lang?: string;
  /** What the browser calls the page, when that is not the title. */
  readonly name?: string;
  /** What the reader came for, in one or two sentences. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The address that was shown last: only when it changes, the focus has to be told. */
let shownPath: string | undefined;

/** Names the document and takes the focus to its heading, so that a reader by ear notices the new page. */
export function usePageHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Handschlag`;
  }, [title]);
  useEffect(() => {
    const { pathname } = location;
    if (shownPath !== undefined && shownPath !== pathname) heading.current?.focus({ preventScroll: true });
    shownPath = pathname;
  }, []);
  return heading;
}

/** A page inside the frame: its heading, what its reader came for, and the rest. */
export function Page({ title, lang, name = title, lead, actions, children }: PageProps) {
  const heading = usePageHeading(name);
  return (
    <div className="page">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1} lang={lang}>
          {title}
        </h1>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
        {lead === undefined ? null : <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps extends Pick<PageProps, "title" | "actions" | "children"> {
  readonly about?: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, about, actions, children }: SectionProps) {
  return (
    <section className="section">
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {about === undefined ? null : <p className="section-about soft">{about}</p>}
      {children}
    </section>
  );
}
