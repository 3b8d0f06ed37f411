/** The process that makes documents, one after the other, until the server closes the channel. */
import { documentBytes } from "./document-bytes.ts";
import type { Finished, Order } from "./order.ts";

process.on("message", (order) => {
  void documentBytes(order as Order)
    .then((bytes): Finished => ({ ok: true, bytes }))
    .catch((error: unknown): Finished => {
      process.stderr.write(
        `a document could not be made: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      return { ok: false };
    })
    .then((finished) => process.send!(finished));
});
process.on("disconnect", () => process.exit(0));
