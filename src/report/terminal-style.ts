// The few ways in which a terminal report is coloured. Without colour every style is the text itself.

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export type TerminalStyle = keyof typeof CODES;
export type Paint = (style: TerminalStyle, text: string) => string;

/** A painter; `color: false` gives the text back as it is. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (_, text) => text;
}
