import { expect, test } from "vitest";
import { crash } from "./crash.ts";

const ROUNDS = 10;

test.skipIf(process.platform !== "linux")(
  "what was acknowledged outlives kill -9 of server and database, nothing happens twice, and deadlines keep their instants",
  { timeout: 300_000 },
  async () => {
    const seed = Number(process.env["CRASH_SEED"] ?? Math.floor(Math.random() * 1_000_000));
    console.log(
      `crash test: seed ${seed}; again with CRASH_SEED=${seed}, more rounds with npm run crash -- --seed ${seed}`,
    );
    const lines: string[] = [];
    const { acknowledged, notices, faults } = await crash(ROUNDS, seed, (line) => lines.push(line));
    expect(faults, lines.join("\n")).toEqual([]);
    expect(lines).toHaveLength(ROUNDS);
    expect(acknowledged).toBeGreaterThan(ROUNDS);
    expect(notices).toBeGreaterThan(ROUNDS);
  },
);
