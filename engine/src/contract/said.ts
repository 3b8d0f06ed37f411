/** A text in both languages of the product. Where a text names facts, `{name}` stands for one. */
export interface Said {
  readonly de: string;
  readonly en: string;
}
