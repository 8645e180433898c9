// Numbers as text, apart by white space: counted by hand, since splitting a long recording would make a string
// object of every sample.

/** White space of ASCII, by character code. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function countWords(text: string): number {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const space = isSpace(text.charCodeAt(i));
    if (!space && !inside) count++;
    inside = !space;
  }
  return count;
}
