/** Templates: what a company writes again and again. The other side sees what comes of them, never the templates. */
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";

const TEMPLATES_MAX = 500;

export interface Template {
  readonly template_id: string;
  readonly kind: string;
  readonly name: string;
  readonly content: string;
  readonly version: number;
}
const COLUMNS = ["template_id", "kind", "name", "content", "version"] as const;

/** All templates of the actor's company, by name. */
export function templateList(ctx: Ctx): Promise<Template[]> {
  ctx.require("template:read", ctx.own);
  return ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("template")
      .select(COLUMNS)
      .where("tenant_id", "=", ctx.company.id)
      .orderBy("kind")
      .orderBy("name")
      .execute(),
  );
}

/** A template of the actor's company. 404 when there is none of that id. */
export async function templateRead(ctx: Ctx, id: string): Promise<Template> {
  ctx.require("template:read", ctx.own);
  return found(
    await ctx.read(ctx.own, (tx) =>
      tx
        .selectFrom("template")
        .select(COLUMNS)
        .where("tenant_id", "=", ctx.company.id)
        .where("template_id", "=", id)
        .executeTakeFirst(),
    ),
    "template",
  );
}

export interface TemplateWish {
  readonly kind: string;
  readonly name: string;
  readonly content: string;
}

const factOf = (type: string, id: string, facts: Readonly<Record<string, unknown>>) =>
  ({ type, subjectId: id, visibleTo: "client", facts }) as const;

/** Keeps a template. 409 when there is one of that name; 422 when there are too many. */
export async function templateAdd(ctx: Ctx, wish: TemplateWish): Promise<Template> {
  ctx.require("template:write", ctx.own);
  return ctx.change(ctx.own, async (tx) => {
    const { count } = await tx
      .selectFrom("template")
      .select((row) => row.fn.countAll<string>().as("count"))
      .where("tenant_id", "=", ctx.company.id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= TEMPLATES_MAX) throw new Problem(422, "templates-too-many", { most: TEMPLATES_MAX });
    const id = uuidv7({ msecs: ctx.now });
    const made = await tx
      .insertInto("template")
      .values({ tenant_id: ctx.company.id, template_id: id, ...wish, changed_at: new Date(ctx.now) })
      .onConflict((conflict) => conflict.doNothing())
      .returning(COLUMNS)
      .executeTakeFirst();
    if (made === undefined) throw new Problem(409, "template-name-taken", { field: "body.name" });
    await record(tx, ctx, ctx.own, factOf("template.made", id, { kind: wish.kind, name: wish.name }));
    return made;
  });
}

/** Writes a template anew. 412 when `version` is not the present one; 409 when another has that name. */
export async function templateChange(
  ctx: Ctx,
  id: string,
  version: number,
  { name, content }: Pick<TemplateWish, "name" | "content">,
): Promise<Template> {
  ctx.require("template:write", ctx.own);
  return ctx.change(ctx.own, async (tx) => {
    const before = found(
      await tx
        .selectFrom("template")
        .select(COLUMNS)
        .where("tenant_id", "=", ctx.company.id)
        .where("template_id", "=", id)
        .forUpdate()
        .executeTakeFirst(),
      "template",
    );
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    const { kind } = before;
    const other = await tx
      .selectFrom("template")
      .select("template_id")
      .where("tenant_id", "=", ctx.company.id)
      .where("kind", "=", kind)
      .where("name", "=", name)
      .where("template_id", "<>", id)
      .executeTakeFirst();
    if (other !== undefined) throw new Problem(409, "template-name-taken", { field: "body.name" });
    const after = { name, content, version: version + 1 };
    await tx
      .updateTable("template")
      .set({ ...after, changed_at: new Date(ctx.now) })
      .where("tenant_id", "=", ctx.company.id)
      .where("template_id", "=", id)
      .execute();
    await record(tx, ctx, ctx.own, factOf("template.changed", id, { kind, name }));
    return { template_id: id, kind, ...after };
  });
}

/** Takes a template away; what was written with it stays. */
export async function templateRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.require("template:write", ctx.own);
  await ctx.change(ctx.own, async (tx) => {
    const { kind, name } = found(
      await tx
        .deleteFrom("template")
        .where("tenant_id", "=", ctx.company.id)
        .where("template_id", "=", id)
        .returning(["kind", "name"])
        .executeTakeFirst(),
      "template",
    );
    await record(tx, ctx, ctx.own, factOf("template.removed", id, { kind, name }));
  });
}
