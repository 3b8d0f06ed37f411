/** The cookie that holds a session's token. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { LIFE_MS } from "../identity/session-store.ts";

/** Over HTTPS a browser takes a `__Host-` cookie only from this very host, and only secure. */
export const cookieName = (secure: boolean): string => (secure ? "__Host-handschlag" : "handschlag");

const optionsOf = (secure: boolean) => ({ path: "/", httpOnly: true, sameSite: "lax", secure }) as const;

export const giveCookie = (reply: FastifyReply, secure: boolean, token: string): FastifyReply =>
  reply.setCookie(cookieName(secure), token, { ...optionsOf(secure), maxAge: LIFE_MS / 1_000 });

export const takeCookie = (reply: FastifyReply, secure: boolean): FastifyReply =>
  reply.clearCookie(cookieName(secure), optionsOf(secure));

export const cookieOf = (request: FastifyRequest, secure: boolean): string | undefined =>
  request.cookies[cookieName(secure)];
