"""openecg: v56c (TFLite, 250 Hz) and the layered codec v6 (ONNX, 500 Hz), lead by lead, one thread each. Neither
gives peaks: the sample farthest from the line between onset and offset stands for it, outside the timing."""

import numpy as np
import openecg.deploy as deploy
from scipy.signal import resample_poly


class V56c:
    one_lead = True
    NAMES = {1: "p", 2: "qrs", 3: "t"}

    def __init__(self):
        self.inference = deploy.Inference(num_threads=1)

    def detect(self, leads, rate):
        lead = leads[0] if rate == 250 else resample_poly(leads[0], 250, rate)
        factor = rate / 250
        windows = self.inference.predict(lead)
        return [
            (self.NAMES[wave.cls], (wave.start + deploy.WINDOW_SAMPLES * i) * factor, (wave.end + deploy.WINDOW_SAMPLES * i) * factor)
            for i, waves in enumerate(windows)
            for wave in waves
        ]

    def marks(self, answer, leads):
        return [waves_with_peaks(answer, leads[0])]


class CodecV6:
    one_lead = True
    NAMES = {1: "p", 2: "qrs", 3: "t", 4: "qrs"}

    def __init__(self):
        import onnxruntime

        self.codec = deploy.OnnxCodec(version="v6")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.codec._sess = onnxruntime.InferenceSession(self.codec.path, options, providers=["CPUExecutionProvider"])

    def detect(self, leads, rate):
        lead = leads[0] if rate == 500 else resample_poly(leads[0], 500, rate)
        factor = rate / 500
        events = self.codec.encode(lead, fs=500).events("frame", drop_class=0)
        return [(self.NAMES[kind], start * factor, (end - 1) * factor) for start, end, kind in events]

    def marks(self, answer, leads):
        return [waves_with_peaks(answer, leads[0])]


def waves_with_peaks(found, lead):
    waves = {"p": [], "qrs": [], "t": []}
    for kind, on, off in found:
        first, last = int(round(on)), min(int(round(off)), len(lead) - 1)
        stretch = lead[first : last + 1]
        if len(stretch) == 0:
            continue
        line = np.linspace(stretch[0], stretch[-1], len(stretch))
        waves[kind].append((on, first + int(np.argmax(np.abs(stretch - line))), off))
    return waves


def prepare(variant):
    return V56c() if variant == "openecg-v56c" else CodecV6()
