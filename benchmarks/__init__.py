"""What the product costs, measured beside its peers: run `python -m benchmarks`."""
