"""Queries by people we do not know, each in a process that can be stopped at its limit."""

from qualite_graph.workers.frames import Job, Reply, Source
from qualite_graph.workers.limits import Limits, limits

__all__ = ["Job", "Limits", "Reply", "Source", "limits"]
