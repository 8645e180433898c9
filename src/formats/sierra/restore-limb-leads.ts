// XLI stores of III, aVR, aVL and aVF only by how much they miss what I and II make of them, which is almost
// nothing. In whole numbers and with halves rounded down, as sierraecg 0.4.0 does; C readers round to zero.

/** What the first six channels must be for the six to be told apart; the oracle goes by position too. */
export const XLI_LIMB_ORDER = ["I", "II", "III", "aVR", "aVL", "aVF"] as const;

/** Turns channels 3 to 6 from differences into leads, in place. */
export function restoreLimbLeads(channels: readonly Int32Array[]): void {
  const [one, two, three, aVR, aVL, aVF] = channels;
  if (!one || !two || !three || !aVR || !aVL || !aVF) return;
  for (let index = 0; index < one.length; index++) {
    const i = one[index]!;
    const ii = two[index]!;
    const iii = ii - i - three[index]!;
    three[index] = iii;
    aVR[index] = -aVR[index]! - Math.floor((i + ii) / 2);
    aVL[index] = Math.floor((i - iii) / 2) - aVL[index]!;
    aVF[index] = Math.floor((ii + iii) / 2) - aVF[index]!;
  }
}
