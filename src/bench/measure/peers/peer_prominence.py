"""Prominence Delineator with its own FastNVG beat detector and cleaning, as its documentation runs them: lead by
lead, or with its correction over all leads. That correction returns bare points; the runner's waves are put together
from them here, each peak with the last onset and the first offset on its side of the neighbouring peaks."""

import numpy as np
from prominence_delineator import ProminenceDelineator

KINDS = (("p", "P_on", "P", "P_off"), ("qrs", "R_on", "R", "R_off"), ("t", "T_on", "T", "T_off"))


class Prominence:
    def __init__(self, multi_lead):
        self.one_lead = not multi_lead

    def detect(self, leads, rate):
        delineator = ProminenceDelineator(sampling_frequency=rate)
        if self.one_lead:
            r_peaks = delineator.find_rpeaks(leads[0])
            cleaned = delineator.clean_ecg(leads[0])
            return delineator.find_waves(cleaned, rpeaks=r_peaks, include_nodetections=True)
        signals = [np.ascontiguousarray(lead) for lead in leads]
        r_peaks = delineator.find_rpeaks(signals)
        cleaned = delineator.clean_ecg(signals)
        return delineator.find_waves_multilead(cleaned, rpeaks_multilead=r_peaks, multilead_correction=True)

    def marks(self, answer, leads):
        if self.one_lead:
            return [{kind: list(zip(answer[on], answer[peak], answer[off])) for kind, on, peak, off in KINDS}]
        return [
            {kind: together(answer[on][i], answer[peak][i], answer[off][i]) for kind, on, peak, off in KINDS}
            for i in range(len(leads))
        ]


def together(onsets, peaks, offsets):
    waves, used_on, used_off = [], set(), set()
    for i, peak in enumerate(peaks):
        before = peaks[i - 1] if i > 0 else -np.inf
        after = peaks[i + 1] if i + 1 < len(peaks) else np.inf
        on = max((x for x in onsets if before < x <= peak), default=None)
        off = min((x for x in offsets if peak <= x < after and x not in used_off), default=None)
        used_on.add(on)
        used_off.add(off)
        waves.append((on, peak, off))
    waves += [(x, None, None) for x in onsets if x not in used_on]
    waves += [(None, None, x) for x in offsets if x not in used_off]
    return waves


def prepare(variant):
    return Prominence(multi_lead=variant == "prominence-ml")
