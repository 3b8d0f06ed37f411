import { z } from "zod";
import { NewPassword, OpenPasswordLink } from "@handschlag/api/session.ts";
import type { Routes } from "../http/parts.ts";
import { passwordLinkRead, passwordLinkUse } from "./password-link.ts";

const tags = ["session"];
const params = z.strictObject({ token: z.string().max(100) });

export const passwordLinkRoutes: Routes = async (app, { parts: { seal } }) => {
  app.get(
    "/password-links/:token",
    { schema: { summary: "For whom a link for a new password is", tags, params, response: { 200: OpenPasswordLink } } },
    async (request) => {
      const { name, email } = await passwordLinkRead(request.ctx, request.params.token);
      return { name, email };
    },
  );

  app.post(
    "/password-links/:token/password",
    {
      schema: {
        summary: "Set a new password by a link",
        description: "Once; then one signs in as ever, with a second factor if there is one.",
        tags,
        params,
        body: NewPassword,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await passwordLinkUse(request.ctx, seal, request.params.token, request.body.password);
      return reply.code(204).send(null);
    },
  );
};
