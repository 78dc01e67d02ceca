"""Coverage-guided fuzzing of the readers; nothing here is shipped, nor run by the tests."""
