import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ended, Place } from "./command.test-support.ts";

const place = new Place();
const data = join(place.folder, "data");
mkdirSync(data);

test("a start that cannot be says why in one sentence and ends with 2", async () => {
  place.file("data/settings.env", "PROT=4400\n");
  const [wrong, unknown] = await Promise.all([
    ended(place.start(["serve"], { HANDSCHLAG_DATA: join(place.folder, "none"), PORT: "x" })),
    ended(place.start(["serve"], { HANDSCHLAG_DATA: data })),
  ]);
  expect(wrong).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "handschlag: The settings do not fit: PORT: expected a port from 1 to 65535\n",
  });
  expect(unknown).toMatchObject({
    code: 2,
    stdout: "",
    stderr: `handschlag: ${data}/settings.env: there is no setting PROT\n`,
  });
});
