// Names that a secret salt draws: the same salt gives the same, and nobody can find the person without it.

/** HMAC-SHA-256 (RFC 2104): without the salt nobody can try names until one fits. */
export async function keyedHash(salt: string, text: string): Promise<DataView> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(salt), algorithm, false, ["sign"]);
  return new DataView(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/** "ecg-<patient>-<record>": records of one patient share the middle; "ecg-<record>" where no patient is known. */
export function pseudonym(patientHash: DataView | null, recordHash: DataView): string {
  const part = (hash: DataView) => hash.getUint32(0).toString(16).padStart(8, "0");
  return patientHash === null ? `ecg-${part(recordHash)}` : `ecg-${part(patientHash)}-${part(recordHash)}`;
}
