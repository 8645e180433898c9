"""Times one open ECG renderer on the same millivolts that ours draws.

usage: run_page_peer.py --versions PACKAGE...
       run_page_peer.py PEER JOB.json ANSWER.json

PEER is ecg-plot-svg, ecg-plot-png or pmecg. The job names float64 files (lead after lead), the lead names, the sampling
rate, the layouts and the dpi; the answer holds the CPU milliseconds of each page, user and system, warm: reading the file is not
counted, making the figure and encoding it into memory or a file is.
"""

import importlib.metadata
import json
import os
import sys
import tempfile
import time
from pathlib import Path

for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"):
    os.environ[f"{name}_NUM_THREADS"] = "1"
os.environ["MPLBACKEND"] = "Agg"

import numpy  # noqa: E402


def drawn_by_ecg_plot(suffix):
    import ecg_plot

    def draw(samples_mv, job, layout, folder):
        # "12lead" is its page of four columns with a strip below; one column holds all leads below each other
        how = (
            {"layout": "12lead", "rhythm_lead": "II", "time_mode": "sequential"}
            if layout == "3x4+1"
            else {"layout": "columns", "columns": 1}
        )
        chart = ecg_plot.plot(samples_mv, sample_rate=job["samplingRateHz"], lead_names=job["leads"], **how)
        path = chart.save(folder / f"page{suffix}", dpi=job["dpi"])
        return path.stat().st_size

    return draw


def drawn_by_pmecg():
    import io

    import matplotlib.pyplot
    import pmecg

    plotter = pmecg.ECGPlotter()

    def draw(samples_mv, job, layout, folder):
        data = (list(samples_mv), job["leads"])
        template = pmecg.template_factory("4x3+1" if layout == "3x4+1" else "1x12", data, None)
        figure = plotter.plot(data, template, sampling_frequency=job["samplingRateHz"], show=False)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=job["dpi"])
        matplotlib.pyplot.close(figure)
        return buffer.tell()

    return draw


PEERS = {
    "ecg-plot-svg": lambda: drawn_by_ecg_plot(".svg"),
    "ecg-plot-png": lambda: drawn_by_ecg_plot(".png"),
    "pmecg": drawn_by_pmecg,
}


def timed(draw, job, folder):
    cpu_ms = {layout: [] for layout in job["layouts"]}
    sizes = {layout: [] for layout in job["layouts"]}
    records = [numpy.fromfile(record["file"], "<f8").reshape(len(job["leads"]), -1) for record in job["records"]]
    for layout in job["layouts"]:
        draw(records[0], job, layout, folder)
        for samples_mv in records:
            begin = time.process_time()
            size = draw(samples_mv, job, layout, folder)
            cpu_ms[layout].append(1000 * (time.process_time() - begin))
            sizes[layout].append(size)
    return {"cpuMs": cpu_ms, "bytes": sizes}


def main(arguments):
    if arguments[:1] == ["--versions"]:
        found = {}
        for package in arguments[1:]:
            try:
                found[package] = importlib.metadata.version(package)
            except importlib.metadata.PackageNotFoundError:
                pass
        print(json.dumps(found))
        return
    peer, job_file, answer_file = arguments
    job = json.loads(Path(job_file).read_text())
    with tempfile.TemporaryDirectory() as folder:
        answer = timed(PEERS[peer](), job, Path(folder))
    Path(answer_file).write_text(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
