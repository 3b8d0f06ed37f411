import { z } from "zod";
import {
  Acceptance,
  ApiKeys,
  CompanyBody,
  CompanyChange,
  InvitationList,
  NewApiKey,
  NewApiKeyBody,
  NewInvitation,
  NewInvitationBody,
  OpenInvitation,
  People,
  RolesChange,
} from "@handschlag/api/company.ts";
import { Arrival } from "@handschlag/api/session.ts";
import { Id } from "@handschlag/api/values.ts";
import type { Routes } from "../http/parts.ts";
import { giveCookie } from "../http/cookie.ts";
import { once } from "../http/once.ts";
import { tagVersion, versionMeant } from "../http/versions.ts";
import { originOf } from "../identity/session-routes.ts";
import { keyList, keyMake, keyRevoke } from "./api-keys.ts";
import { companyRead, companyRename } from "./company.ts";
import { invitationAccept, invitationList, invitationRead, invitationRevoke, invite } from "./invitations.ts";
import { peopleList, personRemove, rolesChange } from "./people.ts";

const tags = ["company"];
const nothing = { 204: z.null() };
const params = z.strictObject({ id: Id });
const token = z.strictObject({ token: z.string().max(100) });
type RoleNames = Pick<z.input<typeof OpenInvitation>, "clientRole" | "providerRole">;
const rolesOf = ({
  client_role,
  provider_role,
}: {
  client_role: string | null;
  provider_role: string | null;
}): RoleNames => ({ clientRole: client_role, providerRole: provider_role }) as RoleNames;

export const companyRoutes: Routes = async (app, { parts }) => {
  const { seal, publicUrl } = parts;

  app.get(
    "/company",
    { schema: { summary: "One's company", tags, response: { 200: CompanyBody } } },
    async (request, reply) => {
      const { version, ...company } = await companyRead(request.ctx);
      tagVersion(reply, version);
      return company;
    },
  );

  app.patch(
    "/company",
    { schema: { summary: "Rename the company", tags, body: CompanyChange, response: { 200: CompanyBody } } },
    async (request, reply) => {
      request.ctx.require("company:write");
      const { version, ...company } = await companyRename(request.ctx, versionMeant(request), request.body.name);
      tagVersion(reply, version);
      return company;
    },
  );

  app.get(
    "/company/people",
    { schema: { summary: "Its people", tags, response: { 200: People } } },
    async (request) => ({
      items: (await peopleList(request.ctx)).map((person) => ({
        id: person.id,
        name: person.name,
        email: person.email,
        ...rolesOf(person),
        engagements: person.engagements,
        secondFactor: person.secondFactor,
        joinedAt: person.joined_at.toISOString(),
        version: person.version,
      })),
    }),
  );

  app.patch(
    "/company/people/:id",
    { schema: { summary: "Change a person's roles", tags, params, body: RolesChange, response: nothing } },
    async (request, reply) => {
      request.ctx.require("people:write");
      await rolesChange(request.ctx, request.params.id, versionMeant(request), request.body);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "/company/people/:id",
    { schema: { summary: "Remove a person", description: "They are out at once.", tags, params, response: nothing } },
    async (request, reply) => {
      await personRemove(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/company/invitations",
    { schema: { summary: "Open invitations", tags, response: { 200: InvitationList } } },
    async (request) => ({
      items: (await invitationList(request.ctx)).map((row) => ({
        id: row.invitation_id,
        email: row.email,
        ...rolesOf(row),
        invitedBy: row.inviter,
        createdAt: row.created_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
      })),
    }),
  );

  app.post(
    "/company/invitations",
    { schema: { summary: "Invite a person", tags, body: NewInvitation, response: { 201: NewInvitationBody } } },
    async (request, reply) => {
      const { email, ...roles } = request.body;
      const answer = await once(
        request,
        (ctx) => invite(ctx, email, roles),
        ({ id, token: secret, endsAt }): z.input<typeof NewInvitationBody> => ({
          id,
          link: `${publicUrl}/invitation/${secret}`,
          endsAt: endsAt.toISOString(),
        }),
        (made) => ({ ...made, link: null }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.delete(
    "/company/invitations/:id",
    { schema: { summary: "Take an invitation back", tags, params, response: nothing } },
    async (request, reply) => {
      await invitationRevoke(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/invitations/:token",
    { schema: { summary: "What an invitation says", tags, params: token, response: { 200: OpenInvitation } } },
    async (request) => {
      const row = await invitationRead(request.ctx, request.params.token);
      return {
        company: row.company,
        invitedBy: row.inviter,
        email: row.email,
        ...rolesOf(row),
        known: row.known !== null,
      };
    },
  );

  app.post(
    "/invitations/:token/acceptance",
    {
      schema: {
        summary: "Accept an invitation",
        tags,
        params: token,
        body: Acceptance,
        response: { 200: Arrival },
      },
    },
    async (request, reply) => {
      const session = await invitationAccept(request.ctx, seal, request.params.token, request.body, originOf(request));
      giveCookie(reply, publicUrl.startsWith("https:"), session.token);
      return { state: session.state };
    },
  );

  app.get(
    "/company/api-keys",
    { schema: { summary: "API keys", tags, response: { 200: ApiKeys } } },
    async (request) => ({
      items: (await keyList(request.ctx)).map((row) => ({
        id: row.key_id,
        name: row.name,
        role: row.role,
        scopes: row.scopes as z.input<typeof ApiKeys>["items"][number]["scopes"],
        createdBy: row.creator,
        createdAt: row.created_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        lastUsedAt: row.last_used_at?.toISOString() ?? null,
        revokedAt: row.revoked_at?.toISOString() ?? null,
      })),
    }),
  );

  app.post(
    "/company/api-keys",
    { schema: { summary: "Make an API key", tags, body: NewApiKey, response: { 201: NewApiKeyBody } } },
    async (request, reply) => {
      const answer = await once(
        request,
        (ctx) => keyMake(ctx, request.body),
        ({ id, key, endsAt }): z.input<typeof NewApiKeyBody> => ({ id, key, endsAt: endsAt.toISOString() }),
        (made) => ({ ...made, key: null }),
      );
      return reply.code(201).send(answer);
    },
  );

  app.delete(
    "/company/api-keys/:id",
    { schema: { summary: "End an API key", tags, params, response: nothing } },
    async (request, reply) => {
      await keyRevoke(request.ctx, request.params.id);
      return reply.code(204).send(null);
    },
  );
};
