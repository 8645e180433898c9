#!/bin/sh
# Fits the model behind `probabilities` again and measures it on patients it never saw: two minutes on two cores.
# Usage: runs/fit-probabilities.sh DATA    (DATA/ptbxl-dev: index.jsonl and records, see docs/benchmarks.md)
set -eu
data=${1:?usage: runs/fit-probabilities.sh DATA}
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
folds=$(mktemp)
trap 'rm -f "$folds"' EXIT
"$root/gem" train probabilities --data "$data" --seed 1 --out-of-fold "$folds"
"$root/gem" bench self --data "$data" --only findings --probabilities "$folds"
