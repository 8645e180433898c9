"""Runs one open delineator over recordings that the benchmark wrote, and writes what it marks and what it costs.

usage: run_peer.py VARIANT JOB.json OUT.json     or     run_peer.py --versions PACKAGE...

JOB.json: {"samplingRateHz", "leads", "records": [{"id", "file"}]}, each file little-endian float64 millivolts, lead
after lead. OUT.json: {"records": {id: {lead: {"p"|"qrs"|"t": [[on, peak, off], ...]}}}, "cpuMs": {id: ms},
"failures": [{"record", "lead", "message"}]}, points in samples at 500 Hz, null where not found. CPU is user and
system time of the whole process around the delineator's own calls, on one thread, after two records of warm-up;
reading files and turning its answer into this form are not in it.
"""

import importlib
import importlib.metadata
import json
import os
import sys
import time
import warnings

for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "TFLITE"):
    os.environ[f"{name}_NUM_THREADS"] = "1"
os.environ["MPLBACKEND"] = "Agg"

ADAPTERS = {
    "nk-prominence": "peer_neurokit",
    "nk-dwt": "peer_neurokit",
    "prominence": "peer_prominence",
    "prominence-ml": "peer_prominence",
    "ecgdeli": "peer_ecgdeli",
    "ecgdeli-fixed": "peer_ecgdeli",
    "openecg-v56c": "peer_openecg",
    "openecg-codec-v6": "peer_openecg",
}
OUTPUT_RATE_HZ = 500
WARM_UP_RECORDS = 2


def versions(packages):
    found = {}
    for package in packages:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[package] = None
    return found


def run(variant, job):
    import numpy as np

    peer = importlib.import_module(ADAPTERS[variant]).prepare(variant)
    rate, lead_names = job["samplingRateHz"], job["leads"]
    scale = OUTPUT_RATE_HZ / rate
    records, cpu_ms, failures = {}, {}, []

    def point(sample):
        return None if sample is None or not np.isfinite(sample) else float(sample) * scale

    def delineate(record):
        """A delineator that takes one lead at a time fails for that lead alone."""
        leads = np.fromfile(record["file"], dtype="<f8").reshape(len(lead_names), -1)
        groups = [[i] for i in range(len(lead_names))] if peer.one_lead else [list(range(len(lead_names)))]
        found, failed, spent = {}, [], 0.0
        for group in groups:
            started = time.process_time()
            try:
                answer = peer.detect(leads[group], rate)
            except Exception as error:
                answer = None
                failed.append((group, f"{type(error).__name__}: {error}"[:200]))
            spent += time.process_time() - started
            marks = [None] * len(group) if answer is None else peer.marks(answer, leads[group])
            for index, waves in zip(group, marks):
                waves = waves or {}
                found[lead_names[index]] = {
                    kind: [[point(p) for p in wave] for wave in waves.get(kind, [])] for kind in ("p", "qrs", "t")
                }
        return found, failed, spent

    for record in job["records"][:WARM_UP_RECORDS]:
        delineate(record)
    for record in job["records"]:
        found, failed, spent = delineate(record)
        records[record["id"]] = found
        cpu_ms[record["id"]] = spent * 1000
        for group, message in failed:
            lead = lead_names[group[0]] if peer.one_lead else None
            failures.append({"record": record["id"], "lead": lead, "message": message})
    return {"records": records, "cpuMs": cpu_ms, "failures": failures}


if __name__ == "__main__":
    if sys.argv[1] == "--versions":
        print(json.dumps(versions(sys.argv[2:])))
    else:
        warnings.simplefilter("ignore")
        _, variant, job_file, out_file = sys.argv
        with open(job_file) as file:
            job = json.load(file)
        result = run(variant, job)
        with open(out_file, "w") as file:
            json.dump(result, file, allow_nan=False)
