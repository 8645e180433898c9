"""What one example may look like the next time it is seen: other rates and rhythms, noise, fewer leads, no P.

All of it is drawn from the generator that is passed in. Signals are [leads, samples] at 500 Hz, labels the
classes of `wave-labels.ts` (0 none, 1 P, 2 QRS, 3 T, 254 anything but P, 255 unknown).
"""

import numpy as np

from data import NONE, NOT_P, P, QRS, SAMPLING_RATE_HZ, T, UNKNOWN, scale_of, scaled

WINDOW = 5120  # 10.24 s, a multiple of the network's 64


def augmented(signals: np.ndarray, labels: np.ndarray, rng: np.random.Generator):
    """-> scaled signals [leads, WINDOW] float32, labels [leads, WINDOW], counts [leads]."""
    leads = signals.shape[0]
    x, y = warped(signals, labels, rng)
    if rng.random() < 0.15:
        x, y = without_p(x, y, rng)
    x = x * np.where(rng.random((leads, 1)) < 0.1, -1, 1)
    if rng.random() < 0.25:
        x = band_limited(x, rng)
    x = noisy(x, rng)
    counts = np.ones(leads, bool)
    if rng.random() < 0.4:
        counts[:] = False
        counts[rng.permutation(leads)[: rng.integers(1, leads)]] = True
    y = np.where(counts[:, None], y, UNKNOWN)
    return (scaled(x) * counts[:, None]).astype(np.float32), y, counts


def warped(x: np.ndarray, y: np.ndarray, rng: np.random.Generator):
    """Another heart rate: all is stretched a little, what lies between T and P by very different amounts."""
    samples = x.shape[1]
    speed = np.full(samples, rng.uniform(0.8, 1.25))
    if rng.random() < 0.5:
        active = np.isin(y, (P, QRS, T)).any(0)
        edges = np.flatnonzero(np.diff(np.concatenate([[1], active, [1]])))
        irregular = rng.uniform(0, 1)
        typical = rng.uniform(-0.5, 0.7)
        for start, end in zip(edges[::2], edges[1::2]):
            # only where waves stand on both sides is a gap known to be one
            if end - start > 40 and start > 0 and end < samples:
                speed[start + 15 : end - 15] *= np.exp(-typical - irregular * rng.uniform(-0.7, 0.7))
    when = np.concatenate([[0], np.cumsum(1 / speed)[:-1]])
    # the window begins anywhere; outside the recording there is its edge, unlabelled
    start = rng.uniform(-0.3, 0.3) * WINDOW if when[-1] < WINDOW else rng.uniform(-300, when[-1] - WINDOW + 300)
    source = np.interp(np.arange(WINDOW) + start, when, np.arange(samples), left=-1, right=samples)
    inside = (source >= 0) & (source <= samples - 1)
    source = np.clip(source, 0, samples - 1)
    left = np.minimum(source.astype(int), samples - 2)
    share = (source - left).astype(np.float32)
    stretched = x[:, left] * (1 - share) + x[:, left + 1] * share
    return stretched, np.where(inside, y[:, np.rint(source).astype(int)], UNKNOWN)


def without_p(x: np.ndarray, y: np.ndarray, rng: np.random.Generator):
    """Atrial fibrillation made of sinus rhythm: P is bridged, fibrillatory waves run through."""
    x, y = x.copy(), y.copy()
    for lead in range(x.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], y[lead] == P, [0]])))
        for start, end in zip(edges[::2], edges[1::2]):
            left, right = max(0, start - 12), min(x.shape[1] - 1, end + 8)
            x[lead, left : right + 1] = np.linspace(x[lead, left], x[lead, right], right - left + 1)
            y[lead, start:end] = NONE
    if rng.random() < 0.85:
        x = x + scale_of(x) * rng.uniform(-1, 1, (x.shape[0], 1)) * atrial_wave(x.shape[1], rng)
    return x, y


def atrial_wave(samples: int, rng: np.random.Generator) -> np.ndarray:
    """Fibrillation: 4-9 Hz, small, its rhythm wandering. Flutter: 3.5-5.5 Hz, larger, regular, a saw's teeth."""
    time = np.arange(samples) / SAMPLING_RATE_HZ
    if rng.random() < 0.4:
        phase = 2 * np.pi * rng.uniform(3.5, 5.5) * time + rng.uniform(0, 6.3)
        saw = sum(np.sin(k * phase + rng.uniform(-0.5, 0.5)) / k for k in (1, 2, 3))
        return rng.uniform(0.05, 0.3) * saw
    wander = np.cumsum(rng.standard_normal(samples)) * 0.02
    phase = 2 * np.pi * rng.uniform(4, 9) * time + wander
    return rng.uniform(0, 0.12) * (np.sin(phase) + rng.uniform(0, 0.5) * np.sin(2 * phase + rng.uniform(0, 6.3)))


def band_limited(x: np.ndarray, rng: np.random.Generator):
    """A monitor's filters: high frequencies, low ones, or both are gone."""
    spectrum = np.fft.rfft(x, axis=1)
    frequency = np.fft.rfftfreq(x.shape[1], 1 / SAMPLING_RATE_HZ)
    if rng.random() < 0.7:
        spectrum *= 1 / np.sqrt(1 + (frequency / rng.uniform(25, 120)) ** 4)
    if rng.random() < 0.5:
        corner = rng.uniform(0.05, 0.6)
        spectrum *= frequency / np.sqrt(frequency**2 + corner**2)
    return np.fft.irfft(spectrum, x.shape[1], axis=1)


def noisy(x: np.ndarray, rng: np.random.Generator):
    leads, samples = x.shape
    time = np.arange(samples) / SAMPLING_RATE_HZ
    size = scale_of(x)
    noise = np.zeros_like(x)
    if rng.random() < 0.7:
        for _ in range(2):
            frequency, phase = rng.uniform(0.05, 0.6), rng.uniform(0, 6.3, (leads, 1))
            noise += rng.uniform(0, 0.4, (leads, 1)) * np.sin(2 * np.pi * frequency * time + phase)
    if rng.random() < 0.6:
        white = rng.standard_normal((leads, samples), dtype=np.float32)
        if rng.random() < 0.4:  # muscle: it comes and goes
            start, length = rng.uniform(0, samples), rng.uniform(200, 3000)
            white *= np.abs(np.arange(samples) - start) < length
        noise += rng.uniform(0, 0.1) * rng.uniform(0.2, 1, (leads, 1)) * white
    if rng.random() < 0.2:
        phase = rng.uniform(0, 6.3, (leads, 1))
        noise += rng.uniform(0, 0.08) * np.sin(2 * np.pi * rng.choice([50, 60]) * time + phase)
    if rng.random() < 0.3:
        walk = np.cumsum(rng.standard_normal((leads, samples), dtype=np.float32), 1)
        walk -= walk.mean(1, keepdims=True)
        noise += rng.uniform(0, 0.2) * walk / np.abs(walk).max(1, keepdims=True)
    return x + size * noise
