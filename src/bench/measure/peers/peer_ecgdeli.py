"""The Python port of ECGdeli: its filter chain and annotation of all leads together, faithful to the MATLAB original
or with its documented corrections."""

import ecgdeli
import numpy as np


class EcgDeli:
    one_lead = False

    def detect(self, leads, rate):
        return ecgdeli.annotate(ecgdeli.filter_ecg(leads.T, rate), rate)

    def marks(self, answer, leads):
        return [self.lead_marks(table) for table in answer.leads]

    def lead_marks(self, table):
        def triples(*names):
            columns = [np.where(np.asarray(getattr(table, name)) >= 0, getattr(table, name), np.nan) for name in names]
            return [wave for wave in zip(*columns) if not all(np.isnan(point) for point in wave)]

        return {
            "p": triples("p_on", "p_peak", "p_off"),
            "qrs": triples("qrs_on", "r_peak", "qrs_off"),
            "t": triples("t_on", "t_peak", "t_off"),
        }


def prepare(variant):
    ecgdeli.set_fidelity("fixed" if variant == "ecgdeli-fixed" else "matlab")
    return EcgDeli()
