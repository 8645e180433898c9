// Text out of a file, made fit for a one-line message.

/** `text` in double quotes, control characters escaped, cut after `maxLength` characters. */
export function quote(text: string, maxLength = 40): string {
  const shown = text.length > maxLength ? `${text.slice(0, maxLength)}...` : text;
  return JSON.stringify(shown).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "?");
}
