/** This browser as one that shows what is new, also while no page is open (Push API). */
import { request } from "../api.ts";

const WORKER = "/push.js";

/** `none`: it cannot; `blocked`: the person said no to this site; `off` and `on` as the person chose. */
export type PushState = "none" | "blocked" | "off" | "on";

const isAble = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Tells the server of a subscription; returns the id by which it is known there. */
async function tell(own: PushSubscription): Promise<string> {
  const { endpoint, keys } = own.toJSON() as { endpoint: string; keys: { p256dh: string; auth: string } };
  const { id } = await request("POST /me/push-subscriptions", { body: { endpoint, keys } });
  return id;
}

/** How it stands. One that is on is told to the server again: it may have been forgotten there, or belong to another company. */
export async function pushState(): Promise<PushState> {
  if (!isAble()) return "none";
  if (Notification.permission === "denied") return "blocked";
  const own = await subscription();
  if (own === null) return "off";
  await tell(own);
  return "on";
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.codePointAt(0)!);

/** Turns it on; the browser asks the person. Throws what the server or the push service refuses. */
export async function pushOn(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  const { publicKey } = await request("GET /me/push-key");
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  const wish = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) };
  await tell(await registration.pushManager.subscribe(wish));
  return "on";
}

/** Turns it off, here and at the server. */
export async function pushOff(): Promise<PushState> {
  const own = await subscription();
  if (own !== null) {
    const id = await tell(own);
    await request("DELETE /me/push-subscriptions/:id", { params: { id } });
    await own.unsubscribe();
  }
  return "off";
}
