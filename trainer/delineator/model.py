"""The delineation network: a small U-Net over time, the same for every lead, whose leads see each other.

Input: leads at 500 Hz, each scaled to its own size. Output: a score for no wave, P, QRS and T every 4 ms.
The body runs at 125 Hz (stem stride 4) down to 8 Hz, where one kernel spans a beat; the head writes two
neighbouring outputs from each 8 ms step. At every level each lead is told the mean and the maximum, over all
leads that count, of a few of its features: a P that is lost in one lead's noise is seen in the others.
Any number of leads, any length that is a multiple of 64 samples.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

CLASSES = ("none", "p", "qrs", "t")
CHANNELS = (16, 24, 40, 56, 64)
KERNELS = (5, 3, 3, 3, 3)
ENCODER_BLOCKS = (1, 1, 1, 1, 2)
DECODER_BLOCKS = (1, 1, 1, 1)


class Block(nn.Module):
    """Convolution along time, normalised, rectified; residual where the shape stays."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, (1, kernel), (1, stride), (0, kernel // 2), bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.residual = inputs == outputs and stride == 1

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm(self.conv(x)), inplace=True)
        return x + y if self.residual else y


class LeadMix(nn.Module):
    """Adds to every lead what the leads that count show together."""

    def __init__(self, channels: int, hidden: int):
        super().__init__()
        self.reduce = nn.Conv2d(channels, hidden, 1)
        self.expand = nn.Conv2d(2 * hidden, channels, 1)

    def forward(self, x: Tensor, counts: Tensor) -> Tensor:
        seen = F.relu(self.reduce(x), inplace=True) * counts[:, None, :, None]
        mean = seen.sum(2, keepdim=True) / counts.sum(1).clamp(min=1)[:, None, None, None]
        return x + self.expand(torch.cat([mean, seen.amax(2, keepdim=True)], 1))


class Delineator(nn.Module):
    def __init__(
        self,
        channels: tuple[int, ...] = CHANNELS,
        kernels: tuple[int, ...] = KERNELS,
        encoder_blocks: tuple[int, ...] = ENCODER_BLOCKS,
        decoder_blocks: tuple[int, ...] = DECODER_BLOCKS,
    ):
        super().__init__()
        levels = list(zip(channels, kernels, encoder_blocks))
        steps = list(zip(channels, channels[1:]))
        self.stem = nn.Conv2d(1, channels[0], (1, 17), (1, 4), (0, 8), bias=False)
        self.stem_norm = nn.BatchNorm2d(channels[0])
        self.down = nn.ModuleList(Block(a, b, 3, 2) for a, b in steps)
        self.enc = nn.ModuleList(nn.Sequential(*(Block(c, c, k) for _ in range(n))) for c, k, n in levels)
        self.mix = nn.ModuleList(LeadMix(c, c // 2) for c in channels)
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in steps)
        self.dec = nn.ModuleList(
            nn.Sequential(*(Block(c, c, k) for _ in range(n)))
            for c, k, n in zip(channels, kernels, decoder_blocks)
        )
        self.head = nn.Conv2d(channels[0], 2 * len(CLASSES), (1, 3), padding=(0, 1))

    def forward(self, x: Tensor, counts: Tensor) -> Tensor:
        """x [records, leads, samples], counts [records, leads] 1 or 0 -> [records, leads, class, samples / 2]."""
        records, leads, _ = x.shape
        z = x[:, None].to(memory_format=torch.channels_last)
        z = F.relu(self.stem_norm(self.stem(z)), inplace=True)
        skips = []
        for level, (enc, mix) in enumerate(zip(self.enc, self.mix)):
            if level > 0:
                z = self.down[level - 1](z)
            z = mix(enc(z), counts)
            skips.append(z)
        for level in reversed(range(len(self.dec))):
            z = self.up[level](z).repeat_interleave(2, 3)
            z = self.dec[level](z + skips[level])
        # channel 2 * class + phase: two outputs, 4 ms apart, of each 8 ms step
        z = self.head(z).view(records, len(CLASSES), 2, leads, -1)
        return z.permute(0, 3, 1, 4, 2).reshape(records, leads, len(CLASSES), -1)
