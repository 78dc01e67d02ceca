"""What goes out of the product: an organisation as files that people and other tools open."""

from qualite_graph.exchange.writing.formats import (
    EXPORT_FORMATS,
    Export,
    ExportFormat,
    export,
    find_export_format,
)
from qualite_graph.exchange.writing.left_out import LeftOut

__all__ = ["EXPORT_FORMATS", "Export", "ExportFormat", "LeftOut", "export", "find_export_format"]
