"""What other programs reach over HTTP: a standard SPARQL endpoint, mounted on the application's server."""

from qualite_graph.http.routes import routes

__all__ = ["routes"]
