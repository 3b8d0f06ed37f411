/**
 * Mails of 50 kB from the first byte that a mail server hands in until each is a ticket with its file: through the listener,
 * with sorting at the same time, as in one process of the server.
 */
import { parseArgs } from "node:util";
import { createTransport } from "nodemailer";
import { sql } from "kysely";
import { databaseOf } from "../server/src/db/connect.ts";
import { startTestCluster } from "../server/src/db/test-cluster.test-support.ts";
