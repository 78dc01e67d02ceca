"""What stands around a map: its state in the address, its controls, its paint, its saved views."""
