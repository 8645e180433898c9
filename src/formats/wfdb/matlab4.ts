// MATLAB level 4 files as the PhysioNet Challenges ship them: WFDB samples behind a matrix header of 20 bytes
// and the name "val". The WFDB header's "+24" skips it; here it is only checked, so that a matrix of another
// kind (MATLAB 5, doubles, one column a lead) is refused instead of being read as noise.
// Layout: "MAT-File Format", MathWorks, chapter on level 4.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { WfdbFormat } from "./samples.ts";

const HEADER_BYTES = 20;
const elementTypes = ["double", "single", "int32", "int16", "uint16", "uint8"];
const formatOfType: Record<string, WfdbFormat> = { int32: 32, int16: 16, uint8: 80 };

interface MatrixPromise {
  readonly format: WfdbFormat;
  readonly byteOffset: number;
  /** Samples in one frame: the matrix has one row for each. */
  readonly rows: number;
}

/** Throws unless `bytes` are a MATLAB v4 matrix laid out as the WFDB header promises. */
export function checkMatlab4(bytes: Uint8Array, promised: MatrixPromise, where: string): void {
  const { format, byteOffset, rows } = promised;
  if (String.fromCharCode(...bytes.subarray(0, 10)) === "MATLAB 5.0") {
    throw new UnsupportedError(`${where} is a MATLAB 5 file; the MATLAB 4 files of WFDB are read`);
  }
  const fault = (byteOffset: number, field: string, got: string | number, wanted: string) =>
    new FormatError({ file: where, byteOffset, field, got, wanted });
  if (bytes.length < HEADER_BYTES)
    throw fault(0, "bytes", bytes.length, `a MATLAB 4 matrix of at least ${HEADER_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getInt32(0, true);
  const element = elementTypes[type / 10];
  if (element === undefined || view.getInt32(12, true) !== 0)
    throw fault(0, "matrix type", type, "a little-endian MATLAB 4 matrix of real numbers");
  if (formatOfType[element] !== format)
    throw fault(0, "matrix elements", element, `those of signal format ${format}, as its WFDB header says`);
  const dataStart = HEADER_BYTES + view.getInt32(16, true);
  if (dataStart !== byteOffset)
    throw fault(16, "start of the samples", dataStart, `byte ${byteOffset}, as its WFDB header says`);
  const matrixRows = view.getInt32(4, true);
  if (matrixRows !== rows) throw fault(4, "matrix rows", matrixRows, `${rows}, one a signal`);
}
