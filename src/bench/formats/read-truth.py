"""Reads ECG files with the readers of others and writes what they see, for `gem bench formats` to compare with.

Run as: python read-truth.py FOLDER OUT
Writes OUT/truth.jsonl, one line a file: {"path", "reader", "seconds", "groups": [{"rateHz", "leads": [{"name", "file",
"samples"}]}], "annotations"?} or {"path", "reader", "error"}; each lead's millivolts are in OUT/<file>, float64 little-endian.
"seconds" is CPU time of the second of two reads. Readers: wfdb, pydicom, pyedflib, sierraecg, h5py, and
the standard library's ElementTree, json and csv. Leads are named by the files' own codes.
"""

import base64
import csv
import json
import re
import struct
import sys
import time
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

PER_MILLIVOLT = {"mv": 1, "uv": 1000, "µv": 1000, "μv": 1000, "nv": 1e6, "v": 1e-3}
# CID 3001 of DICOM PS3.16: SCP-ECG lead codes 5.6.3-9-N and MDC codes 2:N agree in N for these.
LEAD_OF_CODE = {1: "I", 2: "II", 61: "III", 62: "aVR", 63: "aVL", 64: "aVF"} | {n: f"V{n - 2}" for n in range(3, 9)}
# ISHNE 1.0 table of lead codes.
LEAD_OF_ISHNE = {5: "I", 6: "II", 7: "III", 8: "aVR", 9: "aVL", 10: "aVF"} | {n: f"V{n - 10}" for n in range(11, 17)}
FHIR_LEADS = {"131329": "I", "131330": "II", "131389": "III", "131390": "aVR", "131391": "aVL", "131392": "aVF"} | {
    str(131330 + n): f"V{n}" for n in range(1, 7)
}
CODE15_LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def millivolts(values, unit):
    """Values in `unit` as millivolts, or None where it is no voltage."""
    per_millivolt = PER_MILLIVOLT.get(unit.strip().lower())
    return None if per_millivolt is None else np.asarray(values, dtype=np.float64) / per_millivolt


def grouped(leads):
    """[(name, rate, millivolts)] as groups of one rate each, in order of appearance."""
    groups = {}
    for name, rate, values in leads:
        if values is not None:
            groups.setdefault(rate, []).append((name, values))
    return [(rate, members) for rate, members in groups.items()]


def read_wfdb(path):
    import wfdb

    record = wfdb.rdrecord(str(path.with_suffix("")), smooth_frames=False, physical=True)
    leads = []
    for i, name in enumerate(record.sig_name):
        per_frame = record.samps_per_frame[i]
        leads.append((name, record.fs * per_frame, millivolts(record.e_p_signal[i], record.units[i])))
    found = {"groups": grouped(leads)}
    if path.with_suffix(".atr").exists():
        marks = wfdb.rdann(str(path.with_suffix("")), "atr")
        found["annotations"] = [[int(s), c] for s, c in zip(marks.sample, marks.symbol)]
    return found


def read_dicom(path):
    import pydicom

    dataset = pydicom.dcmread(path)
    groups = []
    for index, group in enumerate(dataset.WaveformSequence):
        values = dataset.waveform_array(index)
        leads = []
        for i, channel in enumerate(group.ChannelDefinitionSequence):
            code = channel.ChannelSourceSequence[0].CodeValue
            number = int(re.search(r"(\d+)$", code).group(1))
            unit = channel.ChannelSensitivityUnitsSequence[0].CodeValue
            leads.append((LEAD_OF_CODE.get(number, code), millivolts(values[:, i], unit)))
        groups.append((float(group.SamplingFrequency), leads))
    return {"groups": groups}


def read_edf(path):
    import pyedflib

    reader = pyedflib.EdfReader(str(path))
    try:
        leads = []
        for i in range(reader.signals_in_file):
            header = reader.getSignalHeader(i)
            values = millivolts(reader.readSignal(i), header["dimension"])
            leads.append((header["label"], header["sample_frequency"], values))
        onsets, durations, texts = reader.readAnnotations()
        marks = [[float(o), float(d) if float(d) > 0 else 0.0, str(t)] for o, d, t in zip(onsets, durations, texts)]
        return {"groups": grouped(leads), "annotations": marks}
    finally:
        reader.close()


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def find(element, *path):
    for name in path:
        element = next((child for child in element if local(child) == name), None)
        if element is None:
            return None
    return element


def read_aecg(path):
    groups = []
    for sequence_set in (e for e in ElementTree.parse(path).iter() if local(e) == "sequenceSet"):
        rate, leads = None, []
        for sequence in (e for e in sequence_set.iter() if local(e) == "sequence"):
            code, value = find(sequence, "code").get("code"), find(sequence, "value")
            if code.startswith("TIME_"):
                increment = find(value, "increment")
                seconds = float(increment.get("value")) * {"s": 1, "ms": 1e-3, "us": 1e-6}[increment.get("unit")]
                rate = round(1 / seconds, 6)
                continue
            origin, scale = find(value, "origin"), find(value, "scale")
            digits = np.array([float(d) for d in find(value, "digits").text.split()])
            values = float(origin.get("value")) + digits * float(scale.get("value"))
            leads.append((code.removeprefix("MDC_ECG_LEAD_"), millivolts(values, scale.get("unit"))))
        groups.append((rate, leads))
    return {"groups": groups}


def read_muse(path):
    groups = []
    for waveform in (e for e in ElementTree.parse(path).iter() if local(e) == "Waveform"):
        rate = float(waveform.findtext("SampleBase")) * 10 ** float(waveform.findtext("SampleExponent") or 0)
        leads = []
        for lead in waveform.iter("LeadData"):
            raw = np.frombuffer(base64.b64decode(lead.findtext("WaveFormData")), dtype="<i2").astype(np.float64)
            microvolts = raw * float(lead.findtext("LeadAmplitudeUnitsPerBit"))
            leads.append((lead.findtext("LeadID"), microvolts / 1000))
        groups.append((rate, leads))
    return {"groups": groups}


def read_sierra(path):
    import sierraecg

    record = sierraecg.read_file(str(path))
    resolution = next(e.text for e in ElementTree.parse(path).iter() if local(e) in ("resolution", "signalresolution"))
    leads = []
    for lead in record.leads:
        leads.append((lead.label, lead.sampling_freq, lead.samples.astype(np.float64) * float(resolution) / 1000))
    return {"groups": grouped(leads)}


def read_ishne(path):
    data = path.read_bytes()
    ecg_offset = struct.unpack_from("<i", data, 22)[0]
    lead_count = struct.unpack_from("<h", data, 156)[0]
    codes = struct.unpack_from("<12h", data, 158)
    resolutions = struct.unpack_from("<12h", data, 206)
    rate = struct.unpack_from("<h", data, 272)[0]
    raw = np.frombuffer(data, dtype="<i2", offset=ecg_offset).reshape(-1, lead_count).astype(np.float64)
    return {"groups": [(rate, [(LEAD_OF_ISHNE[codes[i]], raw[:, i] * resolutions[i] / 1e6) for i in range(lead_count)])]}


def read_hdf5(path):
    import h5py

    groups = []
    with h5py.File(path) as file:
        for exam, tracing in zip(file["exam_id"], file["tracings"]):
            rows = np.flatnonzero(np.any(tracing != 0, axis=1))
            if len(rows) == 0:
                continue
            values = tracing[rows[0] : rows[-1] + 1].astype(np.float64)
            groups.append((400, [(name, values[:, i]) for i, name in enumerate(CODE15_LEADS)], str(exam)))
    return {"groups": groups}


def read_fhir(path):
    leads = []
    for component in json.loads(path.read_text())["component"]:
        data = component["valueSampledData"]
        values = [float("nan") if word in "EUL" else float(word) for word in data["data"].split()]
        scaled = np.array(values) * float(data.get("factor", 1)) + float(data["origin"]["value"])
        name = FHIR_LEADS[component["code"]["coding"][0]["code"]]
        leads.append((name, 1000 / data["period"], millivolts(scaled, data["origin"].get("unit") or data["origin"]["code"])))
    return {"groups": grouped(leads)}


def read_csv(path):
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    values = np.array(rows[1:], dtype=np.float64)
    return {"groups": [(500, [(name, values[:, i]) for i, name in enumerate(rows[0])])]}


def read_apple_watch(path):
    lines = path.read_text().splitlines()
    rate = float(next(line for line in lines if line.startswith("Sample Rate")).split(",")[1].split()[0])
    values = [float(line) for line in lines if re.fullmatch(r"\s*-?\d+(\.\d+)?,?", line.strip())]
    return {"groups": [(rate, [("I", np.array(values) / 1000)])]}


READERS = [
    (r"\.hea$", "wfdb", read_wfdb),
    (r"\.dcm$", "pydicom", read_dicom),
    (r"\.(edf|bdf)$", "pyEDFlib", read_edf),
    (r"muse.*\.xml$", "ElementTree", read_muse),
    (r"sierra.*\.xml$", "sierraecg", read_sierra),
    (r"\.xml$", "ElementTree", read_aecg),
    (r"\.ecg$", "numpy", read_ishne),
    (r"\.hdf5$", "h5py", read_hdf5),
    (r"\.json$", "json", read_fhir),
    (r"watch.*\.csv$", "csv", read_apple_watch),
    (r"\.csv$", "csv", read_csv),
]
IGNORED = re.compile(r"image/")


def described(reader):
    try:
        return f"{reader} {version(reader)}"
    except Exception:  # the standard library
        return f"Python {sys.version.split()[0]} {reader}"


def write_truth(folder, out):
    number = 0
    with (out / "truth.jsonl").open("w") as index:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            match = next(((r, f) for pattern, r, f in READERS if re.search(pattern, name, re.I)), None)
            if match is None or IGNORED.search(name):
                continue
            reader, read = match
            line = {"path": name, "reader": described(reader)}
            try:
                read(path)
                started = time.process_time()
                found = read(path)
                line["seconds"] = time.process_time() - started
                line["groups"] = []
                for rate, leads, *exam in found.pop("groups"):
                    group = {"rateHz": float(rate or 0), "leads": []} | ({"exam": exam[0]} if exam else {})
                    for lead_name, values in (lead for lead in leads if lead[1] is not None):
                        file = f"{number}.f64"
                        np.asarray(values, dtype="<f8").tofile(out / file)
                        group["leads"].append({"name": lead_name, "file": file, "samples": len(values)})
                        number += 1
                    line["groups"].append(group)
                line |= found
            except Exception as error:
                line["error"] = f"{type(error).__name__}: {error}"[:300]
            index.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    write_truth(Path(sys.argv[1]), Path(sys.argv[2]))
