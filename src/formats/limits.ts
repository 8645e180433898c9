// What a file may ask for before it is refused: a header is a promise made by a stranger, and these bounds
// are checked before anything is allocated. A day of 12 leads at 500 Hz has 518 million samples: too long
// for a reader that keeps whole recordings in memory; 50 million are 2.3 hours.

/** Signals in one record, or columns in one table. */
export const MAX_SIGNALS = 256;
/** Samples of all leads together; 400 MB as Float64. */
export const MAX_TOTAL_SAMPLES = 50_000_000;
export const MAX_SAMPLING_RATE_HZ = 100_000;
export const MIN_SAMPLING_RATE_HZ = 1;
export const MAX_SAMPLES_PER_FRAME = 1_000;
/** A WFDB header of 256 signals has some 20 KB. */
export const MAX_HEADER_BYTES = 1_048_576;
export const MAX_FILE_BYTES = 536_870_912;
export const MAX_LEAD_NAME_LENGTH = 40;
/** Text is held as one string, and V8 has none longer than 512 Mi characters. */
export const MAX_TEXT_BYTES = 268_435_456;
/** Of a sample, in any unit: far beyond all voltages, and safe from overflow when units are converted. */
export const MAX_SAMPLE_VALUE = 1e15;
