"""Lets `python -m qualite_graph` be the command `qualite-graph`."""

import sys

from qualite_graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
