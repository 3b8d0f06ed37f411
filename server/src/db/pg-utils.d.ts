/** A part of pg that comes without types: how it writes values as PostgreSQL reads them. */
declare module "pg/lib/utils.js" {
  const utils: { prepareValue(this: void, value: unknown): string | Buffer | null };
  export default utils;
}
