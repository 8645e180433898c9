#!/bin/sh
# Trains the network that places P, QRS and T, and measures it on recordings that it never saw: one core, two hours.
# Usage: runs/train-delineator.sh DATA OUT [PYTHON]   (DATA/ludb-dev and DATA/ptbxl-dev: see docs/benchmarks.md)
set -eu
usage='usage: runs/train-delineator.sh DATA OUT [PYTHON]'
data=${1:?$usage}
out=${2:?$usage}
python=${3:-python3}
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
"$root/gem" train delineator --data "$data" --out-dir "$out" --python "$python" --seed 1 --fold all
"$root/gem" train delineator --data "$data" --out-dir "$out" --python "$python" --seed 1 --fold final
"$root/gem" bench measure --data "$data" --fold-weights "$out"
