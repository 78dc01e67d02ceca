"""The parts of the page of relations: matrix, SIPOC, turtle, from demand to delivery, interfaces."""
