/** Another program: takes what is sent to it, and believes it only when the library of Standard Webhooks does. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export interface Received {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** How many signatures it bore. */
  readonly signatures: number;
}

export class Receiver {
  readonly received: Received[] = [];
  /** What it refused, as it was not signed with its secret. */
  refused = 0;
  secret = "";
  /** What it answers to the next ones, instead of taking them. */
  readonly answers: number[] = [];
  /** What it answers to events of a type, always. */
  readonly ofType = new Map<string, number>();
  isSilent = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        if (this.isSilent) return;
        const { status, text } = this.take(Buffer.concat(pieces).toString(), request.headers as Record<string, string>);
        response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/elsewhere" } : {}).end(text);
      });
    });
  }

  static async start(port = 0): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((done) => receiver.server.listen(port, "127.0.0.1", done));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private take(body: string, headers: Record<string, string>): { readonly status: number; readonly text: string } {
    let payload: { readonly type: string; readonly data: Record<string, unknown> };
    try {
      payload = new Webhook(this.secret).verify(body, headers) as typeof payload;
    } catch {
      this.refused++;
      return { status: 401, text: "not signed" };
    }
    const answer = this.answers.shift() ?? this.ofType.get(payload.type);
    if (answer !== undefined) return { status: answer, text: "x".repeat(3_000) };
    const signatures = headers["webhook-signature"]!.split(" ").length;
    this.received.push({ id: headers["webhook-id"]!, type: payload.type, data: payload.data, signatures });
    return { status: 204, text: "" };
  }
}
