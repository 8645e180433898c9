"""Trains the delineation network on one CPU core: `python train.py --examples FILE --output FILE [--fold K]`.

With --fold K of --folds N the K-th part of the marked recordings is left out and named in the weights' metadata,
so that a benchmark can measure each recording with weights that never saw it. Progress goes to stdout, one JSON
object a line. The same seed, examples and PyTorch on the same processor give the same weights.
"""

import argparse
import json
import sys
import time

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from augment import augmented
from data import NOT_P, P, load_examples
from export import write_weights
from model import Delineator

BATCH = 4
LEARNING_RATE = 4e-3
SYNTHETIC_SHARE = 0.10
FIBRILLATION_SHARE = 0.06


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    signals, labels, examples, examples_hash = load_examples(options.examples)
    by_kind = {
        kind: np.array([i for i, example in enumerate(examples) if example["kind"] == kind])
        for kind in ("marked", "fibrillation", "synthetic")
    }
    held_out = held_out_fold(by_kind["marked"], options)
    draw = sampler(np.setdiff1d(by_kind["marked"], held_out), by_kind, rng)

    model = Delineator().to(memory_format=torch.channels_last)
    average = Delineator()
    average.load_state_dict(model.state_dict())
    optimiser = torch.optim.AdamW(model.parameters(), LEARNING_RATE, weight_decay=0.02, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, LEARNING_RATE, total_steps=options.steps, pct_start=0.1
    )
    model.train()
    started, smooth_loss = time.time(), None
    for step in range(options.steps):
        batch = [augmented(signals[i], labels[i], rng) for i in (draw() for _ in range(BATCH))]
        x, y, counts = (torch.from_numpy(np.stack(part)) for part in zip(*batch))
        loss = loss_of(model(x, counts.float()), y[:, :, ::2].long())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        update_average(average, model, step)
        smooth_loss = loss.item() if smooth_loss is None else 0.98 * smooth_loss + 0.02 * loss.item()
        if not np.isfinite(smooth_loss):
            sys.exit(f"step {step}: the loss is {smooth_loss}")
        if step % 100 == 0 or step == options.steps - 1:
            seconds = round(time.time() - started)
            print(json.dumps({"step": step, "loss": round(smooth_loss, 4), "seconds": seconds}), flush=True)
    write_weights(
        average,
        options.output,
        {
            "steps": options.steps,
            "seed": options.seed,
            "fold": options.fold,
            "held_out": [examples[i]["id"] for i in held_out],
            "trained_on": [examples[i]["id"] for i in np.setdiff1d(by_kind["marked"], held_out)],
            "examples_sha256": examples_hash,
            "loss": round(smooth_loss, 4),
            "torch": torch.__version__,
        },
        half=options.fold is not None,
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", required=True, help="as `gem train delineator` writes them")
    parser.add_argument("--output", required=True, help="weights (safetensors)")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fold", type=int, default=None, help="0 .. folds - 1; without it all recordings are learnt")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def held_out_fold(marked: np.ndarray, options: argparse.Namespace) -> np.ndarray:
    if options.fold is None:
        return np.array([], int)
    # the same shuffle for every fold and seed, so that the folds are a partition
    return np.sort(np.array_split(np.random.default_rng(0).permutation(marked), options.folds)[options.fold])


def sampler(marked: np.ndarray, by_kind: dict[str, np.ndarray], rng: np.random.Generator):
    """Marked recordings in shuffled rounds, the two other kinds mixed in by their shares."""
    waiting: list[int] = []

    def draw() -> int:
        chance = rng.random()
        if chance < SYNTHETIC_SHARE and by_kind["synthetic"].size:
            return int(rng.choice(by_kind["synthetic"]))
        if chance < SYNTHETIC_SHARE + FIBRILLATION_SHARE and by_kind["fibrillation"].size:
            return int(rng.choice(by_kind["fibrillation"]))
        if not waiting:
            waiting.extend(rng.permutation(marked).tolist())
        return waiting.pop()

    return draw


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy where the class is known; where only P is ruled out, the cost of calling it P."""
    log_probability = F.log_softmax(logits, 2).permute(0, 1, 3, 2)
    known, not_p = labels < logits.shape[2], labels == NOT_P
    cost = F.nll_loss(log_probability[known], labels[known], reduction="sum")
    cost = cost - torch.log1p(-log_probability[not_p][:, P].exp().clamp(max=0.999)).sum()
    return cost / (known.sum() + not_p.sum()).clamp(min=1)


def update_average(average: torch.nn.Module, model: torch.nn.Module, step: int) -> None:
    """The weights' running average: what is written; it is steadier than the last step's."""
    decay = min(0.998, (step + 1) / (step + 10))
    with torch.no_grad():
        for kept, latest in zip(average.state_dict().values(), model.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.mul_(decay).add_(latest, alpha=1 - decay)
            else:
                kept.copy_(latest)


if __name__ == "__main__":
    main()
