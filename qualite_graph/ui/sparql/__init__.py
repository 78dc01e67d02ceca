"""The parts of the SPARQL page: writing a query, reading its result, taking the endpoint elsewhere."""
