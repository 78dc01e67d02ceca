"""The measure of a question through the façade against the same query on the bare engine."""

from __future__ import annotations

import statistics

from benchmarks.measure import call
from benchmarks.report import Section, Settings, at_most, duration

HOW = """
Every question of the catalogue that a query answers, on the example organisation, in memory and warm, both
sides in one process and turn by turn. The peer is `pyoxigraph` alone: the same query, the dataset and the
bound parameters made beforehand, its JSON read by `json.loads`. Ours starts from the question's identifier:
it finds the question, the organisation and the values, and gives typed rows. The rows are the same. Each
ratio is one question's, between medians.
"""


def measure(settings: Settings) -> Section:
    """Ask each question 11 times (5 when quick) on each side."""
    runs = 5 if settings.quick else 11
    figures = call("benchmarks.question_calls:compare", runs=runs)
    ratios = sorted((figure["ours"] / figure["peer"], figure["question"]) for figure in figures)
    median = statistics.median(ratio for ratio, _ in ratios)
    tenth = ratios[len(ratios) * 9 // 10]
    ours, peer = sum(figure["ours"] for figure in figures), sum(figure["peer"] for figure in figures)
    slowest = max(figures, key=lambda figure: float(figure["ours"]))
    rows = [
        ["questions", str(len(figures)), ""],
        ["ratio, median", f"{median:.2f} ×", ""],
        ["ratio, nine in ten below", f"{tenth[0]:.2f} ×", tenth[1]],
        ["ratio, greatest", f"{ratios[-1][0]:.2f} ×", ratios[-1][1]],
        ["the whole catalogue, ours", duration(ours), ""],
        ["the whole catalogue, bare engine", duration(peer), f"{ours / peer:.2f} ×"],
        ["median question, ours", duration(statistics.median(figure["ours"] for figure in figures)), ""],
        ["slowest question, ours", duration(slowest["ours"]), slowest["question"]],
    ]
    targets = [at_most("a question, median over the catalogue: 1.3 × the bare engine", median, 1.3)]
    return Section(f"Asking ({runs} runs of each question)", HOW, ["figure", "value", "which"], rows, targets)
