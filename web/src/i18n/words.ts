/**
 * Words of the pages. Each part of the pages keeps its words beside itself, in both languages; a key that one of them
 * lacks, a key that does not exist and a missing value are type errors. `{name}` stands for a value.
 */
import { createElement, Fragment, type ReactNode } from "react";
import { formatsOf } from "./formats.ts";

export const LANGUAGES = ["de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text, or one that depends on the value `count`. */
export type Message = string | { readonly one: string; readonly other: string };

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Names<M> = M extends string
  ? NamesIn<M>
  : M extends { one: infer A; other: infer B }
    ? NamesIn<A | B> | "count"
    : never;
type Values<M, Value> = [Names<M>] extends [never] ? [] : [values: { readonly [Name in Names<M>]: Value }];

type Translation<Catalogue> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : Exclude<Message, string>;
};
export interface Words<Catalogue> {
  readonly de: Catalogue;
  readonly en: Translation<Catalogue>;
}

export interface Translate<Catalogue> {
  <Key extends keyof Catalogue>(key: Key, ...values: Values<Catalogue[Key], string | number>): string;
  /** As the call, but values may be links or other elements. */
  rich: <Key extends keyof Catalogue>(key: Key, ...values: Values<Catalogue[Key], ReactNode>) => ReactNode;
  /** Whether `key`, which comes from outside, is one of the words. */
  has: (key: string) => key is keyof Catalogue & string;
}

/** Words in German, which decides the keys, and in English. */
export const defineWords = <const Catalogue extends Record<string, Message>>(words: Words<Catalogue>) => words;

const PLACEHOLDER = /\{(\w+)\}/;

function textOf(message: Message, language: Language, values: Readonly<Record<string, unknown>> | undefined): string {
  if (typeof message === "string") return message;
  const isOne = formatsOf(language).pluralOf(Number(values?.["count"])) === "one";
  return isOne ? message.one : message.other;
}

const translators = new WeakMap<object, Partial<Record<Language, unknown>>>();

/** The words in a language; the same function for the same words, so that it may stand in lists of dependencies. */
export function translatorOf<Catalogue>(words: Words<Catalogue>, language: Language): Translate<Catalogue> {
  const known = translators.get(words) ?? {};
  translators.set(words, known);
  return (known[language] ??= makeTranslator(words, language)) as Translate<Catalogue>;
}

function makeTranslator<Catalogue>(words: Words<Catalogue>, language: Language): Translate<Catalogue> {
  const catalogue = words[language] as Readonly<Record<string, Message>>;
  const { number } = formatsOf(language);
  const written = (value: unknown): unknown => (typeof value === "number" ? number(value) : value);
  /** Texts at even places, written values at odd ones. */
  const partsOf = (key: string, values: Readonly<Record<string, unknown>> | undefined): unknown[] =>
    textOf(catalogue[key]!, language, values)
      .split(PLACEHOLDER)
      .map((part, place) => (place % 2 === 0 ? part : written(values?.[part])));
  const translate = (key: string, values?: Readonly<Record<string, unknown>>) => partsOf(key, values).join("");
  const rich = (key: string, values?: Readonly<Record<string, unknown>>): ReactNode =>
    partsOf(key, values).map((part, place) => createElement(Fragment, { key: place }, part as ReactNode));
  const has = (key: string): boolean => Object.hasOwn(catalogue, key);
  return Object.assign(translate, { rich, has }) as unknown as Translate<Catalogue>;
}
