"""NeuroKit2: clean, find R peaks, delineate, each with its defaults but for the delineation method, lead by lead."""

import neurokit2 as nk
import numpy as np

METHODS = {"nk-prominence": "prominence", "nk-dwt": "dwt"}


class NeuroKit:
    one_lead = True

    def __init__(self, method):
        self.method = method

    def detect(self, leads, rate):
        cleaned = nk.ecg_clean(leads[0], sampling_rate=rate)
        _, peaks = nk.ecg_peaks(cleaned, sampling_rate=rate)
        r_peaks = peaks["ECG_R_Peaks"]
        if len(r_peaks) < 2:
            return r_peaks, {}
        _, waves = nk.ecg_delineate(cleaned, r_peaks, sampling_rate=rate, method=self.method)
        return r_peaks, waves

    def marks(self, answer, leads):
        r_peaks, waves = answer
        beats = len(r_peaks)

        def column(name):
            # positions before the first sample are dropped from a list, which can only be its first ones
            values = list(waves.get(f"ECG_{name}", []))
            return [np.nan] * (beats - len(values)) + values[max(0, len(values) - beats) :]

        def triples(on, peak, off):
            return [wave for wave in zip(on, peak, off) if not all(np.isnan(point) for point in wave)]

        return [
            {
                "p": triples(column("P_Onsets"), column("P_Peaks"), column("P_Offsets")),
                "qrs": triples(column("R_Onsets"), np.asarray(r_peaks, float), column("R_Offsets")),
                "t": triples(column("T_Onsets"), column("T_Peaks"), column("T_Offsets")),
            }
        ]


def prepare(variant):
    return NeuroKit(METHODS[variant])
