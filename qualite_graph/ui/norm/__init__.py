"""The parts of the page of the standard: coverage of the clauses, the principles, the documents."""
