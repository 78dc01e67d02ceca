"""Single changes as people name them: a row of a sheet added, changed or taken away, one flow more."""

from qualite_graph.editing.edits import EditRefusedError, Proposal, RowEdit, find_column, find_sheet
from qualite_graph.editing.flows import flow_edits
from qualite_graph.editing.proposing import propose, refuse_faults

__all__ = [
    "EditRefusedError",
    "Proposal",
    "RowEdit",
    "find_column",
    "find_sheet",
    "flow_edits",
    "propose",
    "refuse_faults",
]
