declare module "@cornerstonejs/codec-libjpeg-turbo-8bit/decode" {
  interface JpegDecoder {
    /** Memory for the file, to be filled. */
    getEncodedBuffer(byteLength: number): Uint8Array;
    /** Throws a number where the file is damaged. */
    decode(): void;
    getFrameInfo(): { readonly width: number; readonly height: number; readonly componentCount: number };
    /** Grey or RGB, row by row; valid until `delete`. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }
  const load: () => Promise<{ readonly JPEGDecoder: new () => JpegDecoder }>;
  export default load;
}
