/** Said in every output; never removable silently. */
export const DISCLAIMER =
  "Research and education only. Not a medical device: not for diagnosis or treatment. A clinician must review every ECG.";
