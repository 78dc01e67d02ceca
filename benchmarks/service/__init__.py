"""What the SPARQL service withstands, and how fast it answers: `load`, `faults` and `speed`."""
