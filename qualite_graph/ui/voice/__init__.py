"""The parts of the page of the voice of the customer: who they are, what they ask, what they complain of."""
