// What the writers of SVG share: numbers, colours, escaped text, attributes.

import type { Rgb } from "../layout/page-style.ts";
import type { BoxMm, TextPen } from "../page.ts";

/** Helvetica's and Arial's capitals are 0.716 em high. */
export const EM_PER_CAP = 1 / 0.716;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for element content and attributes; characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

export const thousandths = (value: number) => String(Math.round(value * 1000) / 1000);
/** Thousandths of a millimetre are a fifth of a pixel at 5080 dpi. */
export const mm = thousandths;
export const rgb = (colour: Rgb) =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;

export function box({ xMm, yMm, widthMm, heightMm }: BoxMm): string {
  return `x="${mm(xMm)}" y="${mm(yMm)}" width="${mm(widthMm)}" height="${mm(heightMm)}"`;
}

/** Those that are not null, each with a space before it. */
export function attributes(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === null ? "" : ` ${name}="${escapeXml(value)}"`))
    .join("");
}

export function textPlace({ xMm, yMm, capHeightMm }: TextPen): string {
  return `x="${mm(xMm)}" y="${mm(yMm)}" font-size="${mm(capHeightMm * EM_PER_CAP)}"`;
}
