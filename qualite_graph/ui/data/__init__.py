"""The parts of the page of data: bringing files, correcting tables, going back, keeping organisations."""
