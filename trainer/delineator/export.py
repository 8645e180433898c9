"""Weights as the engine reads them: normalisation folded into the convolution before it, no dimension of size 1."""

import json
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch
from torch import nn

from model import Delineator


def folded(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[np.ndarray, np.ndarray]:
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return array(conv.weight * gain[:, None, None, None]), array(norm.bias - norm.running_mean * gain)


def array(tensor: torch.Tensor) -> np.ndarray:
    """[outputs, inputs, 1, kernel] -> [outputs, inputs, kernel]"""
    value = tensor.detach()
    return np.ascontiguousarray((value[:, :, 0] if value.ndim == 4 else value).numpy())


def exported_tensors(model: Delineator) -> dict[str, np.ndarray]:
    tensors: dict[str, np.ndarray] = {}

    def put(name: str, conv: nn.Conv2d, norm: nn.BatchNorm2d | None = None) -> None:
        weight, bias = folded(conv, norm) if norm is not None else (array(conv.weight), array(conv.bias))
        tensors[f"{name}.weight"], tensors[f"{name}.bias"] = weight, bias

    put("stem", model.stem, model.stem_norm)
    for i, block in enumerate(model.down):
        put(f"down.{i}", block.conv, block.norm)
    for part in ("enc", "dec"):
        for i, blocks in enumerate(getattr(model, part)):
            for j, block in enumerate(blocks):
                put(f"{part}.{i}.{j}", block.conv, block.norm)
    for i, mix in enumerate(model.mix):
        put(f"mix.{i}.reduce", mix.reduce)
        put(f"mix.{i}.expand", mix.expand)
    for i, up in enumerate(model.up):
        put(f"up.{i}", up)
    put("head", model.head)
    return tensors


def write_weights(model: Delineator, path: str, about: dict, half: bool = False) -> None:
    """`half` precision suffices for weights that only a benchmark reads."""
    metadata = {key: value if isinstance(value, str) else json.dumps(value) for key, value in about.items()}
    tensors = exported_tensors(model.eval())
    if half:
        tensors = {name: value.astype(np.float16) for name, value in tensors.items()}
    Path(path).write_bytes(safetensors.numpy.save(tensors, metadata))
