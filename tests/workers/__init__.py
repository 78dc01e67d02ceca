"""Workers: what they answer, and how they are stopped."""
