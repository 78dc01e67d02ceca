"""The papers an auditor wants, made from one graph so that none can disagree with another."""

from qualite_graph.papers.pack import STAGES, audit_pack
from qualite_graph.papers.press import FORMATS, KINDS, PaperFile, make

__all__ = ["FORMATS", "KINDS", "STAGES", "PaperFile", "audit_pack", "make"]
