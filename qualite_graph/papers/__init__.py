"""The papers an auditor wants, made from one graph so that none can disagree with another."""

from qualite_graph.papers.press import FORMATS, KINDS, PaperFile, make

__all__ = ["FORMATS", "KINDS", "PaperFile", "make"]
