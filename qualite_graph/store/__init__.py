"""Where statements are kept and asked: one protocol, an embedded engine or a server behind it."""

from qualite_graph.store.base import Dataset, Result, Store, Value, dataset_of, everything
from qualite_graph.store.embedded import EmbeddedStore

__all__ = ["Dataset", "EmbeddedStore", "Result", "Store", "Value", "dataset_of", "everything"]
