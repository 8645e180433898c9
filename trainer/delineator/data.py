"""The examples that `gem train delineator` wrote, and the scaling that training and use share."""

import hashlib
import json
from pathlib import Path

import numpy as np
import safetensors.numpy

SAMPLING_RATE_HZ = 500
NONE, P, QRS, T, NOT_P, UNKNOWN = 0, 1, 2, 3, 254, 255


def scale_of(x: np.ndarray) -> np.ndarray:
    """Size of each lead: the 98th percentile of its distance from its median (every fourth sample is read)."""
    sparse = x[:, ::4]
    distance = np.abs(sparse - np.median(sparse, axis=1, keepdims=True))
    return np.maximum(np.quantile(distance, 0.98, axis=1, keepdims=True), 1e-3)


def scaled(x: np.ndarray) -> np.ndarray:
    return (x - np.median(x[:, ::4], axis=1, keepdims=True)) / scale_of(x)


def load_examples(path: str):
    """-> signals [n, leads, samples] float32 mV, labels [n, leads, samples] uint8, [{"id", "kind"}] * n, sha256."""
    content = Path(path).read_bytes()
    tensors = safetensors.numpy.load(content)
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    examples = json.loads(header["__metadata__"]["examples"])
    return tensors["signals"], tensors["labels"], examples, hashlib.sha256(content).hexdigest()
