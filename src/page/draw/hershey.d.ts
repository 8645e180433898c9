declare module "hershey/lib/rowmans.js" {
  /** Base64 of Hershey's Roman simplex glyphs in James Hurt's format, one a line, in ASCII order from space. */
  const glyphs: string | { readonly default: string };
  export default glyphs;
}
