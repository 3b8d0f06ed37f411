import type { z } from "zod";
import {
  InstallationCompanies,
  NewCompany,
  NewCompanyBody,
  RoleTable,
  Setup,
  SetupState,
} from "@handschlag/api/installation.ts";
import { Arrival } from "@handschlag/api/session.ts";
import { needsSecondFactor, rightsOf, ROLES } from "@handschlag/engine/rights.ts";
import type { Routes } from "../http/parts.ts";
import { giveCookie } from "../http/cookie.ts";
import { once } from "../http/once.ts";
import { originOf } from "../identity/session-routes.ts";
import { companyFound, companyList, setUp, setupNeeded } from "./installation.ts";

const tags = ["installation"];

export const installationRoutes: Routes = async (app, { parts }) => {
  const { publicUrl } = parts;

  app.get(
    "/setup",
    { schema: { summary: "Whether the first visit is awaited", tags, response: { 200: SetupState } } },
    async (request) => ({
      needed: await setupNeeded(request.ctx),
    }),
  );

  app.post(
    "/setup",
    {
      schema: {
        summary: "Become the first operator",
        tags,
        body: Setup,
        response: { 200: Arrival },
      },
    },
    async (request, reply) => {
      const session = await setUp(request.ctx, request.body, originOf(request));
      giveCookie(reply, publicUrl.startsWith("https:"), session.token);
      return { state: session.state };
    },
  );

  app.get("/roles", { schema: { summary: "Who may do what", tags, response: { 200: RoleTable } } }, (request) => {
    request.ctx.requireSignedIn();
    const roles: z.input<typeof RoleTable>["roles"] = ROLES.map((role) => ({
      role,
      rights: [...rightsOf(role)],
      needsSecondFactor: needsSecondFactor(role),
    }));
    return { roles };
  });

  app.get(
    "/installation/companies",
    { schema: { summary: "Companies of the installation", tags, response: { 200: InstallationCompanies } } },
    async (request) => ({
      items: (await companyList(request.ctx)).map(({ id, name, people, created_at }) => ({
        id,
        name,
        people: Number(people),
        createdAt: created_at.toISOString(),
      })),
    }),
  );

  app.post(
    "/installation/companies",
    { schema: { summary: "Found a company", tags, body: NewCompany, response: { 201: NewCompanyBody } } },
    async (request, reply) => {
      const answer = await once(
        request,
        (ctx) => companyFound(ctx, request.body),
        ({ id, invitation }): z.input<typeof NewCompanyBody> => ({
          id,
          invitationLink: `${publicUrl}/invitation/${invitation}`,
        }),
        (made) => ({ ...made, invitationLink: null }),
      );
      return reply.code(201).send(answer);
    },
  );
};
