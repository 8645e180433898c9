/**
 * Was this wording kept from whoever mended the extractor? Half of the templates, by a hash of their name, were
 * shown with their misses; the other half stayed unseen and gives the rate that counts.
 */
export function isHeldOut(template: string): boolean {
  let hash = 7;
  for (const character of template) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % 2 === 1;
}
