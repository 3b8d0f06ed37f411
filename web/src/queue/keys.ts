/** Whether single keys work in the queue: who speaks to their computer may want them off. Source: WCAG 2.1.4. */
const KEY = "handschlag-queue-keys";

export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export function putKeys(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // Storage may be forbidden; the keys then stay as they are.
  }
}
