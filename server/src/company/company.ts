/** A company as its people see it. */
import type { Ctx } from "../context.ts";
import { record } from "../event/record.ts";
import { found, Problem } from "../problem.ts";

/** The actor's company. */
export function companyRead(ctx: Ctx) {
  ctx.require("company:read");
  return ctx.read(ctx.own, async (tx) => {
    const row = await tx
      .selectFrom("company")
      .select(["id", "name", "version"])
      .where("id", "=", ctx.own.tenant)
      .executeTakeFirst();
    return found(row, "company");
  });
}

/** Renames the company. 412 when `version` is not the present one. */
export function companyRename(ctx: Ctx, version: number, name: string) {
  ctx.require("company:write");
  return ctx.change(ctx.own, async (tx) => {
    const before = found(
      await tx
        .selectFrom("company")
        .select(["name", "version"])
        .where("id", "=", ctx.own.tenant)
        .forUpdate()
        .executeTakeFirst(),
      "company",
    );
    if (before.version !== version) throw new Problem(412, "changed-meanwhile");
    await tx
      .updateTable("company")
      .set({ name, version: version + 1 })
      .where("id", "=", ctx.own.tenant)
      .execute();
    await record(tx, ctx, ctx.own, {
      type: "company.renamed",
      subjectId: ctx.own.tenant,
      visibleTo: "client",
      facts: { from: before.name, to: name },
    });
    return { id: ctx.own.tenant, name, version: version + 1 };
  });
}
