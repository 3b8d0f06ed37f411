/** What was written at a ticket and not sent yet. It survives a closed page. */
const placeOf = (ticketId: string): string => `handschlag-unsent-${ticketId}`;

/** What somebody wrote at a ticket and has not sent; empty when nothing. */
export function unsentAt(ticketId: string): string {
  try {
    return localStorage.getItem(placeOf(ticketId)) ?? "";
  } catch {
    return "";
  }
}

/** Keeps what somebody has written so far; an empty text forgets it. */
export function keepUnsent(ticketId: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(placeOf(ticketId));
    else localStorage.setItem(placeOf(ticketId), text);
  } catch {
    // Storage may be forbidden or full; the text then lasts as long as the page.
  }
}
