"""What was answered so far, by place: noted at each request, put into the form of Prometheus when it asks."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

_BOUNDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds."""
_NAMES: Final = (*[str(floatToGoString(bound)) for bound in _BOUNDS], "+Inf")  # type: ignore[no-untyped-call]


class Tally(Collector):
    """Counts the requests of one event loop, without the locks that a metric of each kind would take."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.under_way = 0
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._bytes: Counter[str] = Counter()
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._lasted: dict[str, list[int]] = {}

    def note(self, asked: tuple[str, str, int], seconds: float, size: int) -> None:
        """Note a request of a place and a method that was answered with a status, and how many bytes."""
        place = asked[0]
        self._requests[asked] += 1
        self._bytes[place] += size
        self._seconds[place] += seconds
        lasted = self._lasted.get(place)
        if lasted is None:
            lasted = self._lasted[place] = [0] * len(_NAMES)
        lasted[bisect_left(_BOUNDS, seconds)] += 1

    def collect(self) -> Iterable[Metric]:
        """Return the metrics as they are now."""
        requests = CounterMetricFamily(
            "qualite_graph_requests", "Requests answered.", labels=["place", "method", "status"]
        )
        for (place, method, status), count in self._requests.items():
            requests.add_metric([place, method, str(status)], count)
        seconds = HistogramMetricFamily(
            "qualite_graph_request_seconds",
            "Seconds from a request to the end of its answer.",
            labels=["place"],
        )
        sizes = CounterMetricFamily("qualite_graph_answer_bytes", "Bytes of answers.", labels=["place"])
        for place, lasted in self._lasted.items():
            most = zip(_NAMES, itertools.accumulate(lasted), strict=True)
            seconds.add_metric([place], [(name, count) for name, count in most], self._seconds[place])
            sizes.add_metric([place], self._bytes[place])
        under_way = GaugeMetricFamily(
            "qualite_graph_requests_under_way", "Requests being answered.", self.under_way
        )
        return requests, seconds, sizes, under_way
