"""What a network of processes tells: pure functions over one projection of an organisation's graph.

The package imports nothing by itself, so that a face which draws a map or answers a simple question does not
wait for networkx.
"""
