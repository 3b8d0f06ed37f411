/** A person's own ways to look at the queue. Nobody else sees them, so they leave no event. */
import { v7 as uuidv7 } from "uuid";
import type { Ctx } from "../context.ts";
import { found, Problem } from "../problem.ts";

const VIEWS_MAX = 50;

export interface View {
  readonly view_id: string;
  readonly name: string;
  readonly query: string;
}

export function viewList(ctx: Ctx): Promise<View[]> {
  ctx.requireSignedIn();
  const { personId: person } = ctx;
  return ctx.read(ctx.own, (tx) =>
    tx
      .selectFrom("saved_view")
      .select(["view_id", "name", "query"])
      .where("tenant_id", "=", ctx.company.id)
      .where("person_id", "=", person)
      .orderBy("name")
      .orderBy("view_id")
      .execute(),
  );
}

/** Keeps a view. 422 when there are too many. */
export async function viewAdd(ctx: Ctx, name: string, query: string): Promise<View> {
  if ((await viewList(ctx)).length >= VIEWS_MAX) throw new Problem(422, "views-too-many", { most: VIEWS_MAX });
  const view = { view_id: uuidv7({ msecs: ctx.now }), name, query };
  await ctx.note(ctx.own, (tx) =>
    tx
      .insertInto("saved_view")
      .values({ ...view, tenant_id: ctx.company.id, person_id: ctx.personId })
      .execute(),
  );
  return view;
}

export async function viewRemove(ctx: Ctx, id: string): Promise<void> {
  ctx.requireSignedIn();
  const { personId: person } = ctx;
  const gone = await ctx.note(ctx.own, (tx) =>
    tx
      .deleteFrom("saved_view")
      .where("tenant_id", "=", ctx.company.id)
      .where("person_id", "=", person)
      .where("view_id", "=", id)
      .returning("view_id")
      .executeTakeFirst(),
  );
  found(gone, "view");
}
