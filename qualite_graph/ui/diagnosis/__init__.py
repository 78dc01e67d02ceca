"""The parts of the page of diagnosis: findings with their remedies, and what the network shows."""
